"""Managers with one way in. Every other read raises."""

from typing import Any, Self, TypeVar
from uuid import UUID

from django.db import models

M = TypeVar("M", bound=models.Model)


class UnscopedQueryError(RuntimeError):
    """A table that belongs to a person or a space was read without saying whose rows."""


class ScopedQuerySet(models.QuerySet[M]):
    """Base of every query over a person's or a space's rows."""

    def owned_by(self, person_id: UUID) -> Self:
        """Rows of one person."""
        return self.filter(owner_id=person_id)

    def of_space(self, space_id: UUID) -> Self:
        """Rows of one space."""
        return self.filter(space_id=space_id)


class ScopedManager(models.Manager[M]):
    """Refuses every read; subclasses open one door."""

    _queryset_class: type[ScopedQuerySet[M]] = ScopedQuerySet

    def get_queryset(self) -> Any:
        raise UnscopedQueryError(f"{self.model.__name__}: say whose rows are meant")

    def _rows(self) -> ScopedQuerySet[M]:
        return self._queryset_class(model=self.model, using=self._db)


class PrivateManager(ScopedManager[M]):
    """`visible_to(person_id)` is the only way to a private row."""

    def visible_to(self, person_id: UUID) -> Any:
        """The rows that `person_id` owns, as the model's own QuerySet."""
        return self._rows().owned_by(person_id)


class SharedManager(ScopedManager[M]):
    """`in_space(space_id)` is the only way to a shared row."""

    def in_space(self, space_id: UUID) -> Any:
        """The rows of one space, as the model's own QuerySet."""
        return self._rows().of_space(space_id)
