"""The parts of the design, drawn through the project's own template engine."""

import gzip
from datetime import UTC, date, datetime
from pathlib import Path

import django_htmx
import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.template import TemplateSyntaxError, engines
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.urls import reverse
from django.utils.translation import override

from apps.core.templatetags import drawings, kept
from tests.look import lint


class Unopened(str):
    """A text whose key is not at hand."""

    is_unopened = True


class Sample(forms.Form):
    """One field of every shape."""

    said = forms.CharField(widget=forms.Textarea, help_text="One thing.")
    when = forms.ChoiceField(
        choices=[("once", "Once"), ("daily", "Every day")], widget=forms.RadioSelect
    )
    stay = forms.BooleanField(required=False, help_text="On your own device.")
    days = forms.MultipleChoiceField(
        choices=[("1", "Monday"), ("2", "Tuesday")], widget=forms.CheckboxSelectMultiple
    )
    felt = forms.ChoiceField(
        choices=[("7", "At ease"), ("1", "On guard"), ("apart", "No contact")],
        widget=forms.RadioSelect,
    )


GALLERY = """{% extends "base.html" %}{% block title %}Parts{% endblock %}{% block body %}
{% include "components/seam.html" only %}{% include "components/only.html" only %}
{% include "components/both.html" only %}{% include "components/fields.html" with form=form only %}
{% include "components/days.html" with field=form.days only %}
{% include "components/levels.html" with field=form.felt only %}
{% include "components/pair.html" with said=said outcome="missed" done="Not kept" note=note only %}
{% include "components/empty.html" with line="Nothing yet." hint="It can wait." only %}
{% for name in marks %}{% mark name %}{% endfor %}{% for name in icons %}{% icon name %}{% endfor %}
{% day today %} {% day "2026-07-01" "full" %} {% clock now %}{% endblock %}"""


@pytest.fixture
def gallery() -> str:
    request = RequestFactory().get("/")
    context = {
        "form": Sample({"said": "Home by <b>seven</b>", "when": "never"}),
        "said": "Home by <b>seven</b>\nor a call",
        "note": Unopened("This cannot be opened just now."),
        "marks": [*drawings.MARKS, *drawings.ALIASES],
        "icons": list(drawings.ICONS),
        "today": date(2026, 11, 19),
        "now": datetime(2026, 11, 19, 18, 5, tzinfo=UTC),
    }
    return str(engines["django"].from_string(GALLERY).render(context, request))


def test_the_gallery_holds_every_part(gallery: str) -> None:
    assert gallery.count("<svg") >= len(drawings.MARKS) + len(drawings.ICONS)
    assert '<time datetime="2026-11-19">Thursday 19 November</time>' in gallery
    assert '<time datetime="2026-07-01">1 July 2026</time>' in gallery
    assert lint.markup_faults(gallery) == []


def test_people_s_words_are_escaped_and_never_look_empty(gallery: str) -> None:
    assert "Home by &lt;b&gt;seven&lt;/b&gt;<br>or a call" in gallery
    assert "<b>seven" not in gallery
    assert '<p class="meta">This cannot be opened just now.</p>' in gallery
    assert kept.words(None) == ""


def test_an_error_is_tied_to_its_field_and_what_was_typed_stays(gallery: str) -> None:
    form = Sample({})
    field = form["said"].as_field_group()
    assert 'aria-invalid="true"' in field
    assert 'aria-describedby="id_said_helptext id_said_error"' in field
    assert 'id="id_said_error"' in field
    assert 'id="id_said_helptext"' in field
    assert "Home by &lt;b&gt;seven&lt;/b&gt;</textarea>" in gallery
    assert 'role="alert"' in gallery
    assert 'href="#id_when_set"' in gallery
    assert 'id="id_when_set"' in gallery


def test_leave_is_the_third_stop_and_help_is_on_every_shell(gallery: str) -> None:
    order = [
        gallery.index(part) for part in ('class="skip"', 'class="brand"', "data-leave", "<nav")
    ]
    assert order == sorted(order)
    plain = render_to_string("base_plain.html", {}, RequestFactory().get("/"))
    for page in (gallery, plain):
        assert f'href="{reverse("core:support")}"' in page
        assert f'href="{reverse("core:out")}" rel="noreferrer" data-leave' in page
    assert '<nav class="tabs"' not in plain


