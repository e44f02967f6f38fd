"""Changing a draft: the lock, the place, the revision, and giving a draft up or deriving one."""

from typing import Any, TypeVar

from django.db import models, transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import changed, record
from qingzhi.base.events.bus import publish
from qingzhi.base.permits import Actor, require
from qingzhi.base.secrecy.rules import refuse_classified

from ..events import PlanVersionWithdrawn
from ..models import Baseline, Citation, CompileWarning, Measure, MeasureBody, Plan, PlanVersion, Section, Target
from ..refusals import (
    DraftExists,
    EditedMeanwhile,
    PlaceOutsideText,
    ReasonMissing,
    ValueNotValid,
    VersionNotDraft,
)
from ..rules import places
from ..terms import VersionState

T = TypeVar("T", bound=models.Model)

SHORTEST_REASON = 2


def lock_draft(actor: Actor, version_id: int, permit: str = "plan.version.review") -> PlanVersion:
    """The version, locked, when the actor may change it and it is still a draft."""
    version = lock_version(version_id)
    require_on(actor, permit, version.plan)
    if not version.is_draft:
        raise VersionNotDraft(
            f"“{version}”的状态是“{VersionState(version.state).label}”，不能再修改；如需修改，请由现行版本派生新的草稿"
        )
    return version


def lock_version(version_id: int) -> PlanVersion:
    """The version, locked; every change of a version or of anything in it queues here."""
    return PlanVersion.objects.select_for_update(of=("self",)).select_related("plan__region").get(pk=version_id)


def require_on(actor: Actor, permit: str, plan: Plan) -> None:
    """Raise unless the actor may do this on the plan."""
    require(actor, permit, body_id=plan.owner_id or 0, region_code=plan.region.code if plan.region else "")


def lock_item(actor: Actor, item: T, revision: int | None) -> tuple[PlanVersion, T]:
    """The draft, locked, and the item as it stands; raises when somebody corrected it since `revision`."""
    version = lock_draft(actor, item.version_id)  # type: ignore[attr-defined]
    found = type(item)._default_manager.filter(pk=item.pk, version=version).first()
    if found is None:
        raise EditedMeanwhile("这一条已被他人删除或合并，请刷新后查看")
    if revision is not None and found.revision != revision:  # type: ignore[attr-defined]
        raise EditedMeanwhile(
            "这一条刚刚已被他人修改，下面同时列出对方保存的内容和您填写的内容，请核对后再保存", standing(found)
        )
    return version, found


def standing(item: models.Model) -> dict[str, Any]:
    """The values that stand, by field, for a page that shows both."""
    found = {field.name: getattr(item, field.attname) for field in item._meta.concrete_fields}
    if isinstance(item, Measure):
        found["bodies"] = body_rows(item)
    return found


def body_rows(measure: Measure) -> list[tuple[str, str]]:
    """The responsible bodies as (name, role)."""
    return [(row.name, row.role) for row in measure.bodies.all()]


def save_item(actor: Actor, action: str, item: Any, values: dict[str, Any], **more: tuple[Any, Any]) -> None:
    """Set the values, count the revision, note who looked at it, audit old and new; nothing where nothing changed."""
    refuse_classified(*(value for value in values.values() if isinstance(value, str)))
    changes = changed(item, **values)
    changes.update({name: pair for name, pair in more.items() if pair[0] != pair[1]})
    if not changes and (not hasattr(item, "confirmed_at") or item.confirmed_at):
        return
    item.revision += 1
    if hasattr(item, "confirmed_at"):
        item.confirmed_at, item.confirmed_by = clock.now(), actor.name
    item.save()
    record(actor, action, item, changes=changes)


def sound_place(version: PlanVersion, start: int, end: int) -> tuple[int, int]:
    """A place in the version's text without white space at its edges; raises when there is none."""
    fault = places.fault_of_place(version.text, start, end)
    if fault:
        raise PlaceOutsideText(fault)
    return places.trimmed(version.text, start, end)


