"""A model field whose value is sealed before it meets SQL, and opened only when asked for."""

import json
import logging
from typing import Any

from django.db import models
from django.utils.translation import gettext

from apps.core import crypto, keys

logger = logging.getLogger("kept.sealed")


class Unopened(str):
    """Stands in for a text that could not be opened: it reads as a sentence, never as empty.

    The ciphertext stays; saving the row writes back the same bytes.
    """

    is_unopened = True

    __slots__ = ()


def is_unopened(value: object) -> bool:
    """Whether a sealed field failed to open."""
    return isinstance(value, Unopened)


class _Sealed:
    """Reads open and writes plain, on the instance; `__dict__` keeps bytes until then."""

    def __init__(self, field: "SealedField") -> None:
        self.field = field
        self.plain = f"_plain_{field.attname}"

    def __get__(self, instance: models.Model | None, owner: type | None = None) -> Any:
        if instance is None:
            return self
        state = instance.__dict__
        if self.plain not in state:
            if self.field.attname not in state:
                instance.refresh_from_db(fields=[self.field.attname])
            state[self.plain] = self.field.open(instance, state[self.field.attname])
        return state[self.plain]

    def __set__(self, instance: models.Model, value: Any) -> None:
        if isinstance(value, bytes | memoryview):
            instance.__dict__[self.field.attname] = bytes(value)
            instance.__dict__.pop(self.plain, None)
        else:
            instance.__dict__[self.field.attname] = None
            instance.__dict__[self.plain] = value


class SealedField(models.Field):  # type: ignore[type-arg]
    """Any JSON value, sealed under the key that the model's `sealing()` names.

    Reading gives the value, or `Unopened` when the bytes cannot be opened right now.
    Raises crypto.TooLong on saving more than 64 KiB.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["editable"] = False
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("editable", None)
        return name, path, args, kwargs

    def contribute_to_class(self, cls: type[models.Model], name: str, *args: Any) -> None:
        super().contribute_to_class(cls, name, *args)
        setattr(cls, self.attname, _Sealed(self))

    def db_type(self, connection: Any) -> str:
        return "bytea"

    def place(self, instance: Any) -> crypto.Place:
        """The place a value is bound to. The model says whose key seals it."""
        scope, owner = instance.sealing()
        return crypto.Place(scope, owner, instance._meta.db_table, instance.pk, self.attname)

    def open(self, instance: Any, sealed: bytes | None) -> Any:
        """The plain value of stored bytes; None for None; Unopened when they do not open."""
        if sealed is None:
            return None
        place = self.place(instance)
        try:
            found = keys.data_keys(keys.Scope(place.scope), place.owner).keys
            version = crypto.sealed_version(sealed)
            if version not in found:
                raise crypto.CannotOpen
            return json.loads(crypto.unseal(found[version], sealed, place))
        except crypto.CannotOpen:
            logger.error("a sealed text did not open: %s", place.table)
            return Unopened(gettext("This cannot be opened right now. Nothing of it is lost."))

    def pre_save(self, model_instance: Any, add: bool) -> bytes | None:
        state = model_instance.__dict__
        sealed: bytes | None = state.get(self.attname)
        if sealed is not None:
            return sealed
        value = state.get(f"_plain_{self.attname}", self.get_default())
        if value is None:
            return None
        place = self.place(model_instance)
        found = keys.data_keys(keys.Scope(place.scope), place.owner)
        plain = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
        sealed = crypto.seal(found.keys[found.current], found.current, plain, place)
        state[self.attname] = sealed
        return sealed

    def get_lookup(self, lookup_name: str) -> Any:
        # A ciphertext cannot be searched; only its absence can be asked for.
        return super().get_lookup(lookup_name) if lookup_name == "isnull" else None
