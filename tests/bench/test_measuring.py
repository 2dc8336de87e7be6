"""What is measured is what was used, asked or fetched."""

import os
import subprocess
import sys
import time

from bench import system
from bench.client import CSRF
from bench.queries import Note
from bench.rounds import Block, Measured
from bench.stage import Server
from bench.targets import Target, get, note
from bench.view import resources, used_by

NOWHERE = Server(port=1, pid=0, role="nobody")
BUSY = """
import time
end = time.process_time() + 0.2
while time.process_time() < end:
    pass
input()
"""


def test_the_clock_of_another_process_shows_what_it_used() -> None:
    with subprocess.Popen([sys.executable, "-c", BUSY], stdin=subprocess.PIPE) as child:
        end = time.monotonic() + 20
        while system.cpu_seconds(child.pid) < 0.2 and time.monotonic() < end:
            time.sleep(0.02)
        used = system.cpu_seconds(child.pid)
        child.communicate(b"\n")
    assert 0.2 <= used < 1
    assert system.cpu_seconds(child.pid) == 0


def test_a_process_that_came_in_between_counts_from_nothing() -> None:
    assert system.used_between({1: 2.0, 2: 5.0}, {1: 2.5, 3: 0.25}) == 0.75


def test_a_family_holds_memory_together() -> None:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as child:
        assert child.pid in system.family(os.getpid())
        assert system.pss_mb([os.getpid(), child.pid]) > system.pss_mb([child.pid]) > 0
        child.communicate(b"\n")


def measured(*cpu: float) -> Measured:
    """A target with one block for each figure."""
    found = Measured(Target("page", NOWHERE, {}, get("/")))
    found.blocks = [Block(web=figure * 0.75, database=figure * 0.25) for figure in cpu]
    return found


def test_a_busy_moment_of_the_machine_does_not_change_the_ratio() -> None:
    assert measured(2.0, 20.0, 2.0).times(measured(1.0, 10.0, 1.0)) == 2.0


def test_the_time_of_nineteen_in_twenty_is_told() -> None:
    found = measured(1.0)
    found.seconds = [n / 100 for n in range(1, 101)]
    assert (found.quantile(0.5), found.quantile(0.95)) == (0.51, 0.96)


def test_a_form_is_written_down_with_its_token_and_cookie() -> None:
    browser = Note(1, {"csrftoken": CSRF})
    note(browser, 3)
    assert browser.asked["method"] == "POST"
    assert f"csrfmiddlewaretoken={CSRF}&day=1990-01-04" in str(browser.asked["body"])
    assert browser.headers["Cookie"] == f"csrftoken={CSRF}"


def test_the_first_view_counts_everything_once() -> None:
    html = """<link rel="icon" href="/i.svg"><link rel="stylesheet" href="/a.css">
        <link rel="canonical" href="/no"><script src="/a.js"></script><script src="/a.js"></script>
        <img src="data:image/png;base64,AAAA"><a href="/no"></a>
        <div hx-get="/part" hx-trigger="load"></div><div hx-get="/no" hx-trigger="click"></div>"""
    assert resources(html) == ["/i.svg", "/a.css", "/a.js", "/part"]


def test_a_font_for_other_letters_is_not_fetched() -> None:
    css = """@font-face { src: url("latin.woff2"); unicode-range: U+0000-00FF, U+2019 }
        @font-face { src: url(more.woff2); unicode-range: U+0100-02FF }
        a { mask: url('data:image/svg+xml,x'); background: url(/line.svg) }"""
    assert used_by(css, "only this") == ["latin.woff2", "/line.svg"]
    assert used_by(css, "Čapek") == ["latin.woff2", "more.woff2", "/line.svg"]