def section_holding(version: PlanVersion, start: int) -> Section:
    """The innermost section that holds a place (the first one for what stands before all)."""
    sections = list(version.sections.all())
    found = places.innermost(((one.start, one.end, one) for one in sections), start)
    if found is None and not sections:
        raise PlaceOutsideText("这个版本没有章节，不能增加条目")
    return found or sections[0]


def require_reason(reason: str) -> str:
    """The reason without white space at its edges; raises when there is none."""
    reason = reason.strip()
    if len(reason) < SHORTEST_REASON:
        raise ReasonMissing("请写明理由")
    if len(reason) > 2000:
        raise ValueNotValid("理由不能超过 2000 字", "reason")
    refuse_classified(reason)
    return reason


@transaction.atomic
def derive_draft(*, actor: Actor, version: PlanVersion) -> PlanVersion:
    """Derive a new draft from a published version: the same text, items and lineages, open to correction.

    A second call while that draft is open returns it.
    """
    Plan.objects.select_for_update(of=("self",)).get(pk=version.plan_id)
    version = lock_version(version.pk)
    require_on(actor, "plan.version.review", version.plan)
    if version.state not in (VersionState.PUBLISHED, VersionState.SUPERSEDED):
        raise VersionNotDraft("只能由已发布的版本派生草稿")
    draft = version.plan.versions.filter(state=VersionState.DRAFT).first()
    if draft is not None:
        if draft.based_on_id == version.pk:
            return draft
        raise DraftExists(f"“{version.plan}”已有一份草稿（第 {draft.number} 版），请先发布或撤回")
    draft = _copy_of(version, actor)
    record(actor, "plan.derive_draft", draft, changes={"based_on": ("", str(version))})
    return draft


@transaction.atomic
def withdraw_draft(*, actor: Actor, version: PlanVersion, reason: str) -> PlanVersion:
    """Give a draft up 「撤回」; it is kept, out of sight of those who only view plans."""
    version = lock_draft(actor, version.pk)
    reason = require_reason(reason)
    changes = changed(version, state=VersionState.WITHDRAWN.value)
    version.save(update_fields=["state"])
    record(actor, "plan.withdraw_draft", version, changes=changes, reason=reason)
    publish(PlanVersionWithdrawn(plan_id=version.plan_id, version_id=version.pk))
    return version


def next_number(plan: Plan) -> int:
    """The number of the plan's next version."""
    return (plan.versions.aggregate(last=models.Max("number"))["last"] or 0) + 1


def _copy_of(version: PlanVersion, actor: Actor) -> PlanVersion:
    source = PlanVersion.objects.get(pk=version.pk)
    draft = PlanVersion.objects.get(pk=version.pk)
    draft.pk = None
    draft._state.adding = True
    draft.number, draft.state, draft.based_on = next_number(version.plan), VersionState.DRAFT.value, source
    draft.made_at, draft.made_by = clock.now(), actor.name
    draft.published_at, draft.published_by, draft.content_hash = None, "", ""
    draft.save()
    sections = _copy_rows(Section, source, version=draft)
    measures = _copy_rows(Measure, source, version=draft, section=sections)
    for kind in (Target, Baseline):
        _copy_rows(kind, source, version=draft, section=sections, **({"measure": measures} if kind is Target else {}))
    _copy_rows(Citation, source, version=draft)
    _copy_rows(CompileWarning, source, version=draft)
    bodies = list(MeasureBody.objects.filter(measure__version=source))
    for row in bodies:
        row.pk, row.measure_id = None, measures[row.measure_id]
    MeasureBody.objects.bulk_create(bodies)
    return draft


def _copy_rows(model: type[models.Model], source: PlanVersion, **links: Any) -> dict[int, int]:
    """Copy a version's rows; a link is the new object, or a map from old to new keys. Returns that map."""
    rows = list(model._default_manager.filter(version=source).order_by("pk"))
    old = [row.pk for row in rows]
    for row in rows:
        row.pk = None
        row._state.adding = True
        for name, to in links.items():
            if isinstance(to, dict):
                setattr(row, f"{name}_id", to.get(getattr(row, f"{name}_id")))
            else:
                setattr(row, name, to)
    made = model._default_manager.bulk_create(rows)
    return dict(zip(old, (row.pk for row in made), strict=True))
