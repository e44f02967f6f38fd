"""Typical cases for everybody."""

from django.http import HttpResponse

from qingzhi.base.pages.access import open_to_public
from qingzhi.base.pages.request import PageRequest

from ...queries.publicity import typical_cases as published
from ..listings.campaigns import TypicalListing


@open_to_public
def typical_cases(request: PageRequest) -> HttpResponse:
    """What was published."""
    return TypicalListing(request, published()).respond("enforcement/public/typical.html", {})
