"""What the account pages ask of templates."""

from django import template

register = template.Library()


@register.filter
def veiled(address: str) -> str:
    """An address as its owner knows it again, and somebody looking on does not."""
    name, _at, host = str(address).partition("@")
    return f"{name[:1]}•••••@{host}"
