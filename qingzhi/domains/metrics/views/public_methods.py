"""Methods of evaluation for everybody: public before anybody is scored by them."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from qingzhi.base.pages.access import open_to_public
from qingzhi.base.pages.request import PageRequest

from ..access.evaluation import public_methods
from ..queries.evaluation_methods import how_told, judged_parts, method_lines


@open_to_public
def methods(request: PageRequest) -> HttpResponse:
    """Every method that was published, the newest version of each kind first."""
    rows = public_methods().order_by("kind", "-version__valid_from")
    return render(request, "metrics/evaluation/public_methods.html", {"methods": rows})


@open_to_public
def method(request: PageRequest, method_id: int) -> HttpResponse:
    """One method: its tree, weights, what each leaf measures and how it becomes points."""
    found = get_object_or_404(public_methods(), pk=method_id)
    context = {"method": found, "lines": method_lines(found), "judged": judged_parts(found), "how": how_told(found)}
    return render(request, "metrics/evaluation/public_method.html", context)
