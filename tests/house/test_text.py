"""Every word that a person reads can be translated: in templates, in what refuses them, and on whole pages."""

import ast
import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.core.cache import cache
from django.db import models, transaction
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from wagtail.fields import StreamField

from peoplezones.pages.actions import lay_foundation_pages
from peoplezones.places.models import Area, Outcome
from tests.house.pseudo_locale import WORD, bare_words, bare_words_in_template, pseudo_locale
from tests.house.source import PLATFORM, python_files, told, tree
from tests.peoplezones.places.factories import AreaFactory, IndicatorFactory, give
from tests.peoplezones.zones.factories import ZoneFactory

NOW = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)
# Names and signs that are the same in every language.
SAME_EVERYWHERE = {"CSV", "JavaScript", "QR"}
TYPED = {"ZZ"}  # what we look up below
TEMPLATES = sorted(path for kind in ("*.html", "*.txt") for path in PLATFORM.glob(f"*/templates/**/{kind}"))
# Wagtail's admin is drawn by Wagtail; what we change in it is not read by residents.
TEMPLATES = [path for path in TEMPLATES if "wagtailadmin" not in path.parts]


# --- templates -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", TEMPLATES, ids=told)
def test_a_template_holds_no_bare_words(path):
    words = set(bare_words_in_template(path.read_text(encoding="utf-8")))
    assert words - SAME_EVERYWHERE == set()


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ("<p>Hello {{ name }}</p>", ["Hello"]),
        ('<p>{% translate "Hello" %}, neighbour</p>', ["neighbour"]),
        ('<img alt="A house">', ["house"]),
        ("{% blocktranslate %}Hello {{ name }}{% endblocktranslate %} you", ["you"]),
        ('<input aria-label="Search">', ["Search"]),
        ('<p class="lede" data-open="yes">{% translate "Hi there" %}</p>{# a remark #}', []),
        ("<code>./run demo</code>{% comment %}Not shown{% endcomment %}", []),
        ("<p>{{ first }}{% if a %} · {% endif %}100%</p>", []),
    ],
)
def test_a_bare_word_in_a_template_would_be_found(template, words):
    assert bare_words_in_template(template) == words


# --- refusals, labels and hints ----------------------------------------------------------------------------------

REFUSALS = {"NotAllowedForYou", "NotPossibleNow", "Refused", "ValidationError", "PermissionDenied"}
READ_BY_PEOPLE = {"label", "help_text", "title", "sentence", "description"}
# Whoever loads data does it from the command line, in the language of the code.
COMMAND_LINE = {"places/actions.py", "places/readers/open_data.py", "places/readers/extracts.py"}


def bare_texts(path) -> list[str]:
    """Texts handed over untranslated: the first argument of a refusal, and what a field or a page is called."""
    found = []
    for call in (node for node in ast.walk(tree(path)) if isinstance(node, ast.Call)):
        name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
        said = call.args[:1] if name in REFUSALS else []
        said += [word.value for word in call.keywords if word.arg in READ_BY_PEOPLE]
        found += [f"line {text.lineno}" for text in said if is_bare(text)]
    return found


def is_bare(text: ast.expr) -> bool:
    if isinstance(text, ast.JoinedStr):
        return True
    return isinstance(text, ast.Constant) and isinstance(text.value, str) and bool(WORD.search(text.value))


def files_with_words() -> list:
    return [
        path
        for path in python_files("src/peoplezones")
        if path.relative_to(PLATFORM).as_posix() not in COMMAND_LINE
        and not {"management", "config", "demo"} & set(path.parts)
        and path.parent != PLATFORM / "pages" / "actions"  # the words of the first pages, which editors change
    ]


@pytest.mark.parametrize("path", files_with_words(), ids=told)
def test_what_refuses_or_names_something_can_be_translated(path):
    assert bare_texts(path) == []


def test_a_bare_refusal_would_be_found(tmp_path):
    file = tmp_path / "actions.py"
    file.write_text(
        'raise NotPossibleNow("Not now.")\nraise NotPossibleNow(f"Not {x}.")\nraise NotPossibleNow(_("Fine."))\n'
        'forms.CharField(label="Name", help_text=_("Fine"), max_length=3)\nMapView(label=label, title="")\n'
    )
    assert bare_texts(file) == ["line 1", "line 2", "line 4"]


