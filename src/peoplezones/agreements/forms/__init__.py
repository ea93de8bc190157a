"""Checks the words of agreements, signatures, shared records and questions; saves nothing."""

from .agreements import AgreementForm, initial_of
from .asking import AskForm
from .deeds import EndForm, OfficeForm, ReviewForm, SignForm, VersionForm
from .sharing import GlassForm, ShareForm

__all__ = [
    "AgreementForm",
    "AskForm",
    "EndForm",
    "GlassForm",
    "OfficeForm",
    "ReviewForm",
    "ShareForm",
    "SignForm",
    "VersionForm",
    "initial_of",
]
