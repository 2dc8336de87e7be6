"""What a template, a stylesheet or a script of ours may not contain."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CSS = ROOT / "static" / "css" / "kept.css"
JS = ROOT / "static" / "js" / "kept.js"

FORBIDDEN_IN_MARKUP = {
    r"<style\b": "inline style sheet",
    r"\sstyle\s*=": "inline style",
    r"\son[a-z]+\s*=": "inline handler",
    r"<script(?![^>]*\bsrc=)": "inline script",
    r"javascript:": "script address",
    r"\bhx-(on|boost|push-url|replace-url|vals=.js|ext|disable-csrf)\b": "htmx feature left unused",
    r"\|\s*safe\b": "unescaped value",
    r"\bautoescape\s+off\b": "unescaped block",
    r"<(img|iframe|object|embed)\b": "foreign content",
    r"!\s*['\"]\s*%}": "exclamation mark in copy",
}
# A title is read over a shoulder and kept by the browser: places, never the matter (threat row 22).
FORBIDDEN_IN_TITLES = (
    "felt", "safe", "private", "partner", "injured", "repair", "hurt", "trust", "affair", "mood",
    "rating", "guard", "promise", "betray", "acknowledg", "apolog", "thought", "trigger", "need",
)  # fmt: skip
# Mirrored as one piece by `scale: -1 1` in right-to-left pages, so its inside stays physical.
PHYSICAL_ALLOWED = {"left: calc(18% - 40px)": "inside of the seam"}
PHYSICAL = re.compile(
    r"(?<![-\w])(?:(?:margin|padding|border)-(?:left|right)[\w-]*|left|right|float)\s*:[^;}]*"
    r"|text-align\s*:\s*(?:left|right)"
)
FORBIDDEN_IN_SCRIPT = re.compile(
    r"\beval\(|new Function|innerHTML|insertAdjacentHTML|document\.write|\.cookie\b"
    r"|\.(?:get|set)Item\(|indexedDB|https?://"
)


def templates() -> list[Path]:
    """Every template of ours, also those that live in an app."""
    return sorted([*ROOT.glob("templates/**/*.html"), *ROOT.glob("apps/*/templates/**/*.html")])


def markup_faults(text: str) -> list[str]:
    """Names of what this markup may not contain."""
    bare = re.sub(r"{#.*?#}|{% comment %}.*?{% endcomment %}", "", text, flags=re.DOTALL)
    return [name for rule, name in FORBIDDEN_IN_MARKUP.items() if re.search(rule, bare, re.I)]


def title_faults(text: str) -> list[str]:
    """Words in a page's title that say what the page is about."""
    titles = re.findall(r"{% block title %}(.*?){% endblock", text, flags=re.DOTALL)
    titles += re.findall(r"<title>(.*?)</title>", text, flags=re.DOTALL)
    said = " ".join(titles).lower()
    return [word for word in FORBIDDEN_IN_TITLES if word in said]


def outward_links(text: str) -> list[str]:
    """Links to other sites that would tell them where the person came from."""
    links = re.findall(r"<a\b[^>]*href=\"(?:https?:|{{ entry)[^>]*>", text)
    return [link for link in links if "noreferrer" not in link or "noopener" not in link]


def physical_faults(text: str) -> list[str]:
    """Declarations that do not turn round in right-to-left pages."""
    found = (match.group(0).strip() for match in PHYSICAL.finditer(text))
    return [rule for rule in found if rule not in PHYSICAL_ALLOWED]
