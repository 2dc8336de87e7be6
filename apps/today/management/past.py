"""The past of the demo couple, day by day, up to today.

Marks are rows of the models, sealed as everybody's, since nobody may write that far back; all
else goes through the services, at the moment it would have happened.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from apps.commitments.models import Amendment, Away, Commitment, Entry, Reaction, Version
from apps.commitments.services import saying, telling
from apps.commitments.services.saying import Wish
from apps.core.person import as_person
from apps.sharing.rules import View
from apps.sharing.services import share_view
from apps.spaces.models import Space
from apps.today.management import lines
from apps.today.management.private import keep_private_days, note_how_it_was

DAY = timedelta(days=1)
MARKS = ("kept", "partly", "missed", "excused", "")
# With these marks somebody would write a line more often than not.
TELLING = {"partly": 0.9, "missed": 0.9, "kept": 0.22}


@dataclass(frozen=True)
class Couple:
    """Both, their space, their time zone, and now."""

    space: Space
    tobin: UUID
    maren: UUID
    zone: ZoneInfo
    now: datetime

    @property
    def today(self) -> date:
        """Their local date."""
        return self.now.astimezone(self.zone).date()

    @property
    def begin(self) -> date:
        """The local date on which the space was opened."""
        opened = self.space.opened_at or self.now
        return opened.astimezone(self.zone).date()

    def at(self, day: date, hour: int, minute: int = 0) -> datetime:
        """A moment of a day, never after now."""
        return min(datetime.combine(day, time(hour, minute), self.zone), self.now)


@dataclass
class Told:
    """What has been said so far: commitments by name, and their wordings, oldest first."""

    commitments: dict[str, Commitment] = field(default_factory=dict)
    versions: dict[str, list[Version]] = field(default_factory=lambda: defaultdict(list))
    marked: list[Entry] = field(default_factory=list)


def tell_the_past(couple: Couple) -> None:
    """Everything from the first day that is missing up to today."""
    with as_person(couple.tobin):
        told = _known(couple)
        first = _first_missing(couple)
        for number in range((first - couple.begin).days, (couple.today - couple.begin).days + 1):
            _one_day(couple, told, number)
    days = [first + n * DAY for n in range((couple.today - first).days)]
    with as_person(couple.maren):
        _answer_and_view(couple, told)
    keep_private_days(couple, days)


def _known(couple: Couple) -> Told:
    told = Told()
    found = Commitment.objects.in_space(couple.space.pk).by(couple.tobin).order_by("made_at")
    for (name, *_rest), commitment in zip(lines.SAID, found, strict=False):
        told.commitments[name] = commitment
        told.versions[name] = list(Version.objects.in_space(couple.space.pk).of(commitment.pk))
    return told


def _first_missing(couple: Couple) -> date:
    last = Entry.objects.in_space(couple.space.pk).by(couple.tobin).order_by("day").last()
    return last.day + DAY if last else couple.begin


def _one_day(couple: Couple, told: Told, number: int) -> None:
    day = couple.begin + number * DAY
    _say(couple, told, number, day)
    if number == lines.AWAY[0]:
        _go_away(couple, day)
    if number in lines.TOLD:
        telling.tell_first(
            space_id=couple.space.pk,
            person_id=couple.tobin,
            line=lines.TOLD[number],
            now=couple.at(day, 19, 20),
            today=day,
        )
    if not lines.AWAY[1] <= number <= lines.AWAY[2]:
        for name, commitment in told.commitments.items():
            if commitment.state == Commitment.State.ACTIVE:
                _mark(couple, told, name, number, day)


def _say(couple: Couple, told: Told, number: int, day: date) -> None:
    for name, first, words, rhythm in lines.SAID:
        if first == number and name not in told.commitments:
            told.commitments[name] = saying.say(
                space_id=couple.space.pk,
                person_id=couple.tobin,
                starts_on=day,
                today=day,
                wish=Wish(words, rhythm, couple.zone.key),
                review_on=couple.begin + 98 * DAY,
                now=couple.at(day, 7),
            )
            said = Version.objects.in_space(couple.space.pk).of(told.commitments[name].pk)
            told.versions[name] = list(said)
    if number == lines.REWORDED[0]:
        told.versions["home"].append(
            saying.revise(
                space_id=couple.space.pk,
                person_id=couple.tobin,
                from_day=day,
                today=day,
                commitment_id=told.commitments["home"].pk,
                wish=Wish(lines.REWORDED[1], lines.SAID[0][3], couple.zone.key),
            )
        )


def _go_away(couple: Couple, day: date) -> None:
    said, first, last, note = lines.AWAY
    Away(
        space=couple.space,
        author_id=couple.tobin,
        from_day=day + (first - said) * DAY,
        to_day=day + (last - said) * DAY,
        declared_on=day,
        note=note,
    ).save(force_insert=True)


def _mark(couple: Couple, told: Told, name: str, number: int, day: date) -> None:
    """What stands beside one commitment on one day, if anything; today is left half open."""
    chance = Random(f"{name} {number}")  # noqa: S311 - a story, not a secret
    back = (couple.today - day).days
    mark = _mark_of(name, chance, day, back)
    if not mark:
        return
    given = lines.LINES[name].get(mark, ())
    wanted = given and (back < 3 or chance.random() < TELLING.get(mark, 0))
    late = mark == "kept" and back > 5 and chance.random() < 0.03
    entry = Entry(
        space=couple.space,
        author_id=couple.tobin,
        commitment=told.commitments[name],
        version=told.versions[name][-1],
        day=day,
        number=0 if name in {"home", "tell"} else 1,
        mark=mark,
        line=chance.choice(given) if wanted else None,
        added_later=late,
        written_at=couple.at(
            day + 3 * DAY if late else day, 12 if back == 0 else 21, chance.randrange(50)
        ),
        next_step=_next_step(mark, chance),
    )
    entry.save(force_insert=True)
    told.marked.append(entry)
    if mark == "partly" and name == "tell" and back:
        _was_kept(couple, entry)


def _mark_of(name: str, chance: Random, day: date, back: int) -> str:
    if name == "walk":
        return "kept" if day.weekday() in {2, 5} and back and chance.random() < 0.85 else ""
    if name == "right" and (back == 0 or chance.random() > 0.1):
        return ""
    if name == "home" and (day.weekday() > 4 or back == 0):
        return ""
    recent = {
        ("tell", 0): "kept",
        ("tell", 1): "partly",
        ("home", 1): "kept",
        ("tell", 2): "kept",
        ("home", 2): "partly",
    }
    return recent.get((name, back)) or chance.choices(MARKS, lines.ODDS[name])[0]


def _next_step(mark: str, chance: Random) -> str | None:
    return chance.choice(lines.NEXT_STEP) if mark == "missed" and chance.random() < 0.6 else None


def _was_kept(couple: Couple, entry: Entry) -> None:
    """It said kept at first; the change stays in sight."""
    Amendment(
        space=couple.space,
        author_id=couple.tobin,
        entry=entry,
        mark="kept",
        line=None,
        changed_at=couple.at(entry.day + DAY, 8, 15),
    ).save(force_insert=True)


def _answer_and_view(couple: Couple, told: Told) -> None:
    """One answer of Maren's, an occasion she noted, and how she saw three evenings."""
    if not told.marked or "right" not in told.commitments:
        return
    said = told.commitments["tell"]
    if not Reaction.objects.in_space(couple.space.pk).of(said.pk).exists():
        telling.react(
            space_id=couple.space.pk,
            person_id=couple.maren,
            commitment_id=said.pk,
            answer=Reaction.Answer.MATTERS,
            today=couple.begin + 9 * DAY,
        )
        _noted(couple, told)
    apart = [entry for entry in told.marked if entry.mark in {"partly", "missed"}][:3]
    for entry, (view, line) in zip(apart, lines.OWN_LINES.items(), strict=False):
        note_how_it_was(couple.maren, entry.pk, View(view), line)
        if view == View.SAME:
            share_view(
                space_id=couple.space.pk,
                person_id=couple.maren,
                entry_id=entry.pk,
                view=View(view),
                line=line,
                today=entry.day + DAY,
            )


def _noted(couple: Couple, told: Told) -> None:
    day = couple.today - 4 * DAY
    if day > couple.begin:
        more: dict[str, Any] = {"version": told.versions["right"][-1], "day": day, "number": 4}
        Entry(
            space=couple.space,
            author_id=couple.maren,
            commitment=told.commitments["right"],
            written_at=couple.at(day, 22),
            **more,
        ).save(force_insert=True)
