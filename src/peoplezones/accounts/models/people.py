"""Partnerships, a person, the roles they hold there, and the single-use sign-in links of the demo that are spent."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from .. import roles


class Partnership(models.Model):
    """Organisations that run zones together. Several may share one installation; each sees its own."""

    slug = models.SlugField(_("short name in addresses"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=120, unique=True)
    summary = models.CharField(_("what it covers"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("partnership")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def audit_scope(self) -> int:
        return int(self.pk)


class PersonManager(BaseUserManager["Person"]):
    def create_user(self, email: str, **fields: Any) -> "Person":
        """Add a person without a password; raises ValueError without an e-mail address."""
        if not email:
            raise ValueError("A person signs in by e-mail: give an address.")
        person = self.model(email=email.strip().lower(), **fields)
        person.set_unusable_password()
        person.full_clean(exclude=["password"])
        person.save(using=self._db)
        return person

    def get_by_natural_key(self, email: str | None) -> "Person":
        return self.get(email__iexact=email)


class Person(AbstractBaseUser, PermissionsMixin):
    """Somebody who may sign in: by a code sent to their e-mail, some with a second factor, no password."""

    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=120, blank=True)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(auto_now_add=True)
    idle_warned_at = models.DateTimeField(null=True, blank=True, editable=False)
    erased_at = models.DateTimeField(null=True, blank=True, editable=False)  # nothing but this row is left of them

    # For one request, never stored: the roles once read, who acts in their name, and how to ask this session for its
    # second factor.
    roles_read: "frozenset[tuple[str, int | None]] | None" = None
    acted_by: "Person | None" = None
    ask_second_factor: Callable[[], bool] | None = None

    objects = PersonManager()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["name", "email"]
        constraints = [
            models.UniqueConstraint(Lower("email"), name="one_person_an_email"),
            models.CheckConstraint(
                condition=models.Q(password__startswith=UNUSABLE_PASSWORD_PREFIX),
                name="nobody_has_a_password",
            ),
            # Roles are the only way to power, so that the second factor cannot be missed.
            models.CheckConstraint(condition=models.Q(is_superuser=False), name="nobody_is_above_the_roles"),
        ]

    def __str__(self) -> str:
        return self.name or f"Person {self.pk}"

    def set_password(self, raw_password: str | None) -> None:
        """Whatever is asked for, there is no password: ADR-0006."""
        self.set_unusable_password()

    def get_full_name(self) -> str:
        return str(self)

    def get_short_name(self) -> str:
        return str(self)

    @property
    def first_name(self) -> str:
        """Wagtail greets its users by this name."""
        return self.name

    @property
    def last_name(self) -> str:
        return ""


class RoleHeld(models.Model):
    """One person holds one role in one partnership, or in all of this installation."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="roles_held")
    role = models.CharField(max_length=40)  # a key of roles.BY_KEY; no choices, so that a new role is no migration
    partnership = models.ForeignKey(  # none: in every partnership
        Partnership, on_delete=models.CASCADE, related_name="roles_held", null=True, blank=True
    )
    since = models.DateTimeField()
    # A role that rests counts nowhere until the programme team gives it back.
    access_ended_at = models.DateTimeField(null=True, blank=True)
    ended_because = models.CharField(max_length=200, blank=True)
    given_back_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("role that a person holds")
        verbose_name_plural = _("roles that people hold")
        ordering = ["role", "partnership"]
        indexes = [models.Index(fields=["access_ended_at"])]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(access_ended_at=None, ended_because="")
                | (models.Q(access_ended_at__isnull=False) & ~models.Q(ended_because="")),
                name="role_rests_for_a_reason",
            ),
            models.UniqueConstraint(fields=["person", "role", "partnership"], name="role_held_once_a_partnership"),
            models.UniqueConstraint(
                fields=["person", "role"],
                condition=models.Q(partnership__isnull=True),
                name="role_held_once_everywhere",
            ),
        ]

    def __str__(self) -> str:
        role = roles.BY_KEY.get(self.role)
        return f"{self.person}: {role.label if role else self.role}"

    @property
    def audit_scope(self) -> int | None:
        return self.partnership_id


class SpentLink(models.Model):
    """A demo sign-in link that was used, so that it cannot be used again."""

    token_id = models.CharField(max_length=64, unique=True)
    spent_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.token_id
