"""Says what may become of an idea next."""

from django.utils.translation import gettext_lazy

from ..models import Idea
from ..states import IDEAS

MOVES = {
    "try_out": gettext_lazy("We try it now"),
    "make_practice": gettext_lazy("It became practice"),
    "put_aside": gettext_lazy("Put it aside"),
    "take_up": gettext_lazy("Take it up again"),
}


def moves_from(idea: Idea) -> list[tuple[str, str]]:
    """What is possible from where it is."""
    return [(move, str(words)) for move, words in MOVES.items() if IDEAS.can(move, idea.state)]
