"""Which pages come first, where they stand, and which words they hold; makes nothing."""

from collections.abc import Callable
from dataclasses import dataclass

from . import words_about, words_home, words_promises
from .wording import Body, Pages


@dataclass(frozen=True)
class FirstPage:
    """One page: `name` identifies it for ever, `above` is the name of the page it stands under."""

    name: str
    slug: str
    title: str
    lede: str
    body: Callable[[Pages], Body]
    above: str = ""
    headline: str = ""


HOME = FirstPage(
    name="home",
    slug="people-zones",
    title="Home",
    headline="Neighbours and services, working as one team",
    lede="In a People Zone, the people who live there say what should change. "
    "Local services join in and help to make it happen.",
    body=words_home.body,
)
ABOUT = FirstPage(
    name="about",
    slug="about",
    title="About",
    lede="What a People Zone is, what happens in one, and how your neighbourhood can get one.",
    body=words_about.about,
    above="home",
)
WHAT_IS = FirstPage(
    name="what-is",
    slug="what-is-a-people-zone",
    title="What is a People Zone?",
    lede="It is a neighbourhood where the people who live there and the services that work there act as one team.",
    body=words_about.what_is,
    above="about",
)
WHAT_HAPPENS = FirstPage(
    name="what-happens",
    slug="what-happens-in-one",
    title="What happens in one?",
    lede="First you say what should change. Then services join in. "
    "After that we do the work together, and look honestly at what it did.",
    body=words_about.what_happens,
    above="about",
)
SET_UP = FirstPage(
    name="set-up",
    slug="how-do-i-set-one-up",
    title="How do I set one up?",
    lede="Anyone can ask for a People Zone. You need no money, no job title and no finished plan. Start with a chat.",
    body=words_about.set_up,
    above="about",
)
ACCESSIBILITY = FirstPage(
    name="accessibility",
    slug="accessibility",
    title="Accessibility",
    lede="We want everybody to be able to use this site. Here is what we do for that, and what we do not know yet.",
    body=words_promises.accessibility,
    above="home",
)
PRIVACY = FirstPage(
    name="privacy",
    slug="privacy",
    title="Privacy",
    lede="We keep as little about you as we can. This page says what we keep, why, and what you can ask us to do.",
    body=words_promises.privacy,
    above="home",
)

# Parents before children.
FIRST_PAGES = (HOME, ABOUT, WHAT_IS, WHAT_HAPPENS, SET_UP, ACCESSIBILITY, PRIVACY)
