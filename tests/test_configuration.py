"""Every variable the code reads stands in docs/configuration.md, and the other way round."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
READ = re.compile(
    r"""(?:env\.\w+|secret|environ\.get|environ)[\(\[]\s*"([A-Z][A-Z_]+)\"""", re.VERBOSE
)
# Read by the launcher for its own purposes, or by the machine.
NOT_OURS = {
    "PATH",
    "HOME",
    "CI",
    "DJANGO_SETTINGS_MODULE",
    "CHROMIUM",
    "KEPT_NO_BROWSER",
    "DEBIAN_FRONTEND",
}


def read_by_the_code() -> set[str]:
    """Names read from the environment, database variables included."""
    from config.settings import DATABASE_VARIABLES

    files = [*ROOT.glob("config/*.py"), *ROOT.glob("config/launch/*.py"), ROOT / "run.py"]
    found = {name for file in files for name in READ.findall(file.read_text(encoding="utf-8"))}
    return (found | set(DATABASE_VARIABLES.values())) - NOT_OURS


def documented() -> set[str]:
    """Names in the table."""
    text = (ROOT / "docs" / "configuration.md").read_text(encoding="utf-8")
    return set(re.findall(r"^\| `([A-Z_]+)`", text, re.MULTILINE))


def test_every_variable_is_documented_and_read() -> None:
    assert read_by_the_code() == documented()


def test_the_summary_of_browser_tests_is_loaded(request: pytest.FixtureRequest) -> None:
    """Once it was dropped from the options, and nobody noticed."""
    assert request.config.pluginmanager.hasplugin("tests.plugin_summary")
