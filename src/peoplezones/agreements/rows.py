"""The fixed words of an agreement: kinds, roles, the bases that the law names; and what is asked of it; no model."""

import datetime as dt
from dataclasses import dataclass

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    INFORMATION = "information_sharing", _("Information sharing agreement")
    MEMORANDUM = "memorandum", _("Memorandum of understanding")
    TERMS = "terms_of_reference", _("Terms of reference")


class PartyRole(models.TextChoices):
    """What a party is in the words of the UK GDPR."""

    CONTROLLER = "controller", _("Controller")
    JOINT = "joint_controller", _("Joint controller")
    PROCESSOR = "processor", _("Processor")
    NONE = "none", _("Handles no personal data")


class LawfulBasis(models.TextChoices):
    """Article 6(1) of the UK GDPR; or part 3 of the Data Protection Act 2018; or data of no person at all."""

    CONSENT = "consent", _("Consent (UK GDPR, Article 6(1)(a))")
    CONTRACT = "contract", _("Contract (UK GDPR, Article 6(1)(b))")
    LEGAL_OBLIGATION = "legal_obligation", _("Legal obligation (UK GDPR, Article 6(1)(c))")
    VITAL_INTERESTS = "vital_interests", _("Vital interests (UK GDPR, Article 6(1)(d))")
    PUBLIC_TASK = "public_task", _("Public task (UK GDPR, Article 6(1)(e))")
    LEGITIMATE_INTERESTS = "legitimate_interests", _("Legitimate interests (UK GDPR, Article 6(1)(f))")
    LAW_ENFORCEMENT = "law_enforcement", _("Law enforcement (Data Protection Act 2018, part 3)")
    NO_PERSONAL_DATA = "no_personal_data", _("No personal data are shared")


class Condition(models.TextChoices):
    """Article 9(2) of the UK GDPR, for special category data; part 3 of the Act has its own, in schedule 8."""

    EXPLICIT_CONSENT = "explicit_consent", _("Explicit consent (Article 9(2)(a))")
    EMPLOYMENT = "employment", _("Employment and social protection (Article 9(2)(b))")
    VITAL = "vital", _("Vital interests (Article 9(2)(c))")
    NOT_FOR_PROFIT = "not_for_profit", _("Not-for-profit body (Article 9(2)(d))")
    MADE_PUBLIC = "made_public", _("Made public by the person (Article 9(2)(e))")
    LEGAL_CLAIMS = "legal_claims", _("Legal claims (Article 9(2)(f))")
    PUBLIC_INTEREST = "public_interest", _("Substantial public interest (Article 9(2)(g))")
    HEALTH_CARE = "health_care", _("Health or social care (Article 9(2)(h))")
    PUBLIC_HEALTH = "public_health", _("Public health (Article 9(2)(i))")
    RESEARCH = "research", _("Archiving, research and statistics (Article 9(2)(j))")
    SCHEDULE_8 = "schedule_8", _("Law enforcement (Data Protection Act 2018, schedule 8)")


class Special(models.TextChoices):
    """Special categories of Article 9(1), and what Article 10 puts beside them."""

    RACE = "race", _("Race or ethnic origin")
    POLITICS = "politics", _("Political opinions")
    BELIEF = "belief", _("Religion or belief")
    UNION = "union", _("Trade union membership")
    GENETIC = "genetic", _("Genetic data")
    BIOMETRIC = "biometric", _("Biometric data")
    HEALTH = "health", _("Health")
    SEX = "sex", _("Sex life or sexual orientation")
    OFFENCES = "offences", _("Criminal offences (Article 10)")


class How(models.TextChoices):
    """In which way something flowed."""

    VIEW = "view", _("Read on a page")
    EXPORT = "export", _("Downloaded")
    IMPORT = "import", _("Loaded into the platform")
    GLASS = "glass", _("Read by breaking the glass")


@dataclass(frozen=True)
class Named:
    """A kind of record, or a purpose: a key that is kept, and its words."""

    key: str
    label: str | Promise


@dataclass(frozen=True)
class PartyWords:
    """One party as it was typed: which organisation, its role, whether it gives and gets what is covered."""

    organisation: int
    role: str
    gives: bool
    gets: bool


@dataclass(frozen=True)
class ItemWords:
    """One kind of record that is covered: which of them in words, and the special categories in them."""

    kind: str
    words: str
    special: tuple[str, ...] = ()


@dataclass(frozen=True)
class Words:
    """All that is typed of an agreement; the fields are those of `Agreement`, zones and organisations by their id."""

    kind: str
    title: str
    purposes: tuple[str, ...]
    purpose_words: str
    zones: tuple[int, ...]
    lawful_basis: str
    condition: str
    retention_months: int | None
    retention: str
    security: str
    rights: str
    children: str
    dpia: str
    starts_on: dt.date
    review_on: dt.date
    ends_on: dt.date | None
    parties: tuple[PartyWords, ...]
    items: tuple[ItemWords, ...]


@dataclass(frozen=True)
class Document:
    """A file that was handed in with an agreement."""

    name: str
    content: bytes
