"""The account that the private servers run under, and where it can read."""

import hashlib
import importlib.metadata
import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

# Only root comes here: for checkouts below a home that other accounts may not enter.
SYSTEM_HOME = Path("/var/lib/kept")


class LaunchError(Exception):
    """Kept cannot start; the text is one sentence for the person at the terminal."""


@dataclass(frozen=True)
class Account:
    """Who a server runs as. Without a user id: whoever started Kept."""

    uid: int | None = None
    gid: int | None = None

    def popen(self) -> dict[str, Any]:
        """Keyword arguments for subprocess that change the user."""
        if self.uid is None:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def own(self, path: Path) -> None:
        """Give a path to this account."""
        if self.uid is not None and self.gid is not None:
            os.chown(path, self.uid, self.gid)

    def can(self, *argv: str | os.PathLike[str]) -> bool:
        """Whether a command succeeds as this account."""
        quiet = subprocess.DEVNULL
        try:
            done = subprocess.run(
                argv, check=False, stdout=quiet, stderr=quiet, cwd="/", **self.popen()
            )
        except PermissionError:
            return False
        return done.returncode == 0


SAME = Account()


def server_account(data: Path) -> Account:
    """PostgreSQL refuses to run as root: root borrows the owner of the data or a system account.

    Raises LaunchError when there is no such account, or when the data belong to somebody else.
    """
    owner = data.stat() if data.exists() else None
    if os.geteuid() != 0:
        if owner and owner.st_uid != os.geteuid():
            raise LaunchError(
                f"The data in {data} belong to another account. Start Kept as that account."
            )
        return SAME
    if owner and owner.st_uid != 0:
        return Account(owner.st_uid, owner.st_gid)
    for name in ("postgres", "nobody"):
        try:
            found = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(found.pw_uid, found.pw_gid)
    raise LaunchError(
        "Kept runs as root here and there is no account postgres or nobody. "
        "Make one, or start it as a plain user."
    )


def package_folder(package: str) -> Path:
    """Where a wheel lies, found without importing it."""
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        raise LaunchError(f"The package {package} is not installed. Start with: python3 run.py up")
    return Path(spec.origin).parent


def reachable(package: str, distribution: str, program: Path, account: Account) -> Path:
    """A program of a wheel at a place where `account` may run it.

    Root's checkout can lie below a home that is closed to others: then the wheel's files are
    copied once to a place of the system, and no permission of the home is touched.
    """
    folder = package_folder(package)
    if account.uid is None or account.can(folder / program, "--version"):
        return folder / program
    home = SYSTEM_HOME / f"{distribution}-{importlib.metadata.version(distribution)}"
    if not home.exists():
        _copy_out([folder, folder.parent / f"{folder.name}.libs"], home)
    return home / folder.name / program


def _copy_out(folders: list[Path], home: Path) -> None:
    home.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
    scratch = Path(tempfile.mkdtemp(dir=home.parent))
    for folder in filter(Path.exists, folders):
        shutil.copytree(folder, scratch / folder.name)
    scratch.chmod(0o755)
    scratch.rename(home)


def data_folder(wanted: Path, account: Account) -> Path:
    """Where the data lie: as wanted, or at a place of the system if `account` cannot get there.

    The choice is remembered beside `wanted`, so that a change of permissions never hides data.
    """
    note = wanted.with_name(f"{wanted.name}.location")
    if note.exists():
        return Path(note.read_text().strip())
    place = wanted
    if account.uid is not None and not account.can("test", "-x", wanted.parent):
        key = hashlib.sha256(os.fsencode(wanted)).hexdigest()[:16]
        place = SYSTEM_HOME / f"data-{key}" / wanted.name
        place.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
        note.write_text(f"{place}\n")
    return place