# --- whole pages ---------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def place(django_db_setup: None, django_db_blocker: Any) -> Iterator[Area]:
    """A small world whose names are in no English text, for all tests of this file."""
    with django_db_blocker.unblock(), transaction.atomic():
        areas = AreaFactory.create_batch(3)
        for outcome in Outcome.values[:2]:
            indicator = IndicatorFactory(outcome=outcome)
            for area in areas:
                give(indicator, {area: float(area.position)})
        ZoneFactory(slug="zwornik", name="Zwornik", areas=areas[:1], story="Zwornik.", summary="Zwornik.")
        lay_foundation_pages(by=None, now=NOW)
        yield areas[0]
        transaction.set_rollback(True)


@pytest.fixture
def nothing_remembered() -> Iterator[None]:
    """Wagtail keeps the roots of its sites in the cache, which tests share."""
    cache.clear()
    yield
    cache.clear()


def words_of_data() -> set[str]:
    """Every word that somebody typed or loaded: it is data, and stays as it is."""
    found = set(WORD.findall(settings.SITE_NAME))
    for config in apps.get_app_configs():
        if config.name.startswith("peoplezones."):
            for model in config.get_models():
                fields = [
                    field.name
                    for field in model._meta.concrete_fields
                    if isinstance(field, models.CharField | models.TextField) and not field.choices
                ]
                bodies = [field.name for field in model._meta.concrete_fields if isinstance(field, StreamField)]
                for row in model._default_manager.all():
                    said = [getattr(row, name) for name in fields]
                    said += [list(getattr(row, name).raw_data) for name in bodies]
                    found.update(word for text in said for word in WORD.findall(str(text)))
    return found


PAGES = {
    "the front page": lambda area: "/",
    "zones": lambda area: reverse("zones:index"),
    "a zone": lambda area: reverse("zones:zone", args=["zwornik"]),
    "the map": lambda area: reverse("zones:map"),
    "the map without a find": lambda area: f"{reverse('zones:map')}?name=zzzz",
    "the postcode look-up": lambda area: reverse("zones:postcode"),
    "half a postcode": lambda area: f"{reverse('zones:postcode')}?q=99",
    "an unknown postcode": lambda area: f"{reverse('zones:postcode')}?q=ZZ991ZZ",
    "a neighbourhood": lambda area: reverse("places:area", args=[area.code]),
    "choosing": lambda area: reverse("choosing:index"),
    "choosing with odd weights": lambda area: f"{reverse('choosing:index')}?safe=-1&well=9999&skills=x",
    "how sure the order is": lambda area: reverse("choosing:sure"),
    "how sure the order is, with an odd top": lambda area: f"{reverse('choosing:sure')}?k=x",
    "proposed zones": lambda area: f"{reverse('choosing:zones')}?low=1000&high=4000&many=9",
    "proposed zones with odd wishes": lambda area: f"{reverse('choosing:zones')}?low=x&high=-1&many=99",
    "why a score": lambda area: reverse("choosing:why", args=[area.code]),
    "sign-in": lambda area: reverse("account_login"),
    "sign-up": lambda area: reverse("account_signup"),
    "a closed account": lambda area: reverse("account_inactive"),
    "no such page": lambda area: "/no-such-page/",
}


@pytest.mark.django_db
@pytest.mark.usefixtures("nothing_remembered")
@pytest.mark.parametrize("name", PAGES)
def test_a_page_in_another_language_holds_no_english(name, client, place):
    with pseudo_locale():
        html = client.get(PAGES[name](place)).content.decode()
    assert html.count("⟦") > 10
    assert set(bare_words(html)) - words_of_data() - SAME_EVERYWHERE - TYPED == set()


def test_english_on_a_page_would_be_found():
    with pseudo_locale():
        html = f'<p>{gettext("Read")} this</p><a title="Here">{ngettext("%d zone", "%d zones", 2)}</a>'
    assert html == '<p>⟦Read⟧ this</p><a title="Here">⟦%d zones⟧</a>'
    assert bare_words(html) == ["this", "Here"]
    assert gettext("Read") == "Read"
