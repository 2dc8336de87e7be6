"""Reads a page as assistive technology would: controls by name, and the sentences tied to them."""

import re
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.auth import password_validation
from django.core import validators
from django.forms import fields, models

VOID = {"input", "br", "hr", "img", "meta", "link", "path", "circle", "rect", "line", "use"}
CHECKED = {"radio", "checkbox"}


@dataclass
class Element:
    """One element, with its text and what it stands in."""

    tag: str
    attrs: dict[str, str]
    above: tuple["Element", ...] = ()
    pieces: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The element's words."""
        return "".join(self.pieces)


class Page(HTMLParser):
    """All elements of a page, or of a part of one."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[Element] = []
        self._open: list[Element] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = Element(tag, {name: value or "" for name, value in attrs}, tuple(self._open))
        self.elements.append(found)
        if tag not in VOID:
            self._open.append(found)

    def handle_endtag(self, tag: str) -> None:
        while self._open and tag not in VOID:
            if self._open.pop().tag == tag:
                break

    def handle_data(self, data: str) -> None:
        for each in self._open:
            each.pieces.append(data)

    def named(self, name: str, action: str = "") -> list[Element]:
        """The visible controls of that name, in the forms that lead to `action` if given."""
        return [
            each for each in self.elements
            if each.attrs.get("name") == name and each.attrs.get("type") != "hidden"
            and each.tag in {"input", "textarea", "select"}
            and (not action or any(f.attrs.get("action") == action for f in each.above))
        ]  # fmt: skip

    def held(self, name: str) -> set[str]:
        """What stands in the controls of that name."""
        found: set[str] = set()
        for each in self.elements:
            if each.attrs.get("name") != name:
                continue
            if each.tag == "textarea":
                found.add(each.text.removeprefix("\n").removeprefix("\r\n"))
            elif each.tag == "select":
                found |= {
                    o.attrs.get("value", "")
                    for o in self.elements
                    if o.tag == "option" and each in o.above and "selected" in o.attrs
                }
            elif each.attrs.get("type") not in CHECKED or "checked" in each.attrs:
                found.add(each.attrs.get("value", "on" if "checked" in each.attrs else ""))
        return found

    def sentences(self, control: Element) -> list[str]:
        """The error sentences tied to a control, or to the fieldset it stands in."""
        tied = [control, *(each for each in control.above if each.tag == "fieldset")]
        ids = {one for each in tied for one in each.attrs.get("aria-describedby", "").split()}
        return [each.text.strip() for each in self.errors if each.attrs.get("id") in ids]

    @property
    def errors(self) -> list[Element]:
        """Everything that is drawn as an error."""
        return [
            each for each in self.elements
            if "error" in each.attrs.get("class", "").split() and each.text.strip()
        ]  # fmt: skip


@cache
def strangers_sentences() -> re.Pattern[str]:
    """Every sentence that Django or allauth would say by itself (before translation)."""
    said: set[str] = {str(each) for each in _defaults()}
    shapes = [re.sub(r"%\\?\(\w+\\?\)\w|\\{\w+\\}", ".{0,40}?", re.escape(one)) for one in said]
    return re.compile("|".join(sorted(filter(None, shapes), key=len, reverse=True)))


def _defaults() -> Any:
    for module in (fields, models):
        for each in vars(module).values():
            yield from _words(getattr(each, "default_error_messages", {}).values())
    for each in vars(validators).values():
        if isinstance(each, type):
            yield from _words([getattr(each, "message", None)])
    yield from _words(DefaultAccountAdapter.error_messages.values())
    for each in vars(password_validation).values():
        if isinstance(each, type) and hasattr(each, "get_error_message"):
            yield from ("This password is", "The password is too similar")
    yield from (
        "Enter a valid",
        "Select a valid",
        "Ensure this",
        "This field is required",
        "Null characters are not allowed",
        "is not one of the available choices",
    )


def _words(values: Any) -> Any:
    for each in values:
        if each is None:
            continue
        parts = getattr(each, "_kwargs", None) and getattr(each, "_args", None)
        try:
            text = str(each)
        except KeyError:  # a plural that waits for its number
            text = str(parts or "")
        if len(text) > 12:
            yield text
