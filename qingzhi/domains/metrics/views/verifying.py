"""Verifying a printed figure by its code, for everybody: what it says, of what, since when, and what was revised."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from qingzhi.base.pages.access import open_to_public
from qingzhi.base.permits import check

from ..forms.frozen import CodeForm
from ..queries.frozen import figure_by_code
from ..queries.frozen_words import may_be_public, region_name, slices_in_words, turns_of, words_of_figure
from ..rules.figure_codes import written

VIEW = "metrics.statistic.view"


@open_to_public
@require_safe
def ask(request: HttpRequest) -> HttpResponse:
    """A field for the code; a right one leads to the figure."""
    form = CodeForm(request.GET if "code" in request.GET else None)
    if form.is_bound and form.is_valid():
        return redirect("metrics:verify", written(form.cleaned_data["code"]))
    return render(request, "metrics/frozen/ask.html", {"form": form})


@open_to_public
@require_safe
def verify(request: HttpRequest, code: str) -> HttpResponse:
    """The figure that was printed with this code, as it stands and as it was revised."""
    found = figure_by_code(code)
    if found is None:
        form = CodeForm({"code": code})
        if form.is_valid():
            form.add_error("code", "没有这个核验码对应的数，请对照原件核对")
        return render(request, "metrics/frozen/ask.html", {"form": form}, status=404)
    actor = getattr(request, "actor", None)
    turns = turns_of(found)
    context = {
        "figure": found,
        "region": region_name(found.region_code),
        "words": words_of_figure(found),
        "slice": slices_in_words([found]).get(found.pk, ""),
        "turns": turns,
        "newest": turns[-1].figure,
        "is_open": all(may_be_public(one.figure) for one in turns),
        "may_open": actor is not None and bool(check(actor, VIEW)),
    }
    return render(request, "metrics/frozen/verify.html", context)
