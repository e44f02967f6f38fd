"""Methods of evaluation at the desk: reading, publishing, scoring by them, drafting the next version."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from qingzhi.base import clock
from qingzhi.base.audit.queries import entries_of
from qingzhi.base.pages.access import desk
from qingzhi.base.pages.acting import acted
from qingzhi.base.pages.forms import PageForm
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.permits import check

from ...access.evaluation import visible_evaluations, visible_methods
from ...actions.evaluation_methods import draft_method, publish_method
from ...actions.evaluation_scores import compute_scores
from ...forms.evaluation import ComputeForm, NextMethodForm, weights_given, year_before
from ...queries.evaluation_methods import how_told, judged_and_torn, method_lines, weights_of


@desk("metrics.evaluation.view")
def method(request: PageRequest, method_id: int) -> HttpResponse:
    """One method with its versions and what was scored by it."""
    found = get_object_or_404(visible_methods(request.actor), pk=method_id)
    judged, torn = judged_and_torn(found)
    context = {
        "method": found,
        "lines": method_lines(found),
        "how": how_told(found),
        "torn": torn,
        "judged": judged,
        "evaluations": visible_evaluations(request.actor).filter(method=found).order_by("-period", "-pk"),
        "versions": visible_methods(request.actor).filter(version__scheme=found.version.scheme_id).exclude(pk=found.pk),
        "may_publish": not found.is_published and check(request.actor, "metrics.evaluation.publish"),
        "may_score": found.is_published and check(request.actor, "metrics.evaluation.score"),
        "entries": list(entries_of(found)[:20]),
    }
    return render(request, "metrics/evaluation/method.html", context)


@desk("metrics.evaluation.publish")
def publish(request: PageRequest, method_id: int) -> HttpResponse:
    """Confirm that the method becomes public and stands."""
    found = get_object_or_404(visible_methods(request.actor), pk=method_id)
    return acted(
        request,
        template="metrics/evaluation/form.html",
        title=f"公布“{found}”的评价办法",
        form=PageForm(request.POST or None),
        do=lambda form: publish_method(actor=request.actor, method=found),
        to=lambda done: reverse("metrics:method", args=[done.pk]),
        success="评价办法已公布，可以据此评价",
        cancel_url=reverse("metrics:method", args=[found.pk]),
        note="公布后任何人都能看到指标、权重和计算方法，不能再改；如有调整须另立新版本。公布以前不能评价。",
        submit="公布",
        parent=found,
    )


@desk("metrics.evaluation.score")
def compute(request: PageRequest, method_id: int) -> HttpResponse:
    """Score a period."""
    found = get_object_or_404(visible_methods(request.actor), pk=method_id)
    return acted(
        request,
        template="metrics/evaluation/form.html",
        title=f"按“{found}”评价一个时期",
        form=ComputeForm(request.POST or None, initial={"period": year_before(clock.today())}),
        do=lambda form: compute_scores(actor=request.actor, method=found, period=form.cleaned_data["period"]),
        to=lambda done: reverse("metrics:evaluation_ranks", args=[done.pk]),
        success="评价已完成",
        cancel_url=reverse("metrics:method", args=[found.pk]),
        note="得分由已冻结的数据算出；没有冻结或没有数据的指标不计入并注明。算出后不能改写，更正须说明理由并另存一版。",
        submit="评价",
        parent=found,
    )


@desk("metrics.evaluation.prepare")
def draft(request: PageRequest, method_id: int) -> HttpResponse:
    """The next version with the weights that the address gives."""
    found = get_object_or_404(visible_methods(request.actor), pk=method_id)
    laid_down = weights_of(found)
    given = weights_given(request.GET, {f"w-{code}": code for code in laid_down})
    moved = [(code, laid_down[code], value) for code, value in given.items() if value != laid_down[code]]
    titles = dict(found.version.criteria.values_list("code", "title"))
    return acted(
        request,
        template="metrics/evaluation/form.html",
        title=f"拟订“{found}”的新版本",
        form=NextMethodForm(request.POST or None),
        do=lambda form: draft_method(actor=request.actor, former=found, weights=given, **form.cleaned_data),
        to=lambda done: reverse("metrics:method", args=[done.pk]),
        success="新版本已拟订，公布后施行",
        cancel_url=reverse("metrics:method", args=[found.pk]),
        note="现行版本到新版本施行之日止；按现行版本已作的评价不变。各级权重合计须为 100。",
        changes=[(titles[code], before, after) for code, before, after in moved],
        submit="拟订",
        parent=found,
    )
