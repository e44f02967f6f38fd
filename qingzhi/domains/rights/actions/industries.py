"""The plan's industries and their concordance as data, and the classification of rights by it, in ranges of ids."""

import time
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.db import transaction
from django.db.models import Max, Min

from qingzhi.base import clock
from qingzhi.base.audit.actions import record
from qingzhi.base.permits import SYSTEM, Actor, require
from qingzhi.engine.imports.bulk import insert_rows
from qingzhi.engine.lake.actions.outbox import touch

from ..models import Concordance, ConcordanceRow, Industry, IndustryGroup, IndustryProgress, Right, RightIndustry
from ..queries.industries import digest_of, entries_of, evidence_of, table_in_force
from ..refusals import ValueNotValid
from ..rules.industries import Table, normal_symbol

CHUNK = 4_000  # a third of a second: other writers wait meanwhile
PERMIT = "rights.industries.manage"
INDUSTRY_FEED = "right_industry"  # what tells the lake that rights were classified anew
Row = Mapping[str, str]


@transaction.atomic
def load_industries(*, actor: Actor, groups: Iterable[Row], industries: Iterable[Row]) -> int:
    """Load the plan's lists and industries; what is no longer in the files is retired. Twice changes nothing."""
    require(actor, PERMIT)
    touched, lists, seen = 0, {}, set()
    for position, row in enumerate(groups):
        facts = {"title": row["title"], "clause": row["clause"], "quote": row["quote"]}
        lists[row["code"]], changed = _put(IndustryGroup, row["code"], {**facts, "position": position})
        touched += changed
    for position, row in enumerate(industries):
        seen.add(row["code"])
        named = {"name": row["name"], "note": row["note"]}
        wanted = {**named, "confirmed": row["confirmed"] == "1", "group": lists[row["group"]], "position": position}
        touched += _put(Industry, row["code"], wanted)[1]
    today = {"retired_on": clock.today()}
    touched += IndustryGroup.objects.exclude(code__in=lists).filter(retired_on=None).update(**today)
    touched += Industry.objects.exclude(code__in=seen).filter(retired_on=None).update(**today)
    if touched:
        record(actor, "rights.load_industries", changes={"items": (None, touched)})
    return touched


@transaction.atomic
def load_concordance(*, actor: Actor, about: Row, rows: Iterable[Row]) -> int:
    """Load one version of the table; rows of a version that rights were classified by are replaced whole."""
    require(actor, PERMIT)
    dates = {"valid_from": date.fromisoformat(about["valid_from"]), "valid_to": _day(about["valid_to"])}
    texts = {name: about[name] for name in ("title", "version", "source")}
    table, changed = _put(
        Concordance, about["code"], {**texts, **dates, "confirmed": about["confirmed"] == "1"}, retire=False
    )
    known = dict(Industry.objects.values_list("code", "pk"))
    wanted = {}
    for number, row in enumerate(rows, 2):
        if row["industry"] not in known:
            raise ValueNotValid(f"参照表第 {number} 行：没有代码为“{row['industry']}”的产业")
        symbol = row["prefix"] if row["scheme"] == "product" else normal_symbol(row["scheme"], row["prefix"])
        wanted[row["scheme"], symbol, known[row["industry"]]] = row["note"]
    held = {(one.scheme, one.prefix, one.industry_id): one.note for one in table.rows.all()}
    if held != wanted:
        table.rows.all().delete()
        ConcordanceRow.objects.bulk_create(
            (
                ConcordanceRow(table=table, scheme=scheme, prefix=prefix, industry_id=industry, note=note)
                for (scheme, prefix, industry), note in wanted.items()
            ),
            batch_size=500,
        )
        changed = True
    if changed:
        record(actor, "rights.load_concordance", table, changes={"rows": (len(held), len(wanted))}, reason=table.source)
    return int(changed) and len(wanted)


def classify_pending(*, seconds: float = 5.0) -> int:
    """Go on classifying where the last run stopped, for some seconds; a new or changed table begins again. Run by the worker."""
    started, done = time.monotonic(), 0
    while time.monotonic() - started < seconds:
        count = _classify_next()
        done += count
        if not count:
            break
    return done


@transaction.atomic
def _classify_next() -> int:
    progress = IndustryProgress.objects.select_for_update().first() or IndustryProgress.objects.create()
    concordance = table_in_force()
    entries = entries_of(concordance)
    digest = digest_of(concordance, entries)
    if digest != progress.digest:
        progress.table, progress.digest, progress.classified_to, progress.finished_at = concordance, digest, 0, None
    ids = list(Right.objects.filter(pk__gt=progress.classified_to).order_by("pk").values_list("pk", flat=True)[:CHUNK])
    if ids:
        _replace(ids[0], ids[-1], Table(entries))
        progress.classified_to, progress.finished_at = ids[-1], None
    elif progress.finished_at is None:
        _sweep()
        progress.finished_at = clock.now()
        record(SYSTEM, "rights.classify_rights", progress, changes={"classified_to": (None, progress.classified_to)})
    progress.save()
    return len(ids)


@transaction.atomic
def reclassify(*, right_ids: Sequence[int]) -> None:
    """Classify some rights anew, after their classes or names were changed."""
    table = Table(entries_of(table_in_force()))
    for right_id in sorted(set(right_ids)):
        _replace(right_id, right_id, table)


@transaction.atomic
def begin_again_from(*, batch_id: int) -> None:
    """After an import changed rights that were classified before: go back to the first of them."""
    progress = IndustryProgress.objects.select_for_update().first()
    first = Right.objects.filter(batch_id=batch_id).aggregate(first=Min("pk"))["first"]
    if progress is not None and first is not None and first <= progress.classified_to:
        progress.classified_to, progress.finished_at = first - 1, None
        progress.save()


@transaction.atomic
def sweep_after_taking_back() -> None:
    """After an import was taken back: forget the rights that it had brought, and look again at all others."""
    progress = IndustryProgress.objects.select_for_update().first()
    if progress is not None:
        progress.classified_to, progress.finished_at = 0, None
        progress.save()
    _sweep()


def _replace(first: int, last: int, table: Table) -> None:
    """The industries of the rights of a range, made anew."""
    RightIndustry.objects.filter(right_id__gte=first, right_id__lte=last).delete()
    found = {
        (right_id, int(match.industry), kind)
        for right_id, kind, scheme, symbol in evidence_of(first, last)
        for match in table.matches(scheme, symbol)
    }
    insert_rows(RightIndustry, ("right_id", "industry_id", "kind"), sorted(found))
    touch(INDUSTRY_FEED, first, last)


def _sweep() -> None:
    """Take out what points to rights that are gone."""
    gone = RightIndustry.objects.exclude(right_id__in=Right.objects.values("pk"))
    edges = gone.aggregate(first=Min("right_id"), last=Max("right_id"))
    if edges["first"] is not None:
        gone.delete()
        touch(INDUSTRY_FEED, edges["first"], edges["last"])


def _put(model, code: str, facts: dict[str, object], *, retire: bool = True):
    """The row of that code with these facts, and whether anything was written."""
    wanted = {**facts, "retired_on": None} if retire else facts
    found = model.objects.filter(code=code).first()
    if found is not None and all(getattr(found, name) == value for name, value in wanted.items()):
        return found, False
    return model.objects.update_or_create(code=code, defaults=wanted)[0], True


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
