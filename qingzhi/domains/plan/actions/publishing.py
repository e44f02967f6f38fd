"""Publishing a version: from then on it never changes."""

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import changed, record
from qingzhi.base.events.bus import publish
from qingzhi.base.permits import Actor

from ..events import PlanVersionPublished
from ..models import Plan, PlanVersion
from ..queries.checks import content_hash_of
from ..refusals import NothingToPublish, WarningsUnresolved
from ..terms import VersionState
from .drafting import lock_draft, lock_version, require_on


@transaction.atomic
def publish_version(*, actor: Actor, version: PlanVersion) -> PlanVersion:
    """Publish a draft 「发布」; the version in force is superseded. Refused while a warning is unresolved.

    Publishing what is in force already changes nothing.
    """
    Plan.objects.select_for_update(of=("self",)).get(pk=version.plan_id)
    version = lock_version(version.pk)
    require_on(actor, "plan.version.publish", version.plan)
    if version.state == VersionState.PUBLISHED:
        return version
    version = lock_draft(actor, version.pk, "plan.version.publish")
    _require_complete(version)
    older = version.plan.versions.filter(state=VersionState.PUBLISHED).first()
    if older is not None:
        record(actor, "plan.supersede_version", older, changes=changed(older, state=VersionState.SUPERSEDED.value))
        older.save(update_fields=["state"])
    changes = changed(
        version,
        state=VersionState.PUBLISHED.value,
        published_at=clock.now(),
        published_by=actor.name,
        content_hash=content_hash_of(version),
    )
    version.save()
    Plan.objects.filter(pk=version.plan_id).update(
        title=version.title, period_from=version.period_from, period_to=version.period_to
    )
    record(actor, "plan.publish_version", version, changes=changes)
    publish(
        PlanVersionPublished(
            plan_id=version.plan_id, version_id=version.pk, superseded_id=older.pk if older is not None else 0
        )
    )
    return version


def _require_complete(version: PlanVersion) -> None:
    open_warnings = list(version.warnings.filter(resolved_at=None).values_list("text", flat=True))
    if open_warnings:
        named = ";".join(f"{number}. {text}" for number, text in enumerate(open_warnings, 1))
        raise WarningsUnresolved(f"还有 {len(open_warnings)} 个问题没有处理，不能发布：{named}", open_warnings)
    if not version.measures.exists() and not version.targets.exists():
        raise NothingToPublish("这个版本没有一条措施或目标，不能发布")
