"""The public page where anybody can check an issued document; it shows no personal data."""

import hashlib

from django.core.cache import cache
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.crypto import salted_hmac

from qingzhi.base.pages.access import open_to_public

from ..forms import VerifyForm
from ..queries import verdict_on

TRIES, SECONDS = 20, 300  # for one address; the code has 27 thousand million values
LARGEST = 50 * 1024 * 1024


@open_to_public
def verify(request: HttpRequest, code: str = "") -> HttpResponse:
    """Ask for a code, or answer for one; a printed QR code leads to /verify/CODE."""
    given = request.POST if request.method == "POST" else {"code": code or request.GET.get("code", "")}
    if not given.get("code") and request.method != "POST":
        return render(request, "documents/verify.html", {"form": VerifyForm()})
    if _too_many(request):
        words = "核验次数过多，请五分钟后再试。"
        return render(request, "documents/verify.html", {"form": VerifyForm(), "refusal": words}, status=429)
    form = VerifyForm(given, request.FILES or None)
    if not form.is_valid():
        return render(request, "documents/verify.html", {"form": form})
    file = form.cleaned_data.get("file")
    if file is not None and file.size > LARGEST:
        form.add_error("file", "文件超过 50 MB，不能核验")
        return render(request, "documents/verify.html", {"form": form})
    verdict = verdict_on(form.cleaned_data["code"], _sha256(file) if file else "")
    return render(request, "documents/verify.html", {"form": VerifyForm(), "verdict": verdict})


def _sha256(file: UploadedFile) -> str:
    hasher = hashlib.sha256()
    for part in file.chunks():
        hasher.update(part)
    return hasher.hexdigest()


def _too_many(request: HttpRequest) -> bool:
    """Count the tries of an address; the address itself is not kept."""
    address = salted_hmac("documents.verify", request.META.get("REMOTE_ADDR", "")).hexdigest()
    key = f"documents.verify.{address}"
    if cache.add(key, 1, SECONDS):
        return False
    try:
        return cache.incr(key) > TRIES
    except ValueError:
        return False
