"""The register of bodies, which system administrators keep: names, and who succeeds whom."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from qingzhi.base.audit.queries import entries_of
from qingzhi.base.pages.access import desk
from qingzhi.base.pages.components import Entry
from qingzhi.base.pages.request import PageRequest

from .. import actions
from ..forms import BodyForm, RenameForm, SuccessionForm
from ..listings import BodyListing, period_state
from ..models import Body
from ..queries import inherited_by, successions_of
from .asking import ask, confirm

BODIES = "identity.body.manage"


@desk(BODIES)
def bodies(request: PageRequest) -> HttpResponse:
    rows = Body.objects.select_related("region").distinct()
    return BodyListing(request, rows).respond("identity/bodies.html")


@desk(BODIES)
def body(request: PageRequest, pk: int) -> HttpResponse:
    """One body: names that it bore, whom it followed and who followed it."""
    found = _body(pk)
    context = {
        "body": found,
        "state": period_state(found),
        "former_names": found.former_names.order_by("valid_to"),
        "timeline": _timeline(found),
        "planned": _planned(found),
        "entries": entries_of(found)[:20],
    }
    return render(request, "identity/body.html", context)


@desk(BODIES)
def establish_body(request: PageRequest) -> HttpResponse:
    return ask(
        request,
        BodyForm(request.POST or None),
        lambda data: reverse("identity:body", args=[actions.establish_body(actor=request.actor, **data).pk]),
        title="登记单位",
        submit="登记",
        done="单位已登记。",
        back=reverse("identity:bodies"),
    )


@desk(BODIES)
def rename_body(request: PageRequest, pk: int) -> HttpResponse:
    found = _body(pk)
    form = RenameForm(request.POST or None, initial={"name": found.name, "short_name": found.short_name})

    def run(data: dict) -> None:
        actions.rename_body(actor=request.actor, body=found, **data)

    return ask(
        request,
        form,
        run,
        title=f"{found.short_name}更名",
        submit="更名",
        done="单位已更名，原名称列为曾用名。",
        back=reverse("identity:body", args=[pk]),
    )


@desk(BODIES)
def succeed_body(request: PageRequest, pk: int) -> HttpResponse:
    found = _body(pk)

    def run(data: dict) -> None:
        actions.succeed_body(actor=request.actor, predecessor=found, **data)

    return confirm(
        request,
        SuccessionForm(request.POST or None, body=found),
        run,
        title=f"{found.name}的职责承继",
        submit="办理承继",
        done="承继已登记；到承继日期，未办结的工作移交承继单位。",
        back=reverse("identity:body", args=[pk]),
        consequences=[
            "未办结的工作自承继日期起归承继单位",
            "已办结的仍记在原单位名下",
            f"整体承继的，{found.short_name}自承继日期起撤销，岗位同日离任，人员须在承继单位重新任命",
            "承继日期未到的，可以再次登记以调整日期；到期由系统自动办理",
        ],
    )


def _body(pk: int) -> Body:
    found = Body.objects.select_related("region", "parent").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _planned(body: Body) -> list[str]:
    """What is to come, in words."""
    to_come = [row.told for row in successions_of(body) if not row.is_carried_out]
    return to_come + [row.told_of_successor for row in inherited_by(body) if not row.is_carried_out]


def _timeline(body: Body) -> list[Entry]:
    """Whom it followed, who followed it, and its names, in order of time."""
    found = [
        Entry(row.on, row.predecessor.name, f"职责由{body.short_name}承继", row.basis)
        for row in inherited_by(body)
        if row.is_carried_out
    ]
    found += [
        Entry(row.on, body.name, f"职责由{row.successor.name}承继", row.basis)
        for row in successions_of(body)
        if row.is_carried_out
    ]
    found += [Entry(row.valid_to, row.name, "更名，此前用此名称") for row in body.former_names.all() if row.valid_to]
    return sorted(found, key=lambda entry: entry.at)
