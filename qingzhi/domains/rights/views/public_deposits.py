"""The public page where anybody verifies a deposit: the file stays in the browser, only its hashes come here."""

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.crypto import salted_hmac

from qingzhi.base.pages.access import open_to_public

from ..forms.deposits import VerifyDepositForm
from ..queries.deposits import judge
from ..rules.fingerprints import normal_hash

TRIES, SECONDS = 30, 300  # for one address: numbers run on, so they must not be read out one after another


@open_to_public
def verify_deposit(request: HttpRequest, code: str = "") -> HttpResponse:
    """Ask for what is in hand, or answer; a printed QR code leads to /rights/verify/CODE."""
    page = "rights/deposit_verify.html"
    if request.method != "POST" and not code:
        return render(request, page, {"form": VerifyDepositForm()})
    if _too_many(request):
        return render(
            request, page, {"form": VerifyDepositForm(), "refusal": "核验次数过多，请五分钟后再试。"}, status=429
        )
    given = request.POST if request.method == "POST" else {"asked": code}
    form = VerifyDepositForm(given, request.FILES or None)
    if not form.is_valid():
        return render(request, page, {"form": form})
    found = form.cleaned_data
    wrong = [name for name in ("sha256", "sm3") if found[name] and not normal_hash(found[name])]
    for name in wrong:
        form.add_error(name, "应是 64 位十六进制数，请重新选择文件计算")
    if wrong:
        return render(request, page, {"form": form})
    token = found["token"].read() if found["token"] else b""
    verdict = judge(
        asked=found["asked"], sha256=normal_hash(found["sha256"]), sm3=normal_hash(found["sm3"]), token=token
    )
    again = VerifyDepositForm(initial={"asked": found["asked"]})
    return render(request, page, {"form": again, "verdict": verdict})


def _too_many(request: HttpRequest) -> bool:
    """Count the tries of an address; the address itself is not kept."""
    address = salted_hmac("rights.deposits.verify", request.META.get("REMOTE_ADDR", "")).hexdigest()
    key = f"rights.deposits.verify.{address}"
    if cache.add(key, 1, SECONDS):
        return False
    try:
        return cache.incr(key) > TRIES
    except ValueError:
        return False
