"""The journal: a blank page first, what was written one step behind (answers 6)."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from apps.core.htmx import go, invalid, render_page
from apps.reflections.decorators import private_page
from apps.reflections.forms import JournalChangeForm, JournalForm, SearchForm
from apps.reflections.models import JournalEntry
from apps.reflections.services import journal as entries
from apps.reflections.services import preferences
from apps.reflections.services.tags import CannotReplace, month_name
from apps.spaces.here import Here


@private_page
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, here: Here) -> HttpResponse:
    """A blank page, the same with and without history."""
    wishes = preferences.wishes(here.person_id)
    form = JournalForm(request.POST if request.method == "POST" else None, wishes=wishes)
    if not form.is_bound or not form.is_valid():
        answer = invalid if form.is_bound else render_page
        return answer(request, "reflections/journal.html", {"form": form}, part="page")
    found = form.cleaned_data
    entries.keep_entry(
        person_id=here.person_id,
        entry_id=found["token"],
        text=found["text"],
        days=found["days"],
        now=timezone.localtime(),
    )
    messages.info(request, _("Kept, for you alone."))
    return go(request, "reflections:journal")


@private_page
@require_http_methods(["GET", "HEAD", "POST"])
def earlier(request: HttpRequest, here: Here, month: str = "") -> HttpResponse:
    """What was written, one month a page; posting looks for words in all of it."""
    today = timezone.localdate()
    months = entries.entry_months(here.person_id, today)
    shown = _month(month) if month else (months[0] if months else today.replace(day=1))
    context: dict[str, Any] = {"months": months, "month": shown, "search": SearchForm()}
    if request.method == "POST":
        return _search(request, here, context, today)
    context["entries"] = entries.entries_of(here.person_id, shown, today)
    return render_page(request, "reflections/earlier.html", context)


@private_page
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, here: Here, entry_id: UUID) -> HttpResponse:
    """Write an own entry anew."""
    entry = _own(here, entry_id)
    if entry.unopened:
        raise CannotReplace
    wishes = preferences.wishes(here.person_id)
    initial = {"text": entry.text, "days": entry.entry["days"] or 0, "seen": entries.stamp(entry)}
    data = request.POST if request.method == "POST" else None
    form = JournalChangeForm(data, wishes=wishes, initial=initial)
    if form.is_bound and form.is_valid() and _changed(here, entry, form):
        messages.info(request, _("Kept as it is now."))
        return go(request, "reflections:earlier_in", written_in(entry))
    context = {"form": form, "entry": entry}
    answer = invalid if form.is_bound else render_page
    return answer(request, "reflections/change.html", context, part="page")


@private_page
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest, here: Here, entry_id: UUID) -> HttpResponse:
    """Ask once, then remove for good. What is gone already stays gone."""
    if request.method == "POST":
        entries.delete_entry(person_id=here.person_id, entry_id=_own(here, entry_id).pk)
        messages.info(request, _("It is gone."))
        return go(request, "reflections:earlier")
    return render_page(request, "reflections/remove.html", {"entry": _own(here, entry_id)})


def written_in(entry: JournalEntry) -> str:
    """The month of an entry, as its page's address has it."""
    return str(entry.entry["written_at"])[:7]


def _own(here: Here, entry_id: UUID) -> JournalEntry:
    rows = JournalEntry.objects.visible_to(here.person_id).current(timezone.localdate())
    entry: JournalEntry | None = rows.filter(pk=entry_id).first()
    if entry is None:
        raise Http404
    return entry


def _changed(here: Here, entry: JournalEntry, form: JournalChangeForm) -> bool:
    found = form.cleaned_data
    try:
        entries.change_entry(
            person_id=here.person_id,
            entry_id=entry.pk,
            text=found["text"],
            days=found["days"],
            seen=found["seen"],
            now=timezone.localtime(),
        )
    except entries.ChangedMeanwhile:
        form.add_error(None, _(
            "This was changed elsewhere since you opened it. What you typed is here, and what is "
            "kept stands below. Send it again to keep yours instead."
        ))  # fmt: skip
        form.see(entries.stamp(entry))
        return False
    return True


def _search(request: HttpRequest, here: Here, context: dict[str, Any], today: date) -> HttpResponse:
    form = SearchForm(request.POST)
    context["search"] = form
    if not form.is_valid():
        context["entries"] = entries.entries_of(here.person_id, context["month"], today)
        return invalid(request, "reflections/earlier.html", context)
    found = entries.search(here.person_id, form.cleaned_data["wanted"], today)
    return render_page(request, "reflections/earlier.html", context | {"found": found})


def _month(name: str) -> date:
    try:
        month = date.fromisoformat(f"{name}-01")
    except ValueError as error:
        raise Http404 from error
    if month_name(month) != name:
        raise Http404
    return month
