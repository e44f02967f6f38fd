"""Series of numbers as reference data."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.db import transaction

from qingzhi.base.audit.actions import changed, record
from qingzhi.base.identity.models import Body
from qingzhi.base.permits import Actor, require

from ..models import DocumentSeries
from ..refusals import SeriesWrong
from ..rules.numbering import DocumentNumber, MalformedNumber
from ..terms import NumberForm


@transaction.atomic
def load_series(*, actor: Actor, rows: Iterable[Mapping[str, str]]) -> tuple[int, int]:
    """Load rows (code, title, prefix, form, body, retired_on); returns (created, updated). Twice changes nothing.

    A prefix that has given numbers already stays as it is: a new prefix is a new series.
    """
    require(actor, "documents.series.manage")
    created = updated = 0
    for number, row in enumerate(rows, 2):
        values = _read(row, number)
        found = DocumentSeries.objects.filter(code=row["code"]).first()
        if found is None:
            DocumentSeries.objects.create(code=row["code"], **values)
            created += 1
            continue
        changes = changed(found, **values)
        if "prefix" in changes and found.documents.exists():
            raise SeriesWrong(f"系列表第 {number} 行：“{found.code}”已经发文，机关代字不能更改，请另立系列")
        if changes:
            found.save()
            updated += 1
    if created or updated:
        record(actor, "documents.load_series", reason=f"新增 {created} 个，更新 {updated} 个")
    return created, updated


def _read(row: Mapping[str, str], number: int) -> dict[str, object]:
    try:
        form = NumberForm(row.get("form") or NumberForm.NUMBER)
        if form is NumberForm.NUMBER:
            DocumentNumber(row["prefix"], 2000, 1)
        body = Body.objects.get(code=row["body"]) if row.get("body") else None
        retired_on = date.fromisoformat(row["retired_on"]) if row.get("retired_on") else None
    except (KeyError, ValueError, MalformedNumber, Body.DoesNotExist) as error:
        raise SeriesWrong(f"系列表第 {number} 行有误：{error}") from error
    prefix = row.get("prefix", "")
    return {"title": row["title"], "prefix": prefix, "form": form.value, "body": body, "retired_on": retired_on}
