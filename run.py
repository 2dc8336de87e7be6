#!/usr/bin/env python3
"""Kept, one command at a time: python3 run.py up [--demo] | test | check | bench | lock.

Standard library only: it makes .venv from the locked requirements, then hands over.
"""

# Older Pythons get as far as being told that they are too old.
from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
TOOLS = ROOT / ".tools"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
RUNTIME = ROOT / "requirements.lock"
DEVELOPMENT = ROOT / "requirements-dev.lock"
PIP = (sys.executable, "-m", "pip", "--disable-pip-version-check", "-q")
BROWSERS = ("chromium", "chromium-headless-shell", "google-chrome", "google-chrome-stable")


def main(argv: list[str]) -> int:
    """Run one command; returns its exit code."""
    if sys.version_info < (3, 11):  # noqa: UP036
        return say("Kept needs Python 3.11 or newer; this is " + sys.version.split()[0] + ".")
    commands = {"up": up, "test": test, "check": check, "bench": bench, "lock": lock}
    name, rest = (argv[0], argv[1:]) if argv else ("up", [])
    if name not in commands:
        return say(__doc__.strip())
    os.chdir(ROOT)
    return commands[name](rest)


def say(text: str, code: int = 1) -> int:
    """Tell the person at the terminal, and return an exit code."""
    print(text, file=sys.stderr if code else sys.stdout, flush=True)
    return code


def up(arguments: list[str]) -> int:
    """Start everything; this process becomes the launcher, so that signals reach it."""
    bootstrap(RUNTIME)
    return become([PYTHON, "manage.py", "up", *arguments])


def bench(arguments: list[str]) -> int:
    """The benchmarks: one JSON line per figure."""
    bootstrap(DEVELOPMENT)
    return become([PYTHON, "-m", "bench", *arguments])


def test(arguments: list[str]) -> int:
    """The whole suite, with what it needs."""
    bootstrap(DEVELOPMENT)
    browser = find_browser() or install_browser()
    env = dict(os.environ)
    if browser:
        env["CHROMIUM"] = browser
    elif os.environ.get("CI") == "true":
        return say("There is no Chromium, and under CI=true nothing is left out.")
    else:
        env["KEPT_NO_BROWSER"] = "1"
        say("There is no Chromium: THE BROWSER TESTS ARE LEFT OUT.", 0)
    chosen = any(word.startswith("-n") for word in arguments)
    workers = ["-n", "2", "--dist", "loadgroup"] if not chosen else []
    return subprocess.call([str(PYTHON), "-m", "pytest", *workers, *arguments], env=env)


def check(arguments: list[str]) -> int:
    """Every static check; all of them run, also after one has failed."""
    bootstrap(DEVELOPMENT)
    return subprocess.call([str(PYTHON), "-m", "config.launch.check", *arguments])


def lock(arguments: list[str]) -> int:
    """Write both lock files anew from pyproject.toml."""
    uv = get_uv()
    if uv is None:
        return say("uv could not be had; the lock files stay as they are.")
    compile_ = [uv, "pip", "compile", "--universal", "--generate-hashes", "-q", "pyproject.toml"]
    env = {**os.environ, "UV_CUSTOM_COMPILE_COMMAND": "python3 run.py lock"}
    for group, file in (([], RUNTIME), (["--group", "dev"], DEVELOPMENT)):
        outcome = subprocess.call([*compile_, *group, *arguments, "-o", file.name], env=env)
        if outcome:
            return outcome
    return 0


def become(command: list[str | Path]) -> int:
    """Replace this process; where that cannot be done, wait for a child."""
    words = [str(word) for word in command]
    if os.name == "nt":
        return subprocess.call(words)
    sys.stdout.flush()
    return os.execv(words[0], words)  # noqa: S606


# --- the environment ---------------------------------------------------------------------------


