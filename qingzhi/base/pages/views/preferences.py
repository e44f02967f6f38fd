"""The reader's preferences: theme and size of print, kept in cookies so that the server renders them without a flash."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from ..access import open_to_public

CHOICES = {"theme": ("auto", "light", "dark"), "size": ("m", "xl")}
YEAR = 365 * 24 * 3600


@open_to_public
@require_POST
def preferences(request: HttpRequest) -> HttpResponse:
    """Set what was chosen and return to the page that it was chosen on."""
    response = HttpResponseRedirect(same_site_path(request.POST.get("next", "")))
    for name, allowed in CHOICES.items():
        value = request.POST.get(name)
        if value in allowed:
            response.set_cookie(name, value, max_age=YEAR, samesite="Lax", secure=request.is_secure(), httponly=True)
    return response


def same_site_path(address: str) -> str:
    """The address when it is a path of this site, else the first page."""
    is_path = address.startswith("/") and not address.startswith("//") and "\\" not in address
    plain = not any(ord(letter) < 32 for letter in address) and len(address) < 4000
    if is_path and plain and url_has_allowed_host_and_scheme(address, allowed_hosts=None):
        return address
    return "/"
