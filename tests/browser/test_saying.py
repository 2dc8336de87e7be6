"""What one of them says: every rhythm, five at most, resting, ending, the wording helper."""

import datetime as dt

from playwright.sync_api import expect

from tests.browser.conftest import Look
from tests.browser.people import Person, heading, press, row, say, sign_in
from tests.browser.stage import Stage

DAILY = "Home by seven, or a call before six"
WEEKDAYS = "The card statement lies on the table"
FEW_DAYS = "I sweep the yard"
A_WEEK = "I cook dinner"
A_MONTH = "I write down what the car cost"
WHENEVER = "When plans change I write within the hour"
LIMIT = "I neither write to her nor meet her"
ONCE = "I ask the bank for the old statements"


def open_said(person: Person, words: str) -> None:
    """The page of something that was said."""
    person.page.goto("/said/")
    ended = person.page.get_by_text("Ended", exact=True)
    if ended.count():
        ended.first.click()
    person.page.get_by_role("link", name=words).first.click()
    heading(person.page, words)


def says_five_and_is_refused_a_sixth(tobin: Person, look: Look) -> None:
    """Five rhythms; then a kind sentence, with everything typed still there."""
    page = tobin.page
    page.goto("/said/new/")
    look(page, "new")
    press(page, "Say it")
    look(page, "new-empty")
    say(tobin, DAILY, "Every day")
    say(tobin, WEEKDAYS, "On certain days", "Monday", "Thursday")
    say(tobin, FEW_DAYS, "Every few days", every="3")
    say(tobin, A_WEEK, "A number of times a week", a_week="3")
    say(tobin, A_MONTH, "A number of times a month", a_month="2")
    look(page, "said-five")
    say(tobin, WHENEVER, "Whenever it comes up")
    expect(page.get_by_text("You have five already.")).to_be_visible()
    expect(page.get_by_label("In your words")).to_have_value(WHENEVER)
    look(page, "said-sixth")


def lets_some_go(tobin: Person, look: Look) -> None:
    """One rests, two end."""
    page = tobin.page
    open_said(tobin, FEW_DAYS)
    press(page, "Let it rest")
    expect(page.get_by_text("It rests from tomorrow.")).to_be_visible()
    for words in (A_WEEK, A_MONTH):
        open_said(tobin, words)
        page.get_by_text("End it", exact=True).first.click()
        page.get_by_role("button", name="End it").click()
        expect(page.get_by_text("It has ended.")).to_be_visible()
    look(page, "said-ended")


def says_the_other_three(tobin: Person, day: dt.date, look: Look) -> None:
    """The remaining rhythms; what rests cannot come back beside five."""
    page = tobin.page
    say(tobin, WHENEVER, "Whenever it comes up")
    say(tobin, LIMIT, "All the time, as a limit")
    say(tobin, ONCE, "Once", once_day=day.isoformat())
    expect(page.get_by_text("It is said.")).to_be_visible()
    for words in (DAILY, WEEKDAYS, WHENEVER, LIMIT, ONCE, FEW_DAYS):
        expect(page.get_by_role("link", name=words)).to_be_visible()
    look(page, "said-all")
    open_said(tobin, FEW_DAYS)
    press(page, "Take it up again")
    expect(page.get_by_text("You have five already.")).to_be_visible()
    look(page, "said-refused")
    page.goto("/said/away/")
    look(page, "away")


def test_every_rhythm_can_be_said_and_five_stand_at_once(
    site: Stage, couple: tuple[Person, Person], look: Look
) -> None:
    maren, tobin = couple
    says_five_and_is_refused_a_sixth(tobin, look)
    lets_some_go(tobin, look)
    today = site.evening(0)
    sign_in(tobin)
    says_the_other_three(tobin, today + dt.timedelta(days=2), look)
    sign_in(maren)
    open_said(maren, DAILY)
    press(maren.page, "This matters to me")
    expect(maren.page.get_by_text("You said that this matters to you.")).to_be_visible()
    look(maren.page, "said-answer")
    open_said(tobin, DAILY)
    expect(tobin.page.get_by_text("Maren said that this matters.")).to_be_visible()


def test_the_helper_shows_one_hint_at_a_time_and_one_tap_passes_its_gate(
    couple: tuple[Person, Person], look: Look
) -> None:
    _maren, tobin = couple
    page = tobin.page
    page.goto("/said/new/")
    words, hints = page.get_by_label("In your words"), page.locator("#helper .aside")
    words.press_sequentially("I will try to be more open")
    expect(hints).to_have_count(1)
    first = hints.inner_text()
    assert "Maren" in first
    look(page, "new-hint")
    words.fill("I put the card statement on the table and I tell you where I was")
    expect(hints).not_to_have_text(first, use_inner_text=True)
    expect(hints).to_have_count(1)
    words.fill("I will try to be more open")
    page.get_by_label("Every day").check()
    press(page, "Say it")
    heading(page, "What do you want to say you will do?")
    expect(page.get_by_text("Nothing you wrote is lost")).to_be_visible()
    expect(hints).to_have_count(1)
    look(page, "new-gate")
    page.get_by_label("Someone could see this").check()
    press(page, "Say it")
    expect(page.get_by_text("It is said.")).to_be_visible()


def test_nobody_who_was_hurt_is_given_hints(couple: tuple[Person, Person]) -> None:
    maren, _tobin = couple
    page = maren.page
    page.goto("/said/new/")
    page.get_by_label("In your words").press_sequentially("I will try to be more open")
    page.wait_for_timeout(1200)
    expect(page.locator("#helper")).to_be_empty()
    page.get_by_label("Every day").check()
    press(page, "Say it")
    expect(page.get_by_text("It is said.")).to_be_visible()
    page.goto("/said/")
    expect(row(page, "I will try to be more open")).to_be_visible()
