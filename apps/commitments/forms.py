"""What may be typed about what was said and done, and how it is checked."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.commitments.models import Reaction
from apps.commitments.rules.outcomes import Outcome
from apps.commitments.rules.rhythms import (
    MAX_A_MONTH,
    MAX_A_WEEK,
    MAX_EVERY,
    Kind,
    Rhythm,
    RhythmError,
)
from apps.commitments.services.telling import LONGEST_AWAY
from apps.core.forms import Form, Once

LINE, WORDS, TOLD = 280, 200, 2000
MOST_MINUTES = 1440
MOST_IN_A_DAY = 99
FURTHEST = timedelta(days=366)


class Line(forms.CharField):
    """People's words on one line: breaks become spaces."""

    def to_python(self, value: Any) -> str:
        """The text with every run of breaks, tabs and spaces as one space."""
        text = super().to_python(value) or ""
        return " ".join(
            part for part in text.replace("\t", " ").splitlines() for part in [part.strip()] if part
        )


def day_field(label: Any, **kwargs: Any) -> forms.DateField:
    """A local date in the browser's own chooser."""
    kwargs.setdefault("required", False)
    return forms.DateField(
        label=label,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        **kwargs,
    )


def number_field(label: Any, most: int) -> forms.IntegerField:
    """A whole number from 1 to `most`."""
    sentence = gettext_lazy("A number from 1 to %(most)d fits here.") % {"most": most}
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=1,
        max_value=most,
        error_messages={"min_value": sentence, "max_value": sentence},
    )


def words_box(label: Any, max_length: int, rows: int = 2, **kwargs: Any) -> Line:
    """People's own words."""
    return Line(
        label=label,
        max_length=max_length,
        widget=forms.Textarea(attrs={"class": "words", "rows": rows}),
        **kwargs,
    )


