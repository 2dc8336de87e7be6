"""Several evenings of two people: writing down, changing, rating, the journal, the timeline."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import Look
from tests.browser.people import Person, log, press, rate, row, say, sign_in, write
from tests.browser.stage import Stage

DAILY = "Home by seven, or a call before six"
WHENEVER = "When plans change I write within the hour"
LIMIT = "I neither write to her nor meet her"
A_WEEK = "I cook dinner"
STEP = "Leave the office at five on late days."
RANGES = {"4 weeks": "4w", "3 months": "3m", "A year": "1y", "All": "all"}


def says_four_things(tobin: Person) -> None:
    """One of each kind that Today draws differently."""
    say(tobin, DAILY, "Every day")
    say(tobin, WHENEVER, "Whenever it comes up")
    say(tobin, LIMIT, "All the time, as a limit")
    say(tobin, A_WEEK, "A number of times a week", a_week="3")


def first_evening(tobin: Person, look: Look) -> None:
    """Marks, a next step, a line, and a mark that is changed."""
    page = tobin.page
    says_four_things(tobin)
    page.goto("/")
    look(page, "today-repairing")
    missed = log(tobin, DAILY, "Not kept")
    look(page, "today-repairing-missed")
    missed.get_by_label("What I will do about it").fill(STEP)
    missed.get_by_role("button", name="Add it").click()
    expect(missed.get_by_text(STEP)).to_be_visible()
    log(tobin, WHENEVER, "Partly")
    log(tobin, LIMIT, "Still so")
    kept = log(tobin, A_WEEK, "Kept")
    kept.get_by_text("Add a line").click()
    kept.get_by_label("A line beside it").fill("Lentils, twice as many as planned.")
    kept.get_by_role("button", name="Keep the line").click()
    expect(kept.locator("blockquote")).to_contain_text("Lentils")
    missed.get_by_role("link", name="Change this").click()
    expect(missed.get_by_text("It says now:")).to_be_visible()
    look(page, "today-repairing-changing")
    missed.get_by_role("button", name="Partly").click()
    expect(missed.get_by_text("It said before:")).to_be_visible()
    look(page, "today-repairing-logged")


def sees_the_change(page: Page, day: str) -> None:
    """The mark before stands beside the new one, with its date."""
    before = page.get_by_text("Not kept").filter(has_text=day)
    expect(before.first).to_be_visible()


def test_evenings_are_written_down_rated_and_seen_on_the_timeline(
    site: Stage, couple: tuple[Person, Person], look: Look
) -> None:
    maren, tobin = couple
    today = site.evening(0)
    day = f"{today.day} {today:%B}"
    for somebody in couple:
        sign_in(somebody)
    maren.page.goto("/timeline/")
    look(maren.page, "timeline-empty")
    look_at_empty(maren, look)
    first_evening(tobin, look)
    sees_the_change(tobin.page, day)
    tobin.page.goto("/said/")
    expect(tobin.page.get_by_text("Done so far: 1.")).to_be_visible()
    maren.page.goto("/")
    sees_the_change(maren.page, day)
    look(maren.page, "today-injured")
    more_evenings(site, maren, tobin)
    the_timeline(maren, tobin, look)
    private_pages(maren, tobin, look)


def look_at_empty(maren: Person, look: Look) -> None:
    """Her first page before anything was said."""
    maren.page.goto("/")
    look(maren.page, "today-injured-empty")


def more_evenings(site: Stage, maren: Person, tobin: Person) -> None:
    """Three more evenings; the second device-day needs signing in again."""
    for number, (mark, felt) in enumerate(
        (("Kept", "About half and half"), ("Did not arise", "Leaning towards at ease"),
         ("Kept", "I would rather not say")), start=1,
    ):  # fmt: skip
        site.evening(number)
        for somebody in (maren, tobin):
            somebody.page.goto("/")
        log(tobin, DAILY, mark)
        rate(maren, felt)
    rate(maren, "On guard from morning to night")
    expect(maren.page.get_by_text("It has taken the place")).to_be_visible()


def the_timeline(maren: Person, tobin: Person, look: Look) -> None:
    """Every range, by press and by address; what is private only with her."""
    for person, own in ((maren, 1), (tobin, 0)):
        page = person.page
        page.goto("/timeline/")
        for words, name in RANGES.items():
            page.get_by_role("link", name=words, exact=True).click()
            chosen = page.locator(".range [aria-current]")
            expect(chosen).to_have_text(words)
            expect(page.get_by_role("heading", name=DAILY).first).to_be_visible()
            expect(page.locator("#own-band")).to_have_count(own)
            if own:
                look(page, f"timeline-{name}")
        page.goto("/timeline/")
        page.get_by_role("link", name="Day by day").click()
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        look(page, f"day-{person.name.lower()}")


def private_pages(maren: Person, tobin: Person, look: Look) -> None:
    """The journal, her answers drawn, what holds, her own view of an entry, and his pages."""
    page = maren.page
    page.goto("/own/evening/")
    page.locator("summary", has_text="What the day held").click()
    look(page, "evening")
    write(maren, "It rained.\n\nI said it as it was.")
    look(page, "journal")
    page.goto("/journal/earlier/")
    expect(page.get_by_text("I said it as it was.")).to_be_visible()
    look(page, "journal-earlier")
    page.goto("/own/drawing/")
    look(page, "drawing")
    page.goto("/")
    page.get_by_role("link", name="As you saw it").first.click()
    look(page, "own-view")
    tobin.page.goto("/own/what-holds/")
    look(tobin.page, "what-holds")
    tobin.page.goto("/")
    expect(row(tobin.page, DAILY)).to_be_visible()
    look(tobin.page, "today-repairing-later")
    press(tobin.page, "Say something new")
    sees_nothing_of_hers(tobin)


def sees_nothing_of_hers(tobin: Person) -> None:
    """Her journal is nowhere in what he gets."""
    for path in ("/", "/timeline/", "/journal/earlier/", "/said/"):
        tobin.page.goto(path)
        assert "I said it as it was" not in tobin.page.content()
