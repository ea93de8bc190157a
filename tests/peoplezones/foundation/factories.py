"""Builds valid rows of foundation for tests."""

import factory
from django.utils import timezone

from peoplezones.foundation.models import AuditEntry


class AuditEntryFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = AuditEntry

    at = factory.LazyFunction(timezone.now)
    actor_label = "Programme team 1"
    action = "zones.create"
    target_kind = "zones.zone"
    target_id = "1"
    target_label = "Zone 1"
