"""Says at the end how many browser tests ran, so that a partial run is seen as one."""

import os

import pytest

OUTCOMES = ("passed", "failed", "error")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Without a browser the browser tests are skipped, each with the reason."""
    if not os.environ.get("KEPT_NO_BROWSER"):
        return
    for item in items:
        if "browser" in item.keywords:
            item.add_marker(pytest.mark.skip(reason="there is no Chromium on this machine"))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """One line with the number of browser tests that ran and that were left out."""
    ran = sum(count(terminalreporter, outcome) for outcome in OUTCOMES)
    left_out = count(terminalreporter, "skipped")
    loud = {"red": True, "bold": True} if left_out or not ran else {"green": True}
    terminalreporter.write_line(f"browser tests: {ran} ran, {left_out} left out", **loud)


def count(reporter: pytest.TerminalReporter, outcome: str) -> int:
    """Browser tests with this outcome, each counted once."""
    reports = reporter.stats.get(outcome, [])
    return len({report.nodeid for report in reports if "browser" in report.keywords})