def test_every_tab_of_the_navigation_leads_somewhere(gallery: str) -> None:
    assert gallery.count("<li><a href=") >= len(kept.TABS)
    for view, *_rest in kept.TABS:
        assert f'<li><a href="{reverse(view)}"' in gallery


@pytest.mark.parametrize("name", ["400", "403", "404", "500", "403_csrf"])
def test_an_error_page_needs_no_request_and_no_database(name: str) -> None:
    page = render_to_string(f"{name}.html")
    assert "/out/" in page
    assert "<h1" in page


def test_the_server_error_page_asks_nothing_of_the_template_engine() -> None:
    source = (lint.ROOT / "templates" / "500.html").read_text()
    assert "{%" not in source
    assert "{{" not in source


def test_the_page_that_leave_ends_on_says_nothing_about_this_one() -> None:
    page = render_to_string("core/out.html").lower()
    assert not any(word in page for word in ("kept", "journal", "partner", "css", "script"))


def test_a_first_view_stays_under_forty_kilobytes(gallery: str) -> None:
    htmx = Path(django_htmx.__file__).parent / "static" / "django_htmx" / "htmx-2.min.js"
    parts = [gallery.encode(), lint.CSS.read_bytes(), lint.JS.read_bytes(), htmx.read_bytes()]
    assert sum(len(gzip.compress(part)) for part in parts) < 40_000
    assert gallery.count("<script") == 2


def drawn(source: str, **context: object) -> str:
    return str(engines["django"].from_string(source).render(context))


def test_a_fixed_part_is_drawn_once_for_each_language() -> None:
    template = engines["django"].from_string("{% fixed %}{% day '2026-07-01' %}{% endfixed %}")
    assert "Wednesday 1 July" in template.render({})
    with override("de"):
        assert "Mittwoch" in template.render({})
    assert "Wednesday 1 July" in template.render({})


@pytest.mark.parametrize(
    "inside",
    [
        "{{ here.name }}",
        "{% if here %}a{% endif %}",
        "{% csrf_token %}",
        "<p>{% with a=here %}{{ a }}{% endwith %}</p>",
        "{% for each in here %}a{% endfor %}",
    ],
)
def test_nothing_of_a_page_or_a_person_can_stand_in_a_fixed_part(inside: str) -> None:
    with pytest.raises(TemplateSyntaxError):
        drawn("{% fixed %}" + inside + "{% endfixed %}")


def test_a_fixed_part_knows_nothing_of_the_page_it_is_drawn_on_first() -> None:
    source = '{% fixed %}{% include "components/only.html" %}{% endfixed %}'
    assert "Alice" not in drawn(source, words="Alice, alone")


@pytest.mark.parametrize("value", [None, "", 5, 'Home by "<b>seven</b>" & then', True])
@pytest.mark.parametrize("widget", [forms.TextInput, forms.HiddenInput, forms.EmailInput])
def test_an_input_is_the_one_that_django_draws(widget: type[forms.Widget], value: object) -> None:
    attrs = {"required": True, "disabled": False, "data-said": "\"<i>'", "maxlength": 280}
    told = widget().get_context("said", value, attrs)
    django = str(DjangoTemplates().render("django/forms/widgets/input.html", told)).strip()
    assert drawn("{% control widget %}", **told) == django


def test_a_choice_and_a_cell_escape_the_words_in_them() -> None:
    widget = forms.CheckboxSelectMultiple(choices=[("a", "<b>Bob</b>")])
    told = widget.get_context("who", ["a"], {"id": "who"})["widget"]["optgroups"][0][1][0]
    choice = drawn("{% option widget %}", widget=told)
    assert '<label class="opt" for="who_0">' in choice
    assert " checked>" in choice
    cells = drawn("{% dated_rows rows %}", rows=[(date(2026, 11, 16), ["<b>2 kept</b>"])])
    assert ">16 November</time></th><td>&lt;b&gt;2 kept" in cells
    assert "<b>" not in choice + cells
    place = drawn('{% in_place "/said/" back=back %}', back='"><b>')
    assert place.startswith('href="/said/?back=%22%3E%3Cb%3E" hx-get="/said/?back=%22')
