"""What a mail is: plain text, to one address."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Letter:
    """One plain-text mail."""

    to: str
    subject: str
    body: str
