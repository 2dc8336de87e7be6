#!/usr/bin/env python3
"""Make the secrets that docker-compose.yml reads, once, in ./secrets. Standard library only.

The folder is closed to others; the files in it can be read by the containers' own accounts.
Keep a copy of `keyring` apart from the backups of the database: one is of no use without the other.
"""

import base64
import json
import secrets
import sys
from pathlib import Path

ROLES = ("app", "worker", "migrate", "backup")


def contents() -> dict[str, str]:
    """A fresh secret per file name."""
    key = base64.b64encode(secrets.token_bytes(32)).decode()
    made = {
        "superuser_password": secrets.token_hex(24),
        "redis_url": f"redis://:{secrets.token_hex(24)}@valkey:6379/0",
        "secret_key": secrets.token_urlsafe(64),
        "keyring": json.dumps({"current": 1, "keys": {"1": key}}),
    }
    for role in ROLES:
        address = f"postgres://kept_{role}:{secrets.token_hex(24)}@postgres:5432/kept"
        made[f"{role}_database_url"] = address
    return made


def main(folder: Path) -> int:
    """Write what is missing; never change what is there."""
    folder.mkdir(mode=0o700, exist_ok=True)
    for name, text in contents().items():
        path = folder / name
        if not path.exists():
            path.write_text(text)
            path.chmod(0o444)
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else "secrets")))
