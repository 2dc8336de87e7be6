"""Two new people: signing up, the door, asking, saying yes, confirming."""

from playwright.sync_api import expect

from tests.browser.conftest import Look, Meet, Open
from tests.browser.people import (
    INJURED,
    REPAIRING,
    Person,
    accept,
    fill_sign_up,
    heading,
    press,
    sign_in,
    sign_up,
    type_code,
)
from tests.browser.stage import Stage

LINE = "Only if you would like to."


def test_somebody_new_signs_up_with_the_code_from_the_mail(
    site: Stage, person: Meet, look: Look
) -> None:
    maren = person("Maren")
    page = maren.page
    page.goto("/account/login/")
    look(page, "first")
    press(page, "Read this first")
    heading(page, "Is this the right place for now?")
    look(page, "door")
    press(page, "Go on")
    heading(page, "A place of your own")
    look(page, "sign-up")
    press(page, "Send me a code")
    expect(page.get_by_text("Something has to stand here.").first).to_be_visible()
    look(page, "sign-up-empty")
    fill_sign_up(page, maren)
    heading(page, "Six figures")
    look(page, "code")
    page.get_by_label("Code").fill("000000")
    press(page, "Go on")
    expect(page.get_by_label("Code")).to_have_attribute("aria-invalid", "true")
    look(page, "code-wrong")
    type_code(site, maren)
    page.wait_for_url("**/")
    look(page, "today-alone-empty")


def test_two_people_begin_together(site: Stage, person: Meet, look: Look) -> None:
    maren, tobin = person("Maren"), person("Tobin")
    sign_up(site, maren)
    sign_up(site, tobin)
    link = _ask(maren, look)
    tobin.page.goto(link)
    look(tobin.page, "join")
    press(tobin.page, "Read more first, then come back here")
    press(tobin.page, "Go on")
    expect(tobin.page).to_have_url(link)
    accept(tobin, link)
    look(tobin.page, "waiting-guest")
    maren.page.goto("/together/")
    heading(maren.page, "Tobin has said yes")
    look(maren.page, "answered")
    press(maren.page, "Yes, begin")
    for somebody, other in ((maren, "Tobin"), (tobin, "Maren")):
        somebody.page.goto("/together/")
        heading(somebody.page, f"You and {other}")
        expect(somebody.page.get_by_text(f"“{INJURED}”")).to_be_visible()
        expect(somebody.page.get_by_text(f"“{REPAIRING}”")).to_be_visible()
    look(maren.page, "together")
    maren.page.goto("/together/close/")
    look(maren.page, "close")


def _ask(maren: Person, look: Look) -> str:
    page = maren.page
    page.goto("/together/")
    look(page, "alone")
    press(page, "Read, then ask")
    press(page, "Go on")
    look(page, "invite")
    press(page, "Make the link")
    expect(page.get_by_text("Please choose one.")).to_be_visible()
    page.get_by_label(INJURED).check()
    page.get_by_label("A line to go with it").fill(LINE)
    press(page, "Make the link")
    heading(page, "Give it to them yourself")
    look(page, "ticket")
    link = page.locator("#link").input_value()
    press(page, "I have it")
    look(page, "waiting-inviter")
    return link


def test_the_pages_of_a_person_alone(site: Stage, person: Meet, look: Look) -> None:
    maren = person("Maren")
    sign_up(site, maren)
    for name, path in (
        ("settings", "/settings/"),
        ("support", "/support/"),
        ("who-sees-what", "/about/who-sees-what/"),
        ("nowhere", "/no-such-page/"),
        ("type-code", "/j/"),
        ("said-alone-empty", "/said/"),
        ("timeline-alone-empty", "/timeline/"),
        ("journal-empty", "/journal/earlier/"),
        ("preferences", "/own/preferences/"),
    ):
        maren.page.goto(path)
        look(maren.page, name)


def test_signing_in_afresh_and_a_wrong_password(
    site: Stage, person: Meet, visitor: Open, look: Look
) -> None:
    maren = person("Maren")
    sign_up(site, maren)
    maren.page = visitor()
    maren.page.goto("/account/login/")
    maren.page.get_by_label("E-mail").fill(maren.address)
    maren.page.get_by_label("Password").fill("not this one at all")
    press(maren.page, "Sign in")
    expect(maren.page.get_by_role("alert")).to_be_visible()
    look(maren.page, "sign-in-wrong")
    sign_in(maren)
    expect(maren.page.get_by_role("navigation", name="Main")).to_be_visible()
