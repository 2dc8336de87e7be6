"""What is asked, in words, and of whom which question comes first (measurement 2.4)."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from apps.reflections.rules.scale import Kind
from apps.spaces.roles import Role

# The path of each question. A history list tells nothing (threat row 22).
PATHS = {"day": Kind.FELT, "footing": Kind.STEADY}


@dataclass(frozen=True)
class Question:
    """One question as it stands on the page."""

    kind: Kind
    path: str
    asked: str
    hint: str


def kinds_for(role: Role) -> tuple[Kind, ...]:
    """The questions offered to a role, the first one asked. Any path stays open to anyone."""
    if role is Role.REPAIRING:
        return (Kind.STEADY,)
    return (Kind.FELT,) if role is Role.INJURED else (Kind.FELT, Kind.STEADY)


def path_of(kind: Kind) -> str:
    """The part of the address that stands for a kind."""
    return {held: path for path, held in PATHS.items()}[kind]


def question(kind: Kind, partner: str) -> Question:
    """The question with the other's name, or without one for somebody alone."""
    asked = _felt(partner) if kind is Kind.FELT else _steady(partner)
    hint = (
        _("Safe means at ease, without having to be on guard. No answer is the right one, "
          "and nobody but you sees it.")
        if kind is Kind.FELT
        else _("Steady means that you could hear hard things and stay. It is for you alone, "
               "and it proves nothing to anybody.")
    )  # fmt: skip
    return Question(kind, path_of(kind), asked, hint)


def heading(kind: Kind) -> str:
    """The heading of the drawing."""
    return _("How safe it felt") if kind is Kind.FELT else _("How steady you were")


def _felt(partner: str) -> str:
    if not partner:
        return _("Looking back over the whole day, how safe did it feel?")
    asked = _("Looking back over the whole day, how safe did it feel with %(name)s?")
    return asked % {"name": partner}


def _steady(partner: str) -> str:
    if not partner:
        return _("Looking back over the whole day, how steady were you?")
    asked = _("Looking back over the whole day, how steady were you with %(name)s?")
    return asked % {"name": partner}
