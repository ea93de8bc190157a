"""Answers what a person may do through groups and permissions; never lets anybody in."""

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.db import models

from . import queries


class NoPasswordBackend(ModelBackend):
    """Permissions as Django keeps them, never a password, none while a second factor is owed (ADR-0006)."""

    def authenticate(self, request: Any, **credentials: Any) -> None:  # type: ignore[override]
        return None

    async def aauthenticate(self, request: Any, **credentials: Any) -> None:  # type: ignore[override]
        return None

    def _get_permissions(self, user_obj: Any, obj: models.Model | None, from_name: str) -> set[str]:
        if queries.second_factor_missing(user_obj):
            return set()
        return super()._get_permissions(user_obj, obj, from_name)  # type: ignore[misc,no-any-return]
