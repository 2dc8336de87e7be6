"""Secrets of one installation: made once, each in a file that only its owner reads."""

import base64
import json
import os
import secrets
import tempfile
from collections.abc import Callable
from pathlib import Path

from config.launch.account import LaunchError

SERVER_PASSWORDS = ("superuser", "migrate", "app", "worker", "backup", "valkey")


def secret_key_file(folder: Path) -> Path:
    """The file with Django's SECRET_KEY. Nothing that lasts depends on it."""
    return _once(folder / "secret_key", lambda: secrets.token_urlsafe(64))


def key_ring_file(folder: Path, *, data_exist: bool) -> Path:
    """The file with the key ring that seals what people write.

    Raises LaunchError when there are data already but no key ring: a new one could not open them.
    """
    path = folder / "keyring.json"
    if data_exist and not path.exists():
        raise LaunchError(
            f"The key ring {path} is missing. What was written cannot be read without it: "
            "put it back from a backup."
        )
    return _once(path, _new_key_ring)


def passwords(folder: Path, *, data_exist: bool) -> dict[str, str]:
    """The passwords of the private servers, by short role name."""
    path = folder / "servers.json"
    if data_exist and not path.exists():
        raise LaunchError(f"The passwords in {path} are missing. Put the file back from a backup.")
    _once(
        path,
        lambda: json.dumps({name: secrets.token_urlsafe(24) for name in SERVER_PASSWORDS}),
    )
    return {str(name): str(word) for name, word in json.loads(path.read_text()).items()}


def _new_key_ring() -> str:
    key = base64.b64encode(secrets.token_bytes(32)).decode()
    return json.dumps({"current": 1, "keys": {"1": key}})


def _once(path: Path, make: Callable[[], str]) -> Path:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not path.exists():
        write_private(path, make())
    return path


def write_private(path: Path, text: str) -> None:
    """Write a file of mode 0600 whole or not at all, also when the machine loses power."""
    handle, scratch = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    with os.fdopen(handle, "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    os.replace(scratch, path)
