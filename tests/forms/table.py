"""Every form of the site: where it stands, what it takes, and what in it can go wrong.

A route that answers POST and has no line here fails, and so does a line whose data is refused.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.cast import PASSWORD
from tests.forms import ways

ADDRESS, NEW_PASSWORD = "frida@mail.example", "other plain words here"
TODAY, TOMORROW = "2026-11-19", "2026-11-20"
TOKEN = "0b7f2c1e-6a53-4d0c-9f43-2f6f6b0a1c11"


@dataclass(frozen=True)
class Text:
    """A field for words."""

    most: int
    needed: bool = False
    """Whether leaving it empty is refused."""
    kept: bool | None = True
    """Whether what was typed comes back: a password never does, a code may or may not."""
    emoji: bool = True
    """Whether any visible sign is taken; an address or a code is not any text."""


@dataclass(frozen=True)
class Pick:
    """A date, an hour, a number or a choice: what is no such thing is refused."""

    wrong: tuple[str, ...]
    needed: bool = False
    seen: bool = True
    """Whether it has a control of its own to stand beside; a button has none."""
    typed: bool = False
    """Whether it is typed, and so comes back as it was."""


@dataclass(frozen=True)
class Form:
    """One form."""

    route: str
    who: str = "alice"
    ids: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """Parameter of the path: the kind of row, and whose."""
    words: Mapping[str, str] = field(default_factory=dict)
    """Parameter of the path: a plain word."""
    data: Mapping[str, Any] = field(default_factory=dict)
    fields: Mapping[str, Text | Pick] = field(default_factory=dict)
    before: Callable[[Any], dict[str, Any]] | None = None
    """What has to happen before; answers with more data, and with ids of the path."""
    again: frozenset[str] = frozenset({"redirect"})
    """What a second sending of the same bytes may say."""
    part: bool = False
    """Whether a part of the page is what HTMX gets."""
    reads: bool = False
    """Whether it changes nothing at all: it looks something up."""

    @property
    def name(self) -> str:
        """What the form is called in a report."""
        return f"{self.route} {self.words}" if self.words else self.route


def form(route: str, who: str = "alice", **more: Any) -> Form:
    """A line; `pk` and `entry_id` are (kind, whose), `path`, `month` plain words."""
    known = ("pk", "entry_id", "invitation_id")
    ids: dict[str, Any] = {name: more.pop(name) for name in known if name in more}
    words: dict[str, str] = {name: more.pop(name) for name in ("path", "month") if name in more}
    return Form(route, who, ids=ids, words=words, **more)


NO_DATE = ("2026-02-30", "soon", "10000-01-01", "0000-00-00", "1e9", "9" * 40)
NO_TIME = ("25:99", "evening", "-1:00", "9" * 40)
NO_NUMBER = ("many", "-1", "0", "1.5", "1" + 30 * "0", "1e3", "0x10", "9" * 5000, "٣٤٥٦٧٨٩")
NO_CHOICE = ("nothing of these", "' OR 1=1 --", "9" * 400, "None")
DATE, NEEDED_DATE = Pick(NO_DATE, typed=True), Pick(NO_DATE, needed=True, typed=True)
NUMBER = Pick(NO_NUMBER, typed=True)
CHOICE = Pick(NO_CHOICE, needed=True)
HIDDEN_DAY = Pick((*NO_DATE, "0001-01-01", "9999-12-31"), needed=True, seen=False)
PLACE = Pick(("many", "-1", "100", "1" + 30 * "0", "1.5"), seen=False)
BUTTON = Pick(NO_CHOICE, needed=True, seen=False)
NAME, LINE, NEEDED_LINE = Text(60, needed=True), Text(280), Text(280, needed=True)
MAIL = Text(254, needed=True, emoji=False)
SECRET = Text(256, needed=True, kept=False, emoji=False)
MAILED = Text(256, needed=True, kept=None, emoji=False)

ROLE = CHOICE
NAMED = {"name": "Frida", "role": "none"}
RHYTHM: dict[str, Text | Pick] = {
    "words": Text(200, needed=True), "when": CHOICE, "minutes": NUMBER,
}  # fmt: skip
SAID = {"words": "Home by eight", "could_be_seen": "on", "when": "daily"}
CHECKED = {"day": TODAY, "answer": "3", "line": "A plain line."}
EVENING = {"day": Pick(NO_DATE, needed=True, seen=False), "answer": CHOICE, "line": LINE}
FOUND: dict[str, Any] = {
    "data": {"wanted": "and so on"}, "fields": {"wanted": NEEDED_LINE}, "reads": True,
}  # fmt: skip
OURS = ("entry", "alice")

ACCOUNTS = [
    form(
        "account_signup", "nobody",
        data={"display_name": "Frida", "email": ADDRESS, "password1": PASSWORD,
              "time_zone": "Europe/Berlin"},
        fields={"display_name": NAME, "email": MAIL, "password1": SECRET},
    ),
    form(
        "account_login", "nobody", before=ways.address_of_dora, data={"password": PASSWORD},
        fields={"login": MAIL, "password": SECRET},
    ),
    form("account_logout", data={}),
    form(
        "account_email_verification_sent", "nobody", before=ways.signed_up,
        data={"action": "verify"}, fields={"code": MAILED},
        again=frozenset({"redirect"}),
    ),
    form(
        "account_reauthenticate", data={"password": PASSWORD}, fields={"password": SECRET},
    ),
    form(
        "account_email", before=ways.asked_again, data={"action_add": "1", "email": ADDRESS},
        fields={"email": MAIL},
    ),
    form(
        "account_change_password",
        data={"oldpassword": PASSWORD, "password1": NEW_PASSWORD},
        fields={"oldpassword": SECRET, "password1": SECRET},
    ),
    form(
        "account_reset_password", "nobody", before=ways.email_of_dora, fields={"email": MAIL},
    ),
    form(
        "account_confirm_password_reset_code", "nobody", before=ways.asked_for_reset,
        fields={"code": MAILED},
    ),
    form(
        "account_complete_password_reset", "nobody", before=ways.may_choose_password,
        data={"password1": NEW_PASSWORD}, fields={"password1": SECRET},
    ),
    form(
        "accounts:settings",
        data={"display_name": "Alma", "time_zone": "Europe/Lisbon"},
        fields={"display_name": NAME, "time_zone": CHOICE},
    ),
]  # fmt: skip
SPACES = [
    form(
        "spaces:invite", "dora", data=NAMED | {"words": "If you ever want to."}, part=True,
        fields={"name": NAME, "role": ROLE, "words": LINE},
    ),
    form("spaces:again", "dora", before=ways.dora_asked, again=frozenset({"page"})),
    form("spaces:take_back", "charlie"),
    form("spaces:confirm", "charlie", invitation_id=("invitation", "charlie")),
    form("spaces:step_back", "eve"),
    form("spaces:role", data={"role": "both"}, fields={"role": ROLE}, part=True),
    form("spaces:pause"),
    form("spaces:resume", before=ways.paused),
    form("spaces:still_fine"),
    form("spaces:close"),
    form("spaces:closed", before=ways.bob_closed),
    form(
        "spaces:code", "dora", before=ways.code_for_dora, part=True, reads=True,
        fields={"code": Text(60, needed=True, emoji=False)},
    ),
    form(
        "spaces:link", "dora", before=ways.link_for_dora, data=NAMED, part=True,
        fields={"name": NAME, "role": ROLE},
    ),
]  # fmt: skip
SAYING = [
    form(
        "commitments:new", data=SAID | {"starts_on": TODAY, "review_on": "", "once": TOKEN},
        fields=RHYTHM | {"starts_on": NEEDED_DATE, "review_on": DATE},
    ),
    form("commitments:helper", data=SAID, reads=True, again=frozenset({"page"})),
    form(
        "commitments:words", pk=("commitment", "alice"), data=SAID | {"from_day": TOMORROW},
        fields=RHYTHM | {"from_day": NEEDED_DATE},
    ),
    form("commitments:rest", pk=("commitment", "alice")),
    form("commitments:resume", pk=("commitment", "alice"), before=ways.rested),
    form("commitments:end", pk=("commitment", "alice"), again=frozenset({"sentence"})),
    form(
        "commitments:review", pk=("commitment", "alice"), data={"review_on": "2026-12-11"},
        fields={"review_on": Pick((*NO_DATE, "9999-12-31"), seen=False)},
    ),
    form(
        "commitments:answer", pk=("commitment", "bob"), data={"answer": "fine"}, part=True,
        fields={"answer": BUTTON},
    ),
]  # fmt: skip
WRITING = [
    form("commitments:first", data={"line": "I spent it.", "once": TOKEN}, part=True,
         fields={"line": Text(2000, needed=True)}),
    form(
        "commitments:away", data={"from_day": "2026-12-01", "to_day": "2026-12-03", "note": "Off"},
        fields={"from_day": NEEDED_DATE, "to_day": NEEDED_DATE, "note": LINE},
    ),
    form("commitments:away_back", pk=("away", "alice"), again=frozenset({"redirect", "gone"})),
    form("commitments:line", pk=OURS, data={"line": "Later than said."}, part=True,
         fields={"line": LINE}, before=ways.stepped),
    form("commitments:next", pk=OURS, data={"next": "I will call."}, part=True,
         fields={"next": LINE}, before=ways.unstepped),
    form(
        "commitments:log", pk=("commitment", "alice"), data={"day": TODAY, "how": "kept"},
        part=True, fields={"day": HIDDEN_DAY, "number": PLACE, "how": BUTTON},
    ),
    form(
        "commitments:occasion", pk=("occasion", "alice"), part=True,
        data={"day": TODAY, "number": "2", "how": "kept"},
        fields={"day": HIDDEN_DAY, "number": PLACE, "how": Pick(NO_CHOICE, seen=False)},
    ),
    form("commitments:still", pk=("limit", "alice"), part=True),
    form(
        "commitments:breach", pk=("limit", "alice"), part=True,
        data={"day": TODAY, "number": "1", "told": "yes", "line": "Late."},
        fields={"day": HIDDEN_DAY, "number": PLACE, "told": BUTTON},
    ),
]  # fmt: skip
PRIVATE = [
    form("reflections:journal", data={"text": "A plain text.", "days": "0", "token": TOKEN},
         fields={"text": Text(20_000, needed=True), "days": CHOICE}, part=True),
    form("reflections:earlier", **FOUND),
    form("reflections:earlier_in", month="2026-11", **FOUND),
    form(
        "reflections:entry", entry_id=("journal", "alice"), before=ways.entry_open, part=True,
        data={"text": "Another text.", "days": "30"},
        fields={"text": Text(20_000, needed=True), "days": CHOICE},
        again=frozenset({"redirect", "sentence"}),
    ),
    form("reflections:entry_remove", entry_id=("journal", "alice"),
         again=frozenset({"redirect", "gone"})),
    form("reflections:evening", data=CHECKED, fields=EVENING, part=True),
    form("reflections:evening_of", path="day", data=CHECKED, fields=EVENING, part=True),
    form("reflections:less", data={"pace": "stopped"}, fields={"pace": BUTTON}),
    form("reflections:effect", path="day", data={"effect": "helps"}, fields={"effect": CHOICE},
         before=ways.effect_due),
    form("reflections:drawing", data={"start": ""}, fields={"start": DATE}),
    form("reflections:drawing_of", path="day", data={"start": ""}, fields={"start": DATE}),
    form(
        "reflections:preferences",
        data={"pace": "evenings", "evenings": "3", "journal_days": "0"}, part=True,
        fields={"pace": CHOICE, "evenings": CHOICE, "journal_days": CHOICE},
    ),
    form("reflections:view", entry_id=("entry", "bob"), part=True,
         data={"view": "partly", "line": "So it was."}, fields={"view": CHOICE, "line": LINE}),
    form("reflections:view_remove", entry_id=("entry", "bob")),
    form("reflections:view_share", entry_id=("entry", "bob")),
    form("reflections:view_unshare", entry_id=("entry", "bob")),
]  # fmt: skip


def _new(when: str, parts: dict[str, Any], fields: dict[str, Text | Pick]) -> Form:
    """Saying something in another rhythm."""
    said = SAID | {"when": when, "starts_on": TODAY, "review_on": "", "once": TOKEN}
    return form("commitments:new", data=said | parts, fields=fields)


HOW_MANY = Pick(NO_NUMBER, needed=True, typed=True)
RHYTHMS = [
    _new("once", {"once_day": TOMORROW, "once_at": "19:00"},
         {"once_day": NEEDED_DATE, "once_at": Pick(NO_TIME, typed=True)}),
    _new("weekdays", {"weekdays": ["1", "3"]}, {"weekdays": Pick(("8", "monday"), needed=True)}),
    _new("every_n_days", {"every": "3"}, {"every": HOW_MANY}),
    _new("times_a_week", {"a_week": "3"}, {"a_week": HOW_MANY}),
    _new("times_a_month", {"a_month": "3"}, {"a_month": HOW_MANY}),
]  # fmt: skip
TABLE = [*ACCOUNTS, *SPACES, *SAYING, *RHYTHMS, *WRITING, *PRIVATE]
