"""Pages of the today app."""

from django.http import Http404, HttpRequest, HttpResponse

from apps.core.decorators import Access, access


@access(Access.SELF)
def home(request: HttpRequest) -> HttpResponse:
    """Comes next."""
    raise Http404
