"""Builds valid rows of foundation for tests."""

import factory
from django.utils import timezone

from peoplezones.foundation import clock
from peoplezones.foundation.models import AuditEntry, Job, JobState


class AuditEntryFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = AuditEntry

    at = factory.LazyFunction(timezone.now)
    actor_label = "Programme team 1"
    action = "zones.create"
    target_kind = "zones.zone"
    target_id = "1"
    target_label = "Zone 1"


class JobFactory(factory.django.DjangoModelFactory):
    """Waits to be started, unless it is asked for as `running`, `done` or `failed`."""

    class Meta:
        model = Job

    class Params:
        begun = factory.Trait(
            started_at=factory.SelfAttribute("asked_at"), beat_at=factory.SelfAttribute("asked_at"), progress=0.25
        )
        running = factory.Trait(begun=True, state=JobState.RUNNING)
        done = factory.Trait(begun=True, state=JobState.DONE, ended_at=factory.SelfAttribute("asked_at"), progress=1.0)
        failed = factory.Trait(
            begun=True,
            state=JobState.FAILED,
            ended_at=factory.SelfAttribute("asked_at"),
            sentence="Something went wrong.",
        )

    name = "tests.work"
    label = "Read a file of crimes"
    asked_at = factory.LazyFunction(clock.now)
    asked_by_label = "Analyst 1"
