"""run.py and the checks: a complete environment is known, and nothing is left out in silence."""

import sys
from pathlib import Path

import pytest

import run
from config.launch import check


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A .venv of this test's own, with a Python in it."""
    monkeypatch.setattr(run, "VENV", tmp_path)
    monkeypatch.setattr(run, "PYTHON", tmp_path / "python")
    (tmp_path / "python").touch()
    return tmp_path


def test_an_environment_that_was_cut_short_is_not_taken_for_complete(place: Path) -> None:
    assert not run.is_complete(run.RUNTIME)
    (place / ".stamp").write_text(run.wanted(run.RUNTIME))
    assert run.is_complete(run.RUNTIME)
    (place / "python").unlink()
    assert not run.is_complete(run.RUNTIME)


def test_the_development_set_serves_up_but_the_runtime_set_does_not_serve_tests(
    place: Path,
) -> None:
    (place / ".stamp").write_text(run.wanted(run.DEVELOPMENT))
    assert run.is_complete(run.RUNTIME)
    (place / ".stamp").write_text(run.wanted(run.RUNTIME))
    assert not run.is_complete(run.DEVELOPMENT)


def test_a_changed_lock_file_asks_for_a_new_environment(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock = place / "requirements.lock"
    lock.write_text("django==5.2.19")
    monkeypatch.setattr(run, "RUNTIME", lock)
    (place / ".stamp").write_text(run.wanted(lock))
    assert run.is_complete(lock)
    lock.write_text("django==5.2.20")
    assert not run.is_complete(lock)


def test_an_old_python_is_refused_in_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 10, 4))
    assert run.main(["up"]) == 1
    assert capsys.readouterr().err.startswith("Kept needs Python 3.11 or newer")


@pytest.mark.parametrize(("ci", "outcome"), [("true", 1), ("", 0)])
def test_without_a_browser_ci_fails_and_a_person_is_told(
    ci: str, outcome: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    told: dict[str, str] = {}
    monkeypatch.setenv("CI", ci)
    monkeypatch.setattr(run, "bootstrap", lambda requirements: None)
    monkeypatch.setattr(run, "find_browser", lambda: None)
    monkeypatch.setattr(run, "install_browser", lambda: None)
    monkeypatch.setattr("run.subprocess.call", lambda words, env: told.update(env) or 0)
    assert run.test([]) == outcome
    said = capsys.readouterr()
    assert "Chromium" in said.out + said.err
    assert told.get("KEPT_NO_BROWSER", "") == ("" if ci else "1")


def test_a_failed_check_is_shown_and_the_others_still_run(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    steps = {
        "bad": (sys.executable, "-c", "import sys; sys.exit('what is wrong')"),
        "good": (sys.executable, "-c", ""),
    }
    monkeypatch.setattr(check, "STEPS", steps)
    assert check.main([]) == 1
    said = capsys.readouterr().out
    assert "what is wrong" in said
    assert "good        ok" in said
    assert check.main(["good"]) == 0
    assert check.main(["unknown"]) == 2