def bootstrap(requirements: Path) -> None:
    """Make .venv hold at least these requirements; ends the program if that cannot be done.

    The stamp is written last: a .venv that was cut short has none and is made anew.
    """
    if is_complete(requirements):
        return
    started = time.monotonic()
    for make in (by_uv, by_venv, by_venv_without_pip):
        (VENV / ".stamp").unlink(missing_ok=True)
        shutil.rmtree(VENV, ignore_errors=True)
        if make(requirements):
            (VENV / ".stamp").write_text(wanted(requirements))
            seconds = time.monotonic() - started
            say(f"Made .venv {make.__name__.replace('_', ' ')} in {seconds:.0f} s.", 0)
            return
    shutil.rmtree(VENV, ignore_errors=True)
    if not has("venv") and not has("pip"):
        sys.exit("Kept needs Python's venv or pip: on Debian, apt-get install python3-venv.")
    sys.exit("The packages could not be installed; what went wrong stands above.")


def is_complete(requirements: Path) -> bool:
    """Whether .venv is complete; the development set holds the runtime set."""
    stamp = VENV / ".stamp"
    enough = {wanted(requirements), wanted(DEVELOPMENT) if requirements == RUNTIME else ""}
    return stamp.exists() and PYTHON.exists() and stamp.read_text() in enough


def wanted(requirements: Path) -> str:
    """What the stamp says for a lock file under this Python and at this place."""
    place = f"{sys.version} {VENV} {requirements.name}".encode()
    return hashlib.sha256(requirements.read_bytes() + place).hexdigest()


def has(module: str) -> bool:
    """Whether this Python can run a module as a program; Debian's venv lacks ensurepip."""
    needed = f"import {module}" + (", ensurepip" if module == "venv" else "")
    return run(sys.executable, "-c", needed, quiet=True)


def run(*command: str | Path, quiet: bool = False) -> bool:
    """Run a command and say whether it succeeded."""
    sink = subprocess.DEVNULL if quiet else None
    words = [str(word) for word in command]
    try:
        return subprocess.run(words, stdout=sink, stderr=sink, check=False).returncode == 0
    except OSError:
        return False


def get_uv() -> str | None:
    """A uv of our own in .tools, or the one of this machine; None if neither can be had."""
    own = TOOLS / "bin" / "uv"
    if run(own, "--version", quiet=True):
        return str(own)
    if shutil.which("uv"):
        return shutil.which("uv")
    got = run(*PIP, "install", "--upgrade", "--target", TOOLS, "uv", quiet=True)
    return str(own) if got and run(own, "--version", quiet=True) else None


def by_uv(requirements: Path) -> bool:
    """With uv: a fifth of pip's time."""
    uv = get_uv()
    if uv is None or not run(uv, "venv", "-q", "--python", sys.executable, VENV):
        return False
    install = (uv, "pip", "install", "-q", "--python", PYTHON, "--require-hashes")
    return run(*install, "-r", requirements)


def by_venv(requirements: Path) -> bool:
    """With Python's venv and pip."""
    install = (PYTHON, *PIP[1:], "install", "--require-hashes", "-r", requirements)
    return run(sys.executable, "-m", "venv", VENV, quiet=True) and run(*install)


def by_venv_without_pip(requirements: Path) -> bool:
    """For Debian without python3-venv: the system's pip fills the environment from outside."""
    install = (*PIP, "--python", PYTHON, "install", "--require-hashes", "-r", requirements)
    return run(sys.executable, "-m", "venv", "--without-pip", VENV, quiet=True) and run(*install)


# --- the browser -------------------------------------------------------------------------------


def find_browser() -> str | None:
    """A Chromium of this machine, or None."""
    asked = os.environ.get("CHROMIUM")
    if asked:
        return asked if Path(asked).exists() else None
    return next((path for path in map(shutil.which, BROWSERS) if path), None)


def install_browser() -> str | None:
    """Debian's Chromium, when we are root and may; None otherwise."""
    if os.name == "nt" or os.geteuid() != 0 or not shutil.which("apt-get"):
        return None
    say("Installing Chromium for the browser tests.", 0)
    os.environ["DEBIAN_FRONTEND"] = "noninteractive"
    run("apt-get", "-qq", "update")
    run("apt-get", "-qq", "install", "-y", "chromium", "fonts-liberation")
    return find_browser()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