class RhythmForm(Form):
    """Words and the rhythm they come round in. `rhythm` is there once the form is valid."""

    words = words_box(gettext_lazy("In your words"), WORDS)
    when = forms.ChoiceField(
        label=gettext_lazy("When does it apply?"),
        widget=forms.RadioSelect,
        choices=[(kind.value, kind.label) for kind in Kind],
        error_messages={
            "required": gettext_lazy("Choose when it applies."),
            "invalid_choice": gettext_lazy("Choose when it applies."),
        },
    )
    once_day = day_field(gettext_lazy("On"))
    once_at = forms.TimeField(
        label=gettext_lazy("At, if it has an hour"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    weekdays = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Which days"),
        required=False,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        choices=[(number + 1, name) for number, name in WEEKDAYS.items()],
        error_messages={"invalid_choice": gettext_lazy("Choose among the seven days.")},
    )
    every = number_field(gettext_lazy("Every how many days"), MAX_EVERY)
    a_week = number_field(gettext_lazy("How many times a week"), MAX_A_WEEK)
    a_month = number_field(gettext_lazy("How many times a month"), MAX_A_MONTH)
    minutes = number_field(gettext_lazy("Minutes it takes, if you know"), MOST_MINUTES)
    could_be_seen = forms.BooleanField(
        label=gettext_lazy("Someone could see this"),
        required=False,
    )
    rhythm: Rhythm

    NUMBERS = {
        Kind.EVERY_N_DAYS: "every",
        Kind.TIMES_A_WEEK: "a_week",
        Kind.TIMES_A_MONTH: "a_month",
    }
    PARTS = {"day": "once_day", "at": "once_at", "weekdays": "weekdays"}

    def clean(self) -> dict[str, Any]:
        """Put the parts of the rhythm together; what belongs to another one is left out."""
        data = super().clean() or {}
        if "when" not in data:
            return data
        kind = Kind(data["when"])
        number = self.NUMBERS.get(kind)
        try:
            self.rhythm = Rhythm(
                kind,
                day=data.get("once_day") if kind is Kind.ONCE else None,
                at=data.get("once_at") if kind is Kind.ONCE else None,
                weekdays=frozenset(data.get("weekdays") or ())
                if kind is Kind.WEEKDAYS
                else frozenset(),
                n=data.get(number) if number else None,
            )
        except RhythmError as error:
            self._say(number if error.field == "n" else self.PARTS.get(error.field))
        return data

    def _say(self, field: str | None) -> None:
        sentences = {
            "once_day": _("Choose the day."),
            "weekdays": _("Choose at least one day."),
        }
        if field not in self.errors:
            self.add_error(field or "when", sentences.get(field or "", _("How many?")))

    @staticmethod
    def parts_of(rhythm: Rhythm) -> dict[str, Any]:
        """What the form shows for a rhythm that stands already."""
        name = RhythmForm.NUMBERS.get(rhythm.kind)
        return {
            "when": rhythm.kind.value,
            "once_day": rhythm.day,
            "once_at": rhythm.at,
            "weekdays": sorted(rhythm.weekdays),
            **({name: rhythm.n} if name else {}),
        }


class SayForm(RhythmForm):
    """Saying something new."""

    once = Once()
    starts_on = day_field(gettext_lazy("From"), required=True)
    review_on = day_field(
        gettext_lazy("Look at it again"),
        help_text=gettext_lazy("To ask whether it still helps. It does not end by itself."),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_starts_on(self) -> date:
        """Today or later, within a year."""
        return _ahead(self.cleaned_data["starts_on"], self.today)

    def clean_review_on(self) -> date | None:
        """Within two years."""
        return _soon(self.cleaned_data["review_on"], self.today)

    def clean(self) -> dict[str, Any]:
        """The day to look again comes after the first; a single day is not before it."""
        data = super().clean()
        starts, review = data.get("starts_on"), data.get("review_on")
        if starts and review and review <= starts:
            self.add_error("review_on", _("This day comes after the first one."))
        once = data.get("once_day")
        if starts and once and data.get("when") == Kind.ONCE and once < starts:
            self.add_error("once_day", _("This day lies before the first one."))
        return data


class ReviseForm(RhythmForm):
    """New words from a day on."""

    from_day = day_field(gettext_lazy("The new words begin on"), required=True)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_from_day(self) -> date:
        """Today or later, within a year."""
        return _ahead(self.cleaned_data["from_day"], self.today)


class LogForm(Form):
    """One tap: a mark for one place of a day."""

    day = forms.DateField(input_formats=["%Y-%m-%d"])
    number = forms.IntegerField(min_value=0, max_value=MOST_IN_A_DAY, required=False)
    how = forms.ChoiceField(
        choices=Outcome.choices,
        error_messages={
            "required": gettext_lazy("Choose one of the four."),
            "invalid_choice": gettext_lazy("Choose one of the four."),
        },
    )


class OccasionForm(LogForm):
    """It came up, with or without a mark."""

    how = forms.ChoiceField(
        choices=Outcome.choices,
        required=False,
        error_messages={"invalid_choice": gettext_lazy("Choose one of these.")},
    )


class BreachForm(Form):
    """A limit that did not hold, and whether it was told the same day."""

    day = LogForm.base_fields["day"]
    number = LogForm.base_fields["number"]
    told = forms.ChoiceField(
        choices=[("yes", ""), ("no", "")],
        error_messages={
            "required": gettext_lazy("Say whether it was told the same day."),
            "invalid_choice": gettext_lazy("Say whether it was told the same day."),
        },
    )
    line = Line(max_length=LINE, required=False)


class LineForm(Form):
    """A line beside an entry; empty takes it away."""

    line = Line(max_length=LINE, required=False)


class ToldForm(Form):
    """Something said first."""

    line = words_box(gettext_lazy("In your words"), TOLD, rows=3)
    once = Once()


class ReviewForm(Form):
    """When to look at it again."""

    review_on = day_field(gettext_lazy("Look at it again"))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_review_on(self) -> date | None:
        """Within two years, as when it is said."""
        return _soon(self.cleaned_data["review_on"], self.today)


class AnswerForm(Form):
    """The partner's answer to something that was said."""

    answer = forms.ChoiceField(choices=Reaction.Answer.choices)


class AwayForm(Form):
    """Days on which nothing falls due."""

    from_day = day_field(gettext_lazy("From"), required=True)
    to_day = day_field(gettext_lazy("Until, this day included"), required=True)
    note = Line(
        label=gettext_lazy("A line to go with it, if you like"), max_length=LINE, required=False
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_from_day(self) -> date:
        """Today or later: nothing is taken back (commitments 3.3)."""
        return _ahead(self.cleaned_data["from_day"], self.today)

    def clean(self) -> dict[str, Any]:
        """The last day is not before the first, nor a year off."""
        data = super().clean() or {}
        first, last = data.get("from_day"), data.get("to_day")
        if first and last and last < first:
            self.add_error("to_day", _("This day lies before the first one."))
        elif first and last and last - first > LONGEST_AWAY:
            self.add_error("to_day", _("A year is the longest. You can say it again then."))
        return data


def _ahead(day: date, today: date) -> date:
    if day < today:
        raise ValidationError(_("Choose today or a day to come."))
    if day > today + FURTHEST:
        raise ValidationError(_("Choose a day within the next year."))
    return day


def _soon(day: date | None, today: date) -> date | None:
    if day is not None and day > today + 2 * FURTHEST:
        raise ValidationError(_("Choose a day within the next two years."))
    return day
