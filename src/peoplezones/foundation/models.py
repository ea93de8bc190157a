"""The audit table and the base of append-only records."""

from typing import Any, NoReturn

from django.db import models


class AppendOnlyQuerySet(models.QuerySet[Any]):
    def update(self, **kwargs: Any) -> NoReturn:
        raise TypeError("These rows are never changed.")

    def delete(self) -> NoReturn:
        raise TypeError("These rows are never deleted one by one.")


class AuditEntry(models.Model):
    """Who did what to which record, for inquiry and never for display on a page of the record.

    The actor is an id and a label, not a relation: the line outlives the account.
    """

    at = models.DateTimeField()
    actor_id = models.BigIntegerField(null=True)
    actor_label = models.CharField(max_length=200)
    action = models.CharField(max_length=80)
    target_kind = models.CharField(max_length=80)
    target_id = models.CharField(max_length=64)
    target_label = models.CharField(max_length=200)
    detail = models.JSONField(default=dict)

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [
            models.Index(fields=["target_kind", "target_id"]),
            models.Index(fields=["actor_id", "at"]),
            models.Index(fields=["at"]),
        ]
        constraints = [
            models.CheckConstraint(condition=~models.Q(action=""), name="audit_action_named"),
            models.CheckConstraint(condition=~models.Q(actor_label=""), name="audit_actor_named"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor_label}: {self.action} {self.target_label}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise TypeError("An audit line is never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError("An audit line is never deleted.")
