"""Opening a round and putting entries into it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import models, transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import record
from qingzhi.base.identity.models import Body
from qingzhi.base.permits import Actor, require

from ..models import Entry, Group, Involvement, Result, Round
from ..queries.schemes import version_on
from ..queries.thresholds import thresholds_on
from ..refusals import EntryInvalid, QuotaWrong, ReasonMissing
from ..sources import Involved, candidates
from ..terms import RoundState
from .locking import locked_round

BATCH = 500


@dataclass(frozen=True)
class NewGroup:
    """A group to open; `fields` narrows who may be drawn, in the words of the candidate source."""

    code: str
    title: str
    quota: int
    fields: str = ""


@dataclass(frozen=True)
class NewEntry:
    """An entry to judge: the record it stands for, its group, what experts see, and what it touches."""

    subject: models.Model
    group: str
    title: str
    blind_title: str
    blind_text: str = ""
    involved: Sequence[Involved] = field(default_factory=tuple)


@transaction.atomic
def open_round(
    *,
    actor: Actor,
    code: str,
    title: str,
    scheme: str,
    body: Body,
    groups: Sequence[NewGroup],
    candidate_source: str,
    entries: Iterable[NewEntry] = (),
    subject: models.Model | None = None,
    blind: bool = True,
    rules_on: date | None = None,
    scores_due_on: date | None = None,
) -> Round:
    """Open a round 「建立评审轮次」 by the criteria in force on `rules_on` (today); the same code again returns the one that stands."""
    require(actor, "scoring.round.manage", body_id=body.pk, region_code=body.region.code)
    known = Round.objects.filter(code=code).first()
    if known is not None:
        return known
    rules_on = rules_on or clock.today()
    version = version_on(scheme, rules_on)
    candidates.get(candidate_source)
    _check_groups(groups, rules_on)
    round_ = Round.objects.create(
        code=code, title=title[:200], version=version, body=body, rules_on=rules_on, blind=blind,
        candidate_source=candidate_source, scores_due_on=scores_due_on, opened_at=clock.now(), **_about(subject),
    )  # fmt: skip
    Group.objects.bulk_create(
        [Group(round=round_, code=one.code, title=one.title, quota=one.quota, fields=one.fields) for one in groups]
    )
    record(actor, "scoring.open_round", round_, changes={"title": ("", title), "scheme": ("", str(version))})
    _enter(actor, round_, list(entries))
    return round_


@transaction.atomic
def add_entries(*, actor: Actor, round_: Round, entries: Iterable[NewEntry]) -> int:
    """Put entries into a round until its candidates are frozen; those that stand in it already are passed over."""
    round_ = locked_round(actor, round_, RoundState.PREPARING, RoundState.COMMITTED)
    return _enter(actor, round_, list(entries))


@transaction.atomic
def withdraw_entry(*, actor: Actor, entry: Entry, reason: str) -> Entry:
    """Take an entry out of the round 「退出」; what was scored stays on file and counts no more."""
    round_ = locked_round(actor, entry.round)
    if not reason.strip():
        raise ReasonMissing("项目退出须写明理由")
    entry = Entry.objects.select_for_update().get(pk=entry.pk)
    if entry.withdrawn_reason:
        return entry
    entry.withdrawn_reason = reason.strip()[:300]
    entry.save(update_fields=["withdrawn_reason"])
    Result.objects.filter(entry=entry).delete()
    record(actor, "scoring.withdraw_entry", round_, changes={"title": (entry.title, "")}, reason=reason)
    return entry


def _enter(actor: Actor, round_: Round, asked: list[NewEntry]) -> int:
    groups = {one.code: one for one in round_.groups.all()}
    rows = round_.entries.values_list("subject_kind", "subject_id")
    known, number = set(rows), len(rows)
    made: list[tuple[Entry, NewEntry]] = []
    for one in asked:
        key = (one.subject._meta.label_lower, str(one.subject.pk))
        if key in known:
            continue
        known.add(key)
        if one.group not in groups:
            raise EntryInvalid(f"没有代码为“{one.group}”的评审组")
        if not one.blind_title.strip():
            raise EntryInvalid(f"项目“{one.title}”没有匿名名称")
        number += 1
        entry = Entry(
            round=round_, group=groups[one.group], number=number, subject_kind=key[0], subject_id=key[1],
            title=one.title[:300], blind_title=one.blind_title[:300], blind_text=one.blind_text,
        )  # fmt: skip
        made.append((entry, one))
    Entry.objects.bulk_create([entry for entry, _ in made], batch_size=BATCH)
    touched = [
        Involvement(entry=entry, role=each.role, ref_kind=each.ref_kind, ref_id=each.ref_id, name=each.name[:200])
        for entry, one in made
        for each in one.involved
    ]
    Involvement.objects.bulk_create(touched, batch_size=BATCH)
    if made:
        record(actor, "scoring.add_entries", round_, reason=f"列入 {len(made)} 项")
    return len(made)


def _check_groups(groups: Sequence[NewGroup], on: date) -> None:
    least = thresholds_on(on).smallest_panel
    if not groups:
        raise QuotaWrong("评审轮次至少要有一个评审组")
    for one in groups:
        if one.quota < least or one.quota % 2 == 0:
            raise QuotaWrong(f"“{one.title}”的专家人数为 {one.quota}，应为不少于 {least} 人的单数")


def _about(subject: models.Model | None) -> dict[str, Any]:
    if subject is None:
        return {}
    return {"subject_kind": subject._meta.label_lower, "subject_id": str(subject.pk)}
