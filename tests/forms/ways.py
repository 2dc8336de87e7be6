"""What has to happen before a form can be sent. Each answers with what the form then holds."""

from typing import Any

from apps.commitments.models import Entry
from apps.core.person import as_person
from apps.spaces.roles import Role
from apps.spaces.services import invitations
from tests import cast
from tests.cast import PASSWORD
from tests.world import NOW


def address_of_dora(scene: Any) -> dict[str, Any]:
    """Her address, for the sign-in page."""
    return {"login": scene.world.people["dora"].email}


def email_of_dora(scene: Any) -> dict[str, Any]:
    """Her address, for the page that sends a code."""
    return {"email": scene.world.people["dora"].email}


def asked_again(scene: Any) -> dict[str, Any]:
    """The password was typed once more."""
    scene.go("account_reauthenticate", {"password": PASSWORD})
    return {}


def signed_up(scene: Any) -> dict[str, Any]:
    """A code was sent to somebody new."""
    scene.go("account_signup", {
        "display_name": "Frida", "email": "frida@mail.example", "password1": PASSWORD,
        "time_zone": "Europe/Berlin",
    })  # fmt: skip
    return {"code": scene.code()}


def asked_for_reset(scene: Any) -> dict[str, Any]:
    """A code for a new password was sent."""
    scene.go("account_reset_password", email_of_dora(scene))
    return {"code": scene.code()}


def may_choose_password(scene: Any) -> dict[str, Any]:
    """That code was typed in."""
    scene.go("account_confirm_password_reset_code", asked_for_reset(scene))
    return {}


def dora_asked(scene: Any) -> dict[str, Any]:
    """dora made a link that nobody has answered."""
    scene.go("spaces:invite", {"name": "Dora", "role": "none", "words": ""})
    return {}


def paused(scene: Any) -> dict[str, Any]:
    """Nothing falls due."""
    scene.go("spaces:pause", {})
    return {}


def bob_closed(scene: Any) -> dict[str, Any]:
    """bob has closed it; alice finds that."""
    scene.go("spaces:close", {}, who="bob")
    return {}


def _ticket_for_dora(scene: Any) -> invitations.Ticket:
    person = scene.guests["greta"] = cast.make_person("greta", now=NOW)
    with as_person(person.pk):
        ticket = invitations.invite(
            person_id=person.pk, name="Greta", role=Role.NONE, words="", now=NOW
        )
    scene.guests["token"] = ticket.token
    return ticket


def used_by_another(scene: Any) -> None:
    """Somebody else said yes to greta first."""
    other = cast.make_person("henri", now=NOW)
    with as_person(other.pk):
        invitations.accept(
            token=scene.guests["token"], person_id=other.pk, name="Henri", role=Role.NONE, now=NOW
        )


def greta_takes_back(scene: Any) -> None:
    """greta took her invitation back."""
    with as_person(scene.guests["greta"].pk):
        invitations.take_back(person_id=scene.guests["greta"].pk)


def code_for_dora(scene: Any) -> dict[str, Any]:
    """Somebody read a code aloud to dora."""
    return {"code": _ticket_for_dora(scene).code}


def link_for_dora(scene: Any) -> dict[str, Any]:
    """Somebody gave dora a link."""
    return {"ids": {"token": _ticket_for_dora(scene).token}}


def rested(scene: Any) -> dict[str, Any]:
    """alice let it rest."""
    scene.go("commitments:rest", {}, pk=scene.world.ids["commitment"]["alice"])
    return {}


def unstepped(scene: Any) -> dict[str, Any]:
    """What to do about it was not said yet."""
    with cast.acting(scene.world.people["alice"]) as here:
        entry = Entry.objects.in_space(here.space.pk).get(pk=scene.world.ids["entry"]["alice"])
        entry.next_step = None
        entry.save(update_fields=["next_step"])
    return {}


def stepped(scene: Any) -> dict[str, Any]:
    """It was said: the row offers the line."""
    return {}


def entry_open(scene: Any) -> dict[str, Any]:
    """The entry's page is open and knows which version it shows."""
    page = scene.go("reflections:entry", entry_id=scene.world.ids["journal"]["alice"]).page
    return {"seen": page.held("seen").pop()}


def effect_due(scene: Any) -> dict[str, Any]:
    """The question is asked now and then: it stands on the page that is drawn again."""
    return {}
