"""People who use the site through a browser: each step is a page, a form and a press."""

import re
from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

from tests.browser.stage import Stage
from tests.cast import PASSWORD

OPEN, DONE = "I write before six if it gets late", "The phone stays in the hall after nine"
SECRET, FELT = "Marigolds by the gate again.", "Better than the days before."
REPAIRING, INJURED = "I have something to put right", "I was hurt"


@dataclass
class Person:
    """Somebody with a name, an address and a browser of their own."""

    name: str
    page: Page
    address: str


def press(page: Page, words: str) -> None:
    """Press the one button or link that is called so."""
    page.locator(f"main :is(button, a):text-is('{words}')").first.click()


def heading(page: Page, words: str) -> None:
    """Wait until the page is called so."""
    expect(page.get_by_role("heading", level=1)).to_contain_text(words)


def sign_up(site: Stage, person: Person) -> None:
    """From the first page through the door to a place of one's own, with the code from the mail."""
    page = person.page
    page.goto("/account/login/")
    press(page, "begin on your own")
    fill_sign_up(page, person)
    heading(page, "Six figures")
    type_code(site, person)
    page.wait_for_url("**/")


def fill_sign_up(page: Page, person: Person) -> None:
    """Name, address, password, and send."""
    page.get_by_label("What should we call you?").fill(person.name)
    page.get_by_label("E-mail").fill(person.address)
    page.get_by_label("Password").fill(PASSWORD)
    press(page, "Send me a code")


def type_code(site: Stage, person: Person) -> None:
    """The code of the mail that just came."""
    person.page.get_by_label("Code").fill(site.mailbox.code_for(person.address))
    press(person.page, "Go on")


def sign_in(person: Person) -> None:
    """With address and password; the sign-in page is the first page of who is not signed in."""
    page = person.page
    page.goto("/account/login/")
    page.get_by_label("E-mail").fill(person.address)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_label("Stay signed in here").check()
    press(page, "Sign in")
    page.wait_for_url("**/")


def invite(inviter: Person, role: str = INJURED) -> str:
    """The inviter reads the door, chooses a part and makes the link."""
    page = inviter.page
    page.goto("/together/")
    press(page, "Read, then ask")
    heading(page, "Is this the right place for now?")
    press(page, "Go on")
    page.get_by_label(role).check()
    page.get_by_label("A line to go with it").fill("Only if you would like to.")
    press(page, "Make the link")
    heading(page, "Give it to them yourself")
    return page.locator("#link").input_value()


def accept(guest: Person, link: str, role: str = REPAIRING) -> None:
    """The guest opens the link, reads, chooses a part and says yes."""
    page = guest.page
    page.goto(link)
    page.get_by_label(role).check()
    press(page, "Join")
    heading(page, "Waiting until")


def pair_up(inviter: Person, guest: Person) -> None:
    """Ask, say yes, confirm: now there are two."""
    accept(guest, invite(inviter))
    inviter.page.goto("/together/")
    heading(inviter.page, f"{guest.name} has said yes")
    press(inviter.page, "Yes, begin")
    inviter.page.wait_for_load_state()


def say(person: Person, words: str, kind: str, *days: str, **parts: str) -> None:
    """Fill the form for something new and send it: `parts` are fields by name, `days` weekdays."""
    page = person.page
    page.goto("/said/new/")
    page.get_by_label("In your words").fill(words)
    page.get_by_role("radio", name=re.compile(f"^{kind}")).check()
    for day in days:
        page.get_by_label(day).check()
    for name, value in parts.items():
        page.locator(f"[name={name}]").fill(value)
    page.get_by_label("Someone could see this").check()
    press(page, "Say it")
    page.wait_for_load_state()


def row(page: Page, words: str) -> Locator:
    """The line of something that was said, on Today or on its own page."""
    return page.locator("li.said").filter(has=page.get_by_role("heading", name=words))


def log(person: Person, words: str, mark: str) -> Locator:
    """Press a mark for something said for today and wait until it is written down."""
    line = row(person.page, words)
    line.get_by_role("button", name=mark).first.click()
    expect(line.locator(".logged").first).to_be_visible()
    return line


def rate(person: Person, label: str, line: str = "") -> None:
    """Answer the evening question."""
    page = person.page
    page.goto("/own/evening/")
    page.get_by_label(label).check()
    page.get_by_label("A line for yourself").fill(line)
    press(page, "Keep it")
    expect(page.get_by_role("heading", name="Kept.")).to_be_visible()


def write(person: Person, text: str) -> None:
    """An entry in the journal."""
    page = person.page
    page.goto("/journal/")
    page.get_by_label("What you write").fill(text)
    press(page, "Keep it")
    expect(page.get_by_role("status").filter(has_text="Kept, for you alone.")).to_be_visible()
