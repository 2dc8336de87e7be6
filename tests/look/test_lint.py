"""The look keeps its own rules: no inline code, neutral titles, one size of everything."""

import gzip
import re
from pathlib import Path

import pytest

from tests.look import lint

EACH = pytest.mark.parametrize(
    "template", lint.templates(), ids=lambda path: str(path.relative_to(lint.ROOT))
)


@EACH
def test_a_template_has_no_inline_code_and_no_unescaped_value(template: Path) -> None:
    assert lint.markup_faults(template.read_text()) == []


@EACH
def test_a_template_fits_on_two_screens(template: Path) -> None:
    assert len(template.read_text().splitlines()) <= 120


@EACH
def test_a_title_names_the_place_and_not_the_matter(template: Path) -> None:
    assert lint.title_faults(template.read_text()) == []


@EACH
def test_a_link_to_another_site_does_not_say_where_it_came_from(template: Path) -> None:
    assert lint.outward_links(template.read_text()) == []


@pytest.mark.parametrize(
    ("markup", "fault"),
    [
        ('<p style="color:red">', "inline style"),
        ("<script>go()</script>", "inline script"),
        ('<a href="/" onclick="go()">', "inline handler"),
        ("{{ text|safe }}", "unescaped value"),
        ('<div hx-push-url="true">', "htmx feature left unused"),
        ("{% translate 'Well done!' %}", "exclamation mark in copy"),
    ],
)
def test_a_planted_fault_is_seen(markup: str, fault: str) -> None:
    assert fault in lint.markup_faults(markup)


def test_planted_titles_links_and_sides_are_seen() -> None:
    assert lint.title_faults("{% block title %}How safe it felt{% endblock %}") == ["felt", "safe"]
    assert lint.outward_links('<a href="https://example.org/">there</a>')
    assert (
        lint.outward_links('<a href="https://example.org/" rel="noreferrer noopener">x</a>') == []
    )
    assert lint.physical_faults("p { margin-left: 1px; text-align: right }")


def test_values_are_marked_as_safe_in_one_file_only() -> None:
    marked = {
        str(path.relative_to(lint.ROOT))
        for path in lint.ROOT.glob("apps/**/*.py")
        if re.search(r"\b(mark_safe|SafeString)\(", path.read_text())
    }
    assert marked <= {"apps/core/templatetags/kept.py"}


def test_the_stylesheet_is_small_and_asks_for_nothing_foreign() -> None:
    text = lint.CSS.read_text()
    assert len(text.encode()) < 30_000
    assert lint.physical_faults(text) == []
    addresses = re.findall(r"url\(\"?([^\")]+)", text)
    assert addresses
    assert all(address.startswith("../fonts/") for address in addresses)
    assert all((lint.CSS.parent / address).is_file() for address in addresses)


def test_the_script_is_small_and_keeps_nothing() -> None:
    text = lint.JS.read_text()
    assert len(text.encode()) < 6_000
    assert lint.FORBIDDEN_IN_SCRIPT.findall(text) == []
    assert len(gzip.compress(text.encode())) < 2_500


TOKEN = re.compile(r"--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)")
NEEDED = [
    *[("ink", ground, 4.5) for ground in ("paper", "leaf", "shade", "clay-wash")],
    *[("ink", ground, 4.5) for ground in ("dusk-wash", "dusk-leaf")],
    *[("ink-2", ground, 4.5) for ground in ("paper", "leaf", "shade", "dusk-wash")],
    *[("ink-3", ground, 4.5) for ground in ("paper", "leaf", "dusk-wash")],
    *[("dusk", ground, 4.5) for ground in ("paper", "dusk-wash", "dusk-leaf")],
    *[("clay", ground, 4.5) for ground in ("paper", "leaf", "clay-wash", "dusk-wash")],
    *[("sage", ground, 4.5) for ground in ("paper", "sage-wash")],
    *[("edge", ground, 3.0) for ground in ("paper", "leaf", "dusk-wash")],
    *[("gold", ground, 3.0) for ground in ("paper", "leaf")],
]  # fmt: skip


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("colour", "ground", "least"), NEEDED)
def test_colours_can_be_told_apart(colour: str, ground: str, least: float, theme: int) -> None:
    tokens = {name: pair for name, *pair in TOKEN.findall(lint.CSS.read_text())}
    assert contrast(tokens[colour][theme], tokens[ground][theme]) >= least


def contrast(one: str, other: str) -> float:
    """The ratio of WCAG 2.2, from two hex colours."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
