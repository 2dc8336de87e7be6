"""What a browser that has never been here fetches for one page."""

import re
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from bench.client import Client
from bench.stage import Stage
from bench.targets import cookies_of

LINKED = {"stylesheet", "icon", "preload", "modulepreload", "manifest"}
FONT = (".woff2", ".woff")
FACE = re.compile(r"@font-face\s*{[^}]*}")
RANGE = re.compile(r"U\+([0-9A-F]+)(?:-([0-9A-F]+))?", re.IGNORECASE)
URL = re.compile(r"""url\(\s*['"]?(?!data:|#)([^'")]+)""")
BROWSER = {"Accept-Encoding": "gzip, br"}


@dataclass(frozen=True, slots=True)
class View:
    """The first view of a page: all requests, and compressed bytes besides the fonts."""

    requests: int
    bytes: int
    font_bytes: int
    parts: dict[str, int]


class Resources(HTMLParser):
    """Addresses that a page makes the browser fetch at once."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Links, scripts, pictures, and parts that HTMX fetches on load."""
        given = {name: value or "" for name, value in attrs}
        if tag == "link" and LINKED & set(given.get("rel", "").split()):
            self.found.append(given.get("href", ""))
        if tag in {"script", "img"} and given.get("src"):
            self.found.append(given["src"])
        if re.search(r"load|revealed", given.get("hx-trigger", "")):
            self.found.append(given.get("hx-get", ""))


def resources(html: str) -> list[str]:
    """What a page fetches at once, each once."""
    parser = Resources()
    parser.feed(html)
    return [path for path in dict.fromkeys(parser.found) if path and not path.startswith("data:")]


def used_by(css: str, html: str) -> list[str]:
    """Addresses in a style sheet, without fonts for letters that the page does not have."""
    idle = [face for face in FACE.findall(css) if not _needed(face, set(map(ord, html)))]
    for face in idle:
        css = css.replace(face, "")
    return URL.findall(css)


def _needed(face: str, letters: set[int]) -> bool:
    _, _, given = face.partition("unicode-range")
    ranges = [range(int(a, 16), int(b or a, 16) + 1) for a, b in RANGE.findall(given)]
    return not ranges or any(letter in one for one in ranges for letter in letters)


def first_view(stage: Stage, path: str) -> View:
    """The page for somebody signed in, with everything that comes along."""
    client = Client(stage.site.port, cookies_of(stage.couples[0].maker))
    plain = {"Accept-Encoding": "identity"}
    html = client.get(path, **plain).body.decode()
    wanted = resources(html)
    for sheet in [found for found in wanted if urlsplit(found).path.endswith(".css")]:
        css = client.get(sheet, **plain).body.decode()
        wanted += [urljoin(sheet, found) for found in used_by(css, html)]
    parts = {found: len(client.get(found, **BROWSER).body) for found in dict.fromkeys(wanted)}
    parts = {path: len(client.get(path, **BROWSER).body)} | parts
    client.close()
    fonts = sum(size for found, size in parts.items() if urlsplit(found).path.endswith(FONT))
    return View(len(parts), sum(parts.values()) - fonts, fonts, parts)
