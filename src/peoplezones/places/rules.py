"""Who may bring data in; whether the data may be taken is asked of the gates (`registry.IMPORT_GATES`)."""

from django.utils.translation import gettext as _

from peoplezones.accounts import queries as accounts
from peoplezones.accounts.roles import ANALYST, PROGRAMME_TEAM
from peoplezones.foundation.refusals import NotAllowedForYou


def check_may_load(person: object) -> None:
    """Analysts and the programme team."""
    if not accounts.holds_any(person, [ANALYST, PROGRAMME_TEAM]):
        raise NotAllowedForYou(_("Only analysts and the programme team can load data."))


def may_load(person: object) -> bool:
    return accounts.holds_any(person, [ANALYST, PROGRAMME_TEAM])
