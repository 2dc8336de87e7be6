"""People, and the keys that seal what is theirs."""

import uuid
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models

from apps.core.managers import PrivateManager, ScopedQuerySet
from apps.core.models import PrivateModel


class UserManager(BaseUserManager["User"]):
    """Makes people."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """A person with an address in lower case. Their keys come from `services.give_keys`."""
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """A person who signs in by e-mail address. Needed before anyone is known: no row policy."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(unique=True)
    display_name = models.CharField(max_length=60, blank=True)
    time_zone = models.CharField(max_length=64, default="UTC")
    language = models.CharField(max_length=12, default="en")
    is_active = models.BooleanField(default=True)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    def __str__(self) -> str:
        return str(self.pk)


class PersonKey(PrivateModel):
    """One wrapped data key of a person; version 0 makes the tags (core.keys)."""

    version = models.PositiveSmallIntegerField()
    ring_number = models.PositiveSmallIntegerField()
    wrapped = models.BinaryField()

    objects: Any = PrivateManager.from_queryset(ScopedQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "version"], name="person_key_version")
        ]

    def __str__(self) -> str:
        return f"key {self.version}"
