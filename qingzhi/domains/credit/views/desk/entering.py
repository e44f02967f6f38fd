"""Entering results of others, proposing findings, matching archives with the register."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from qingzhi.base.identity.models import Body
from qingzhi.base.pages.access import desk
from qingzhi.base.pages.request import PageRequest

from ... import actions
from ...access import visible_archives
from ...forms import MatchForm, ProposeForm, ResultForm
from ...models import Archive, Entry
from ...refusals import ValueNotValid
from ...terms import EntryKind, Severity
from .acting import acted, found_archive, party_by_code


@desk("credit.handle")
def new_result(request: PageRequest) -> HttpResponse:
    """Enter an effective result of another authority."""
    back = reverse("credit:archives")
    return acted(
        request, title="登记生效结果", form=ResultForm(request.POST or None), cancel_url=back, submit="归档",
        do=lambda form: _record(request, form.cleaned_data), success="已归档",
        to=lambda made: reverse("credit:archive", args=[made.archive_id]),
    )  # fmt: skip


@desk("credit.handle")
def propose_on_entry(request: PageRequest, entry_id: int) -> HttpResponse:
    """Begin a finding on an entry."""
    rows = Entry.objects.filter(archive__in=visible_archives(request.actor)).select_related("archive")
    entry = get_object_or_404(rows, pk=entry_id)
    initial = {
        "conduct": entry.proposed,
        "facts": f"{entry.authority}{entry.number}：{entry.violation}。{entry.content}",
    }
    return _propose(request, ProposeForm(request.POST or None, initial=initial), entry.archive, entry=entry)


@desk("credit.handle")
def propose(request: PageRequest, archive_id: int) -> HttpResponse:
    """Begin a finding on facts alone."""
    archive = found_archive(request, archive_id)
    return _propose(request, ProposeForm(request.POST or None), archive, archive=archive)


@desk("credit.handle")
def match(request: PageRequest, archive_id: int) -> HttpResponse:
    """Say to which party of the register an archive belongs."""
    found = found_archive(request, archive_id)
    if found.party_id is not None or found.is_person:
        raise Http404
    return acted(
        request, title=f"核对主体：{found.name}", form=MatchForm(request.POST or None), submit="核对无误，归入",
        do=lambda form: actions.match_archive(
            actor=request.actor, archive=found, party=party_by_code(form.cleaned_data["credit_code"]),
            reason=form.cleaned_data["reason"],
        ),
        to=lambda made: reverse("credit:archive", args=[made.pk]), success="已归入该主体的档案",
        cancel_url=reverse("credit:archive", args=[found.pk]),
    )  # fmt: skip


def _record(request: PageRequest, data: dict[str, Any]) -> Entry:
    code, person = data.pop("credit_code").strip(), data["person"].strip()
    if bool(code) == bool(person):
        raise ValueNotValid("单位填代码、自然人填姓名，二者填一", "credit_code")
    kind, severity = EntryKind(data.pop("kind")), Severity(data.pop("severity"))
    party = party_by_code(code) if code else None
    return actions.record_result(actor=request.actor, kind=kind, severity=severity, party=party, **data)


def _propose(request: PageRequest, form: ProposeForm, about: Archive, **on: Any) -> HttpResponse:
    body = get_object_or_404(Body.objects.select_related("region"), pk=request.actor.body_id or 0)
    return acted(
        request, title=f"启动失信认定：{about.name}", form=form, submit="启动认定", success="已启动，请核对后告知当事人",
        do=lambda one: actions.propose_listing(actor=request.actor, body=body, **on, **one.cleaned_data),
        to=lambda made: f"/cases/{made.case_id}/", cancel_url=reverse("credit:archive", args=[about.pk]),
    )  # fmt: skip
