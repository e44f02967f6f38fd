"""How a browser holds the code of its complaint: in a signed cookie of its own, so that the server keeps no trace of who asks."""

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.crypto import salted_hmac

from qingzhi.engine.procedures.models import Case

from ...models import Complaint

NAME, SALT, KEPT, PATH = "qz_complaint", "enforcement.complaint", 3600, "/complaints/"


def held_complaint(request: HttpRequest) -> Complaint | None:
    """The complaint whose code this browser holds; None where it holds none or has held it too long."""
    code = request.get_signed_cookie(NAME, default="", salt=SALT, max_age=KEPT)
    if not code:
        return None
    rows = Complaint.objects.select_related("case__body__region", "case__owner")
    return rows.filter(case__receipt_code=code).first()


def let_hold(response: HttpResponseBase, code: str, *, secure: bool) -> None:
    """Let the browser hold a code for an hour, for the pages of complaints alone."""
    response.set_signed_cookie(
        NAME, code, salt=SALT, max_age=KEPT, path=PATH, httponly=True, secure=secure, samesite="Strict"
    )


def let_go(response: HttpResponseBase) -> None:
    response.delete_cookie(NAME, path=PATH, samesite="Strict")


def open_follow_page(request: HttpRequest, case: Case) -> HttpResponse:
    """Whoever gave the code at the page of progress goes on to the complaint's own page."""
    response = redirect("enforcement:follow")
    let_hold(response, case.receipt_code, secure=request.is_secure())
    return response


def too_many(request: HttpRequest, what: str, tries: int, seconds: int) -> bool:
    """Count one try of an address; the address itself is not kept."""
    address = salted_hmac(f"enforcement.{what}", request.META.get("REMOTE_ADDR", "")).hexdigest()
    key = f"enforcement.{what}.{address}"
    if cache.add(key, 1, seconds):
        return False
    try:
        return cache.incr(key) > tries
    except ValueError:
        return False
