"""What accounts keeps: people, partnerships and roles; consents and contact preferences; help that was given."""

from .assistance import Assistance
from .consent import Consent, ContactPreference, How
from .people import Partnership, Person, RoleHeld, SpentLink

__all__ = ["Assistance", "Consent", "ContactPreference", "How", "Partnership", "Person", "RoleHeld", "SpentLink"]
