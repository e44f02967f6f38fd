"""What everybody may check: which draws were bound and made, and the same calculation by hand."""

from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render

from qingzhi.base.pages.access import open_to_public
from qingzhi.base.pages.request import PageRequest

from ..access import public_rounds
from ..forms import CalculateForm
from ..listings import title_of
from ..models import Round
from ..queries.draws import draw_record, recomputed
from ..rules.draw import draw_key, ordered, place

MOST = 2_000


@open_to_public
def draws(request: PageRequest) -> HttpResponse:
    """The rounds whose seed is bound."""
    return render(request, "scoring/public/draws.html", {"rounds": public_rounds().select_related("body")[:200]})


@open_to_public
def draw(request: PageRequest, code: str) -> HttpResponse:
    """One round's draws, recomputed on the spot."""
    found = _found(code)
    record = draw_record(found)
    checks = recomputed(record)
    titles = {one["code"]: one["title"] for one in record["groups"]}
    rows = [(one, _told(one, titles)) for one in record["draws"]]
    first = record["groups"][0]["code"] if record["groups"] else ""
    numbers = " ".join(one["number"] for one in record["candidates"])
    out = " ".join(record["draws"][0]["excluded"].get(first, ())) if record["draws"] else ""
    context = {
        "round": found, "record": record, "checks": checks, "holds": all(ok for _, ok, _ in checks), "draws": rows,
        "prefilled": {"purpose": first, "numbers": numbers, "excluded": out},
    }  # fmt: skip
    return render(request, "scoring/public/draw.html", context)


@open_to_public
def draw_json(request: PageRequest, code: str) -> HttpResponse:
    """The same as data, for one's own program."""
    return JsonResponse(draw_record(_found(code)), json_dumps_params={"ensure_ascii": False, "indent": 1})


@open_to_public
def calculate(request: PageRequest) -> HttpResponse:
    """The order of a draw from numbers that anybody types in; nothing is kept."""
    form = CalculateForm(request.GET) if "seed" in request.GET else CalculateForm()
    rows: list[tuple[int, str, str, bool]] = []
    key = ""
    if form.is_bound and form.is_valid():
        asked = form.cleaned_data
        key = draw_key(asked["seed"].strip(), asked["public_number"].strip(), asked["digest"].strip())
        numbers = sorted(set(asked["numbers"].split()))[:MOST]
        out = set(asked["excluded"].split())
        purpose = asked["purpose"].strip()
        rows = [
            (index, one, place(key, purpose, one), one in out)
            for index, one in enumerate(ordered(key, purpose, numbers), 1)
        ]
    return render(request, "scoring/public/calculate.html", {"form": form, "rows": rows, "key": key})


def _found(code: str) -> Round:
    return get_object_or_404(public_rounds().select_related("body"), code=code)


def _told(one: dict[str, Any], titles: dict[str, str]) -> list[tuple[str, list[str], list[tuple[str, str]]]]:
    """By group: who was drawn, who was left out and why."""
    return [
        (
            _called(purpose, titles),
            numbers,
            [(number, "、".join(map(title_of, why))) for number, why in one["excluded"].get(purpose, {}).items()],
        )
        for purpose, numbers in one["drawn"].items()
    ]


def _called(purpose: str, titles: dict[str, str]) -> str:
    """A group by its code and title, one entry of it by its number too: what is reckoned with stays readable."""
    code, _, number = purpose.partition("#")
    return f"{purpose}（{titles.get(code, code)}{f'，只评第 {number} 项' if number else ''}）"
