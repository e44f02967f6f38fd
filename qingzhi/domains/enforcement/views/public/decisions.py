"""Published decisions for everybody."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from qingzhi.base.pages.access import open_to_public
from qingzhi.base.pages.request import PageRequest

from ...queries.publicity import public_decisions
from ..listings.publicity import PublicDecisionListing


@open_to_public
@require_safe
def decisions(request: PageRequest) -> HttpResponse:
    """What is public, and what was withdrawn."""
    return PublicDecisionListing(request, public_decisions()).respond("enforcement/public/decisions.html")
