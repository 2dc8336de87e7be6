"""Private forms. What was typed is kept; nothing of it is offered again by the browser."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.core.forms import Form, Lines, Once
from apps.reflections.rules.days import OpenDay, answerable_days
from apps.reflections.rules.rhythm import EVENINGS, Effect, Pace
from apps.reflections.rules.scale import (
    OTHER_LABELS,
    POINTS,
    TAG_LABELS,
    TAKEN_IN_LABELS,
    Kind,
    Other,
    Tag,
)
from apps.reflections.services.answers import FOUR_WEEKS, Answer
from apps.reflections.services.preferences import JOURNAL_DAYS, Wishes
from apps.reflections.services.words import Question, question
from apps.sharing.rules import VIEW_LABELS, View

LINE = 280
JOURNAL = 20_000
QUIET = {"autocomplete": "off", "spellcheck": "false"}


def line_field(label: Any) -> Lines:
    """One optional private line."""
    return Lines(
        label=label, max_length=LINE, required=False, widget=forms.TextInput(attrs=dict(QUIET))
    )


class CheckInForm(Form):
    """The answer of one day. Nothing is chosen beforehand, whatever was answered before."""

    day = forms.ChoiceField(label=gettext_lazy("Which day"), widget=forms.RadioSelect)
    answer = forms.ChoiceField(
        label=gettext_lazy("How the day was"),
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Choose one of the points, or one of the answers below them."),
            "invalid_choice": gettext_lazy("Choose one of the answers that stand here."),
        },
    )
    took_in = forms.ChoiceField(label="", widget=forms.RadioSelect, required=False)
    tags = forms.MultipleChoiceField(
        label=gettext_lazy("What the day held, if you like"),
        choices=list(TAG_LABELS.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    line = line_field(gettext_lazy("A line for yourself, if you want one"))

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        asked: Question,
        partner: str,
        days: Sequence[OpenDay],
        wishes: Wishes,
        **kwargs: Any,
    ) -> None:
        open_days = [day.day.isoformat() for day in days]
        self.stale = data is not None and data.get("day") not in open_days
        if data is not None and self.stale:
            data = data.copy()  # type: ignore[attr-defined]
            data["day"] = open_days[0]  # type: ignore[index]
        kwargs["initial"] = {"day": open_days[0]} | kwargs.get("initial", {})
        super().__init__(data, auto_id=f"{asked.path}_%s", **kwargs)
        self.fields["day"].choices = [(d.day.isoformat(), _day_words(d)) for d in days]  # type: ignore[attr-defined]
        if len(days) == 1:
            self.fields["day"].widget = forms.HiddenInput()
        self.fields["answer"].choices = _points(asked.kind)  # type: ignore[attr-defined]
        self._trim(asked.kind, partner, wishes)

    def _trim(self, kind: Kind, partner: str, wishes: Wishes) -> None:
        if wishes.spellcheck:
            self.fields["line"].widget.attrs["spellcheck"] = "true"
        if kind is not Kind.FELT:
            del self.fields["tags"]
        if kind is not Kind.FELT or not wishes.took_in or not partner:
            del self.fields["took_in"]
            return
        took_in = self.fields["took_in"]
        took_in.label = _("Did %(name)s take in what mattered to you?") % {"name": partner}
        took_in.choices = list(TAKEN_IN_LABELS.items())  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Refuse a day that is over; the choice moves to today, for the person to confirm."""
        found = super().clean() or {}
        if self.stale:
            raise ValidationError(
                _("That day cannot be filled in any more: only today can be, and yesterday until "
                  "noon. What you chose is still here; it would be kept for today.")
            )  # fmt: skip
        return found

    def kept_day(self) -> date:
        """The local date that was answered."""
        return date.fromisoformat(self.cleaned_data["day"])

    def kept_answer(self) -> Answer:
        """What was answered."""
        found = self.cleaned_data
        chosen = found["answer"]
        other = Other(chosen) if chosen in set(Other) else None
        return Answer(
            value=None if other else int(chosen),
            other=other,
            took_in=found.get("took_in", ""),
            tags=tuple(Tag(tag) for tag in found.get("tags", [])),
            line=found["line"],
        )


@dataclass(frozen=True)
class Evening:
    """The question with its form, as `reflections/_evening.html` draws it."""

    asked: Question
    form: CheckInForm


def evening(
    kind: Kind,
    partner: str,
    wishes: Wishes,
    now: datetime,
    zone: tzinfo,
    data: Mapping[str, Any] | None = None,
    initial: dict[str, Any] | None = None,
) -> Evening:
    """The question of one kind, blank unless something was typed or is being changed."""
    asked = question(kind, partner)
    days = answerable_days(now, zone)
    if initial:
        days = tuple(day for day in days if day.day.isoformat() == initial["day"])
    form = CheckInForm(
        data, asked=asked, partner=partner, days=days, wishes=wishes, initial=initial or {}
    )
    return Evening(asked, form)


