"""The sandbox of weights: a page that changes nothing, with or without scripts."""

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from qingzhi.base.pages.access import desk
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.permits import check

from ...access.evaluation import visible_evaluations
from ...forms.evaluation import weights_given
from ...queries.evaluation_sandbox import Sandbox


@desk("metrics.evaluation.view")
def sandbox(request: PageRequest, evaluation_id: int) -> HttpResponse:
    """The places with other weights beside those that stand; nothing is written."""
    found = get_object_or_404(visible_evaluations(request.actor), pk=evaluation_id)
    box = Sandbox(found)
    given = weights_given(request.GET, {one.name: one.code for one in box.weights({})})
    weights = box.weights(given)
    moved = [one for one in weights if one.is_moved]
    rows = box.moved(given)
    query = urlencode([(one.name, f"{one.given.normalize():f}") for one in moved])
    context = {
        "evaluation": found,
        "method": found.method,
        "weights": weights,
        "moved": moved,
        "rows": rows,
        "swing": box.swing,
        "changed": sum(1 for one in rows if one.rose),
        "uneven": box.adds_up(given),
        "draft_url": f"{reverse('metrics:draft_method', args=[found.method_id])}?{query}"
        if moved and check(request.actor, "metrics.evaluation.prepare")
        else "",
    }
    return render(request, "metrics/evaluation/sandbox.html", context)
