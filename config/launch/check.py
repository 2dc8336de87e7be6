"""`python3 run.py check`: every static check, each with its name and time, all of them run."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from config.launch import secrets
from config.launch.services import ROOT

BIN = Path(sys.executable).parent
MANAGE = (sys.executable, "-W", "ignore::RuntimeWarning", "manage.py")
STEPS: dict[str, tuple[str | Path, ...]] = {
    "ruff": (BIN / "ruff", "check", "."),
    "format": (BIN / "ruff", "format", "--check", "."),
    "mypy": (BIN / "mypy",),
    "djlint": (BIN / "djlint", "--lint", "--profile", "django", "--quiet", "templates"),
    "imports": (BIN / "lint-imports",),
    "migrations": (*MANAGE, "makemigrations", "--check", "--dry-run"),
    "deploy": (*MANAGE, "check", "--deploy", "--fail-level", "WARNING"),
}


# The model comparison asks no database, and this role opens no pool that would wait for one.
ROLES = {"migrations": "migrate"}


def environment(folder: Path) -> dict[str, str]:
    """Settings as in production, with fresh secrets and servers that nobody asks."""
    return {
        **os.environ,
        "HOST": "0.0.0.0",  # noqa: S104
        "ALLOWED_HOSTS": "kept.example",
        "TRUSTED_PROXIES": "1",
        "DATABASE_URL": "postgres://kept_app@127.0.0.1:1/kept",
        "MIGRATE_DATABASE_URL": "postgres://kept_migrate@127.0.0.1:1/kept",
        "REDIS_URL": "redis://127.0.0.1:1/0",
        "EMAIL_URL": "smtp://127.0.0.1:1",
        "SECRET_KEY_FILE": str(secrets.secret_key_file(folder)),
        "KEYRING_FILE": str(secrets.key_ring_file(folder, data_exist=False)),
    }


def passes(name: str, env: dict[str, str]) -> bool:
    """Run one step, show what it says if it fails, and how long it took."""
    started = time.monotonic()
    env = {**env, "KEPT_ROLE": ROLES.get(name, "web")}
    done = subprocess.run(
        STEPS[name], cwd=ROOT, env=env, text=True, capture_output=True, check=False
    )
    fine = done.returncode == 0
    print(
        f"{name:<12}{'ok' if fine else 'FAILED':<8}{time.monotonic() - started:5.1f} s", flush=True
    )
    if not fine:
        print(done.stdout + done.stderr, flush=True)
    return fine


def main(names: list[str]) -> int:
    """Run the named steps, or all of them; 0 when all pass."""
    unknown = [name for name in names if name not in STEPS]
    if unknown:
        print(f"There is no step {', '.join(unknown)}. There are: {', '.join(STEPS)}.")
        return 2
    with tempfile.TemporaryDirectory() as folder:
        env = environment(Path(folder))
        outcomes = [passes(name, env) for name in names or STEPS]
    return 0 if all(outcomes) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