class JournalForm(Form):
    """A text for oneself, and for how long."""

    text = Lines(
        label=gettext_lazy("What you write"),
        max_length=JOURNAL,
        widget=forms.Textarea(attrs={"class": "words", "rows": 6} | QUIET),
        error_messages={"required": gettext_lazy("There is nothing here to keep yet.")},
    )
    days = forms.TypedChoiceField(
        label=gettext_lazy("How long it stays"),
        coerce=lambda value: int(value) or None,
        empty_value=None,
        error_messages={
            "required": gettext_lazy("Choose how long it stays."),
            "invalid_choice": gettext_lazy("Choose one of the lengths that stand here."),
        },
    )
    token = Once()

    def __init__(self, *args: Any, wishes: Wishes, **kwargs: Any) -> None:
        start = {"days": wishes.journal_days or 0}
        kwargs["initial"] = start | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        self.fields["days"].choices = keeping_choices()  # type: ignore[attr-defined]
        if wishes.spellcheck:
            self.fields["text"].widget.attrs["spellcheck"] = "true"


class JournalChangeForm(JournalForm):
    """The same for an entry that is there already; `seen` tells which version was open."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["token"]

    def see(self, version: str) -> None:
        """Let what was typed be sent again, now that this version has been shown."""
        self.data = MultiValueDict({name: [value] for name, value in self.data.items()})
        self.data["seen"] = version


def keeping_choices() -> list[tuple[int, str]]:
    """How long a text may stay."""
    lengths = [(days, _("For about %(days)d days") % {"days": days}) for days in JOURNAL_DAYS]
    return [(0, _("Until I remove it")), *lengths]


class SearchForm(Form):
    """Words to look for. They are posted, so that no address holds them."""

    wanted = Lines(
        label=gettext_lazy("Find in what you wrote"),
        max_length=LINE,
        widget=forms.TextInput(attrs={"type": "search"} | QUIET),
        error_messages={"required": gettext_lazy("Type a word to look for.")},
    )


class CompareForm(Form):
    """Another four weeks to compare with; empty for one's first."""

    start = forms.DateField(
        label=gettext_lazy("Compare the last four weeks with the four weeks from"),
        help_text=gettext_lazy("Leave it empty for your first four weeks."),
        required=False,
        widget=forms.DateInput(attrs={"type": "date", "class": "short"}, format="%Y-%m-%d"),
        error_messages={"invalid": gettext_lazy("Write the day as 2026-11-23, or leave it empty.")},
    )

    def __init__(self, *args: Any, first: date | None, look_on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.first, self.latest = first, look_on - 2 * FOUR_WEEKS

    def clean_start(self) -> date | None:
        """A day from which four whole weeks lie between the first answer and the last four."""
        start: date | None = self.cleaned_data["start"]
        if start and (self.first is None or not self.first <= start <= self.latest):
            raise ValidationError(
                _("Choose a day after your first answer, with four weeks after it that do not "
                  "run into the last four.")
            )  # fmt: skip
        return start


class EffectForm(Form):
    """Whether checking in helps (measurement 2.3, rule 4)."""

    effect = forms.TypedChoiceField(
        label=gettext_lazy("Does answering help, or does it make things harder?"),
        coerce=Effect,
        widget=forms.RadioSelect,
        choices=[
            (Effect.HELPS, gettext_lazy("It helps")),
            (Effect.NO_DIFFERENCE, gettext_lazy("It makes no difference")),
            (Effect.HARDER, gettext_lazy("It makes things harder")),
        ],
        error_messages={"required": gettext_lazy("Choose one, or leave it for another day.")},
    )


class ViewForm(Form):
    """How one saw an event oneself."""

    view = forms.TypedChoiceField(
        label=gettext_lazy("How you saw it"),
        coerce=View,
        choices=list(VIEW_LABELS.items()),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose one of these, or leave the page.")},
    )
    line = line_field(gettext_lazy("A line beside it, if you want one"))

    def __init__(self, *args: Any, wishes: Wishes, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if wishes.spellcheck:
            self.fields["line"].widget.attrs["spellcheck"] = "true"


class PreferencesForm(Form):
    """How somebody wants to be asked."""

    pace = forms.TypedChoiceField(
        label=gettext_lazy("When the evening question stands on your first page"),
        coerce=Pace,
        widget=forms.RadioSelect,
        choices=[
            (Pace.EVENINGS, gettext_lazy("On some evenings of the week")),
            (Pace.FORTNIGHT, gettext_lazy("Every other Sunday")),
            (Pace.STOPPED, gettext_lazy("Not at all")),
        ],
    )
    evenings = forms.TypedChoiceField(
        label=gettext_lazy("How many evenings"),
        coerce=int,
        choices=[(number, str(number)) for number in EVENINGS],
    )
    took_in = forms.BooleanField(
        label=gettext_lazy("Also ask whether what mattered to me was taken in"), required=False
    )
    journal_days = forms.TypedChoiceField(
        label=gettext_lazy("How long a new journal entry stays"),
        coerce=lambda value: int(value) or None,
        empty_value=None,
    )
    spellcheck = forms.BooleanField(
        label=gettext_lazy("Let the browser check my spelling"),
        help_text=gettext_lazy(
            "Some browsers send what you type to a server for that. It is off unless you want it."
        ),
        required=False,
    )

    def __init__(self, *args: Any, felt: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["journal_days"].choices = keeping_choices()  # type: ignore[attr-defined]
        if not felt:
            del self.fields["took_in"]


def _points(kind: Kind) -> list[tuple[str, Any]]:
    points = [(str(point.value), point.label) for point in POINTS[kind]]
    return [*points, *((str(other), label) for other, label in OTHER_LABELS.items())]


def _day_words(day: OpenDay) -> str:
    return _("Yesterday") if day.yesterday else _("Today")
