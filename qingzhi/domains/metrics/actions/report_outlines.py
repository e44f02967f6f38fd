"""Keeping outlines of reports: those that come with the house, dated versions of them."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import transaction

from qingzhi.base.audit.actions import changed, record
from qingzhi.base.permits import Actor, require

from ..models import Indicator, ReportOutline
from ..refusals.report import OutlineFaulty
from ..rules.report_outlines import SPANS, OutlineNotUnderstood, read_outline

ABOUT = ("code", "name", "span", "position", "valid_from", "valid_to", "source")


@transaction.atomic
def load_outlines(*, actor: Actor, specs: Iterable[Mapping[str, Any]]) -> int:
    """Load outlines with what they say of themselves; how many are new or changed.

    One that says something else from another day on is a version of its own and ends the former; an outline of the same day
    is brought up to date.
    """
    require(actor, "metrics.indicator.manage")
    known = set(Indicator.objects.values_list("code", flat=True))
    touched = 0
    for given in specs:
        spec = {name: value for name, value in given.items() if name not in ABOUT}
        touched += _load(actor, given, spec, known)
    return touched


def _load(actor: Actor, given: Mapping[str, Any], spec: dict[str, Any], known: set[str]) -> bool:
    code, since = str(given["code"]), _day(given["valid_from"])
    try:
        read_outline(spec, known)
    except OutlineNotUnderstood as error:
        raise OutlineFaulty(f"报告大纲“{code}”：{error}") from None
    if given["span"] not in SPANS:
        raise OutlineFaulty(f"报告大纲“{code}”：时期应是 {'、'.join(SPANS)} 之一")
    later = ReportOutline.objects.filter(code=code, valid_from__gt=since).order_by("valid_from").first()
    values = {
        "name": str(given["name"]),
        "span": str(given["span"]),
        "spec": spec,
        "source": str(given["source"]),
        "position": int(given.get("position", 0)),
        "valid_to": _day(given["valid_to"]) if given.get("valid_to") else later and later.valid_from,
    }
    row = ReportOutline.objects.select_for_update().filter(code=code, valid_from=since).first()
    if row is None:
        ReportOutline.objects.filter(code=code, valid_to=None, valid_from__lt=since).update(valid_to=since)
        row, changes = ReportOutline(code=code, valid_from=since, **values), {"code": ("", code)}
    else:
        changes = changed(row, **values)
        if not changes:
            return False
        changes = {name: pair for name, pair in changes.items() if name != "spec"}
    row.save()
    record(actor, "metrics.load_outline", row, changes=changes)
    return True


def _day(value: Any) -> date:
    return value if isinstance(value, date) else date.fromisoformat(str(value))
