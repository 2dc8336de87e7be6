"""Who may do what, route by route. Read it aloud: this is the promise that the matrix tests.

A route that is missing here fails, and so does a line here without a route. `get` also stands
for HEAD. Whatever a person may not do answers exactly as an id that does not exist.
"""

from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from apps.core.decorators import Access

ANYONE, SELF, MEMBER, GUEST = Access.ANYONE, Access.SELF, Access.MEMBER, Access.GUEST


class Who(Enum):
    """Who may use a verb, seen from the row whose id is in the path."""

    NOBODY = "the verb is not served"
    EACH = "no row is named: each for themself"
    MEMBERS = "both members of the space that counts now"
    READERS = "everybody who had a confirmed seat, closed or not"
    MAKER = "whoever wrote the row, while its space goes on"
    PARTNER = "the other of the two, while the space goes on"
    OTHER = "the other of the two, also after the space was closed"
    ALIKE = "everybody gets one answer that says nothing of the row"


NOBODY, EACH, MEMBERS, READERS = Who.NOBODY, Who.EACH, Who.MEMBERS, Who.READERS
MAKER, PARTNER, OTHER, ALIKE = Who.MAKER, Who.PARTNER, Who.OTHER, Who.ALIKE


@dataclass(frozen=True)
class Row:
    """One line of the table."""

    rule: Access
    get: Who
    post: Who = Who.NOBODY
    ids: dict[str, str] = field(default_factory=dict)
    """Parameter: the kind of row whose id it is, or `=word` for a plain word."""
    data: dict[str, Any] = field(default_factory=dict)
    """What a valid form holds, so that foreign writes are really attempted."""
    touches: frozenset[str] = frozenset()
    """Tables in which a row of another's may change here, for the reason beside it."""


def row(rule: Access, get: Who, post: Who = NOBODY, **more: Any) -> Row:
    """A line; `touches` may be any collection, everything unknown is a parameter's kind."""
    data, touches = more.pop("data", {}), frozenset(more.pop("touches", ()))
    return Row(rule, get, post, more, data, touches)


DAY = "2026-11-19"
SAID = {"words": "Home by eight", "when": "daily", "could_be_seen": "on"}
LINE = {"line": "A plain line."}
CHECKED = {"day": DAY, "answer": "3", "line": "A plain line."}
NAMED = {"name": "Somebody", "role": "none"}
SEAT = ("spaces_membership",)

