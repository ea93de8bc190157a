"""Invitations: who was asked by whom to come in, as what, and what became of it."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from peoplezones.accounts import roles
from peoplezones.accounts.models import Partnership
from peoplezones.partners.models import Kind, Organisation
from peoplezones.zones.models import Zone

from .states import InvitationState

# Organisations without a staff: a zone lead may invite people into them, and their people may be community leaders.
OF_NEIGHBOURS = (Kind.COMMUNITY_BODY, Kind.INFORMAL_GROUP)


class Invitation(models.Model):
    """Somebody is asked by e-mail to take a role in a partnership; the link is known by its digest alone."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField(_("e-mail address"))
    name = models.CharField(_("name"), max_length=120, blank=True)
    role = models.CharField(_("role"), max_length=40)  # a key of roles.BY_KEY
    zone = models.ForeignKey(Zone, on_delete=models.CASCADE, null=True, blank=True, related_name="invitations")
    is_steward = models.BooleanField(_("steward"), default=False)
    is_clerk = models.BooleanField(_("clerk"), default=False)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, null=True, blank=True, related_name="invitations"
    )
    position = models.CharField(_("position"), max_length=120, blank=True)
    may_sign = models.BooleanField(_("may sign agreements"), default=False)
    token_digest = models.CharField(max_length=64, unique=True)
    state = models.CharField(max_length=10, choices=InvitationState, default=InvitationState.OPEN)
    invited_at = models.DateTimeField()
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="invitations_sent"
    )
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-invited_at", "-id"]
        indexes = [models.Index(fields=["partnership", "-invited_at"])]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=InvitationState.values), name="invitation_state_known"),
            models.CheckConstraint(
                condition=Q(state=InvitationState.OPEN, ended_at=None)
                | (~Q(state=InvitationState.OPEN) & Q(ended_at__isnull=False)),
                name="invitation_ended_unless_open",
            ),
            models.CheckConstraint(condition=Q(expires_at__gt=F("invited_at")), name="invitation_lasts"),
            models.CheckConstraint(
                condition=Q(zone__isnull=False) | Q(is_steward=False, is_clerk=False),
                name="invitation_steward_and_clerk_of_a_zone",
            ),
            models.CheckConstraint(
                condition=Q(organisation__isnull=False) | Q(position="", may_sign=False),
                name="invitation_position_in_an_organisation",
            ),
        ]

    def __str__(self) -> str:
        return f"{roles.BY_KEY[self.role].label}, {self.partnership}"  # no name: lines of the audit stay

    @property
    def audit_scope(self) -> int:
        return self.partnership_id

    def is_open(self, now: dt.datetime) -> bool:
        return self.state == InvitationState.OPEN and now < self.expires_at
