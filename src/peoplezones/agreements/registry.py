"""Kinds of records that agreements cover, and purposes they are shared for; contexts above may add theirs."""

from django.utils.translation import gettext_lazy as _

from peoplezones.foundation.registry import Registry

from .rows import Named

RECORD_KINDS: Registry[Named] = Registry("kind of record")
PURPOSES: Registry[Named] = Registry("purpose of sharing")

for place, kind in enumerate(
    [
        Named("service_counts", _("Counts of demand for services")),
        Named("crime_counts", _("Counts of crime and incidents")),
        Named("referral_counts", _("Counts of referrals and what came of them")),
        Named("survey_answers", _("Answers to surveys, without names")),
        Named("local_problems", _("Descriptions of problems in a place")),
        Named("assets", _("Buildings, places and services that can be used")),
        Named("contacts", _("Contact details of people at work")),
        Named("meeting_notes", _("Notes of meetings")),
    ]
):
    RECORD_KINDS.add(kind.key, kind, position=place)

for place, purpose in enumerate(
    [
        Named("planning", _("Plan zones and see where help is needed")),
        Named("problem_solving", _("Solve problems of a place together")),
        Named("prevention", _("Prevent crime and harm")),
        Named("safeguarding", _("Keep children and adults at risk safe")),
        Named("services", _("Make services better")),
        Named("evaluation", _("Find out what works")),
    ]
):
    PURPOSES.add(purpose.key, purpose, position=place)


def kind_choices() -> list[tuple[str, str]]:
    return [(kind.key, str(kind.label)) for kind in RECORD_KINDS]


def purpose_choices() -> list[tuple[str, str]]:
    return [(purpose.key, str(purpose.label)) for purpose in PURPOSES]


def kind_label(key: str) -> str:
    """The words of a kind; of one that is not known any more, its key."""
    return dict(kind_choices()).get(key, key)


def purpose_label(key: str) -> str:
    return dict(purpose_choices()).get(key, key)