CORE = {
    "core:support": row(ANYONE, EACH),
    "core:privacy": row(ANYONE, EACH),
    "core:out": row(ANYONE, EACH),
    "core:elsewhere": row(ANYONE, EACH),
}
ACCOUNTS = {
    "accounts:settings": row(
        SELF, EACH, EACH, data={"display_name": "Somebody", "time_zone": "Europe/Berlin"}
    ),
    "account_login": row(ANYONE, EACH, EACH),
    "account_logout": row(ANYONE, EACH, EACH),
    "account_signup": row(ANYONE, EACH, EACH),
    "account_email_verification_sent": row(ANYONE, EACH, EACH),
    "account_reauthenticate": row(SELF, EACH, EACH, data={"password": "four plain words here"}),
    "account_email": row(SELF, EACH, EACH, data={"action_add": "", "email": "new@mail.example"}),
    "account_change_password": row(
        SELF, EACH, EACH,
        data={"oldpassword": "four plain words here", "password1": "other plain words here"},
    ),
    "account_reset_password": row(ANYONE, EACH, EACH, data={"email": "nobody@mail.example"}),
    "account_confirm_password_reset_code": row(ANYONE, EACH, EACH),
    "account_complete_password_reset": row(ANYONE, EACH, EACH),
    "account_password_reset_completed": row(ANYONE, EACH),
}  # fmt: skip
SPACES = {
    "spaces:door": row(ANYONE, EACH),
    "spaces:together": row(SELF, EACH),
    "spaces:invite": row(SELF, EACH, EACH, data=NAMED | {"words": "If you ever want to."}),
    "spaces:again": row(SELF, NOBODY, EACH),
    # A seat that waits goes with the space that never opened.
    "spaces:take_back": row(SELF, NOBODY, EACH, touches=SEAT),
    "spaces:confirm": row(SELF, NOBODY, ALIKE, invitation_id="invitation"),
    "spaces:step_back": row(SELF, NOBODY, EACH, touches=("spaces_invitation",)),
    "spaces:role": row(MEMBER, NOBODY, EACH, data={"role": "both"}),
    "spaces:pause": row(MEMBER, NOBODY, EACH),
    "spaces:resume": row(MEMBER, NOBODY, EACH),
    "spaces:still_fine": row(MEMBER, NOBODY, EACH),
    "spaces:close": row(MEMBER, EACH, EACH),
    "spaces:closed": row(SELF, EACH, EACH),
    "spaces:code": row(SELF, EACH, EACH, data={"code": "ABCD-EFGH-JKMN"}),
    "spaces:link": row(GUEST, ALIKE, ALIKE, token="token", data=NAMED),
}
SAYING = {
    "commitments:index": row(MEMBER, EACH),
    "commitments:new": row(MEMBER, EACH, EACH, data=SAID | {"starts_on": DAY}),
    "commitments:helper": row(MEMBER, NOBODY, EACH, data=SAID),
    "commitments:first": row(MEMBER, EACH, EACH, data=LINE),
    "commitments:away": row(
        MEMBER, EACH, EACH, data={"from_day": "2026-12-01", "to_day": "2026-12-03", "note": "Off"}
    ),
    "commitments:away_back": row(MEMBER, NOBODY, MAKER, pk="away"),
    "commitments:line": row(MEMBER, NOBODY, MAKER, pk="entry", data=LINE),
    "commitments:next": row(MEMBER, NOBODY, MAKER, pk="entry", data={"next": "I will call."}),
    "commitments:detail": row(MEMBER, MEMBERS, pk="commitment"),
    "commitments:day": row(MEMBER, MEMBERS, pk="commitment", day=f"={DAY}"),
    "commitments:words": row(
        MEMBER, MAKER, MAKER, pk="commitment", data=SAID | {"from_day": "2026-11-20"}
    ),
    "commitments:rest": row(MEMBER, NOBODY, MAKER, pk="commitment"),
    "commitments:resume": row(MEMBER, NOBODY, MAKER, pk="commitment"),
    "commitments:end": row(MEMBER, NOBODY, MAKER, pk="commitment"),
    "commitments:review": row(
        MEMBER, NOBODY, MAKER, pk="commitment", data={"review_on": "2026-12-11"}
    ),
    "commitments:answer": row(
        MEMBER, NOBODY, PARTNER, pk="commitment", data={"answer": "not_this"}
    ),
    "commitments:log": row(
        MEMBER, NOBODY, MAKER, pk="commitment", data={"day": DAY, "how": "kept"}
    ),
    "commitments:occasion": row(
        MEMBER, NOBODY, MEMBERS, pk="occasion", data={"day": DAY, "number": "7"}
    ),
    "commitments:still": row(MEMBER, NOBODY, MAKER, pk="limit"),
    "commitments:breach": row(
        MEMBER, NOBODY, MAKER, pk="limit", data={"day": DAY, "told": "yes", "line": "Late."}
    ),
}
PRIVATE = {
    "reflections:journal": row(SELF, EACH, EACH, data={"text": "A plain text.", "days": "0"}),
    "reflections:earlier": row(SELF, EACH, EACH, data={"wanted": "and so on"}),
    "reflections:earlier_in": row(SELF, EACH, EACH, month="=2026-11", data={"wanted": "and so on"}),
    "reflections:entry": row(
        SELF,
        MAKER,
        MAKER,
        entry_id="journal",
        data={"text": "Another text.", "days": "30", "seen": "0"},
    ),
    "reflections:entry_remove": row(SELF, MAKER, MAKER, entry_id="journal"),
    "reflections:evening": row(SELF, EACH, EACH, data=CHECKED),
    "reflections:less": row(SELF, EACH, EACH, data={"pace": "stopped"}),
    "reflections:evening_of": row(SELF, EACH, EACH, path="=day", data=CHECKED),
    "reflections:kept": row(SELF, EACH, path="=day"),
    "reflections:evening_change": row(SELF, EACH, path="=day"),
    "reflections:effect": row(SELF, NOBODY, EACH, path="=day", data={"effect": "helps"}),
    "reflections:drawing": row(SELF, EACH, EACH, data={"start": ""}),
    "reflections:drawing_of": row(SELF, EACH, EACH, path="=day", data={"start": ""}),
    "reflections:band": row(SELF, EACH),
    "reflections:holds": row(SELF, EACH),
    "reflections:preferences": row(
        SELF, EACH, EACH, data={"pace": "evenings", "evenings": "3", "journal_days": "0"}
    ),
    "reflections:view": row(
        SELF, OTHER, OTHER, entry_id="entry", data={"view": "partly", "line": "So it was."}
    ),
    "reflections:view_remove": row(SELF, NOBODY, OTHER, entry_id="entry"),
    "reflections:view_share": row(SELF, OTHER, OTHER, entry_id="entry"),
    "reflections:view_unshare": row(SELF, NOBODY, OTHER, entry_id="entry"),
}
TIMELINE = {
    "today:home": row(MEMBER, EACH),
    "timeline:home": row(MEMBER, EACH),
    "timeline:day": row(MEMBER, EACH, day=f"={DAY}"),
    "timeline:earlier": row(MEMBER, READERS, space="space"),
    "timeline:earlier_day": row(MEMBER, READERS, space="space", day="=2026-08-23"),
}
TABLE: dict[str, Row] = CORE | ACCOUNTS | SPACES | SAYING | PRIVATE | TIMELINE
