"""Which question an address means."""

from django.http import Http404

from apps.reflections.rules.scale import Kind
from apps.reflections.services.words import PATHS, kinds_for
from apps.spaces.here import Here


def kind_of(here: Here, path: str) -> Kind:
    """The question that an address means; without a path the first one for the role."""
    if not path:
        return kinds_for(here.role)[0]
    if path not in PATHS:
        raise Http404
    return PATHS[path]
