"""Putting a version in force and ending one. Four eyes: who wrote on a version may not publish it."""

from datetime import date

from django.db import transaction
from django.db.models import Q

from qingzhi.base import clock
from qingzhi.base.audit.actions import changed, record
from qingzhi.base.events.bus import publish
from qingzhi.base.permits import Actor, require

from ..declaring import table_spec
from ..events import VersionEnded, VersionPublished
from ..models import TableVersion
from ..queries import cases_count, last_trial, raw_rows
from ..refusals import DraftClosed, NotTried, PeriodUnsound, ReasonMissing, SamePerson, SourceMissing, TableUnreadable
from ..rules.coverage import coverage
from ..rules.table import Problem, read_table
from ..terms import RowStatus, VersionState


@transaction.atomic
def publish_version(
    *,
    actor: Actor,
    version: TableVersion,
    valid_from: date,
    source: str,
    valid_to: date | None = None,
    reason: str = "",
) -> TableVersion:
    """Put a tried version in force from a day on 「发布」; the one before ends there. Publishing it twice changes nothing.

    A day that lies behind needs a reason, and so does a table that has not decided any case yet on which to try it.
    """
    version = lock_table(version)
    require(actor, "decisions.publish")
    if version.state == VersionState.PUBLISHED and version.valid_from == valid_from:
        return version
    source, reason = source.strip(), reason.strip()
    _may_publish(actor, version, reason)
    if not source:
        raise SourceMissing("请写明依据（文件名称、文号和条款）")
    if valid_from < clock.today() and not reason:
        raise ReasonMissing(f"施行日期 {valid_from} 早于今天，请写明理由")
    if valid_to is not None and valid_to <= valid_from:
        raise PeriodUnsound("终止日期须晚于施行日期")
    if problems := unfit(version):
        raise TableUnreadable(f"不能发布：{problems[0].sentence}")
    changes = changed(
        version, state=VersionState.PUBLISHED.value, status=RowStatus.CONFIRMED.value, valid_from=valid_from,
        valid_to=valid_to, source=source[:300], reason=reason[:500], published_by=actor.name, published_at=clock.now(),
        amended=True,
    )  # fmt: skip
    make_room(version)
    check_free(version)
    version.save()
    record(actor, "decisions.publish_version", version, changes=changes, reason=reason)
    publish(VersionPublished(table=version.table, version_id=version.pk, valid_from=valid_from))
    return version


@transaction.atomic
def end_version(*, actor: Actor, version: TableVersion, valid_to: date, reason: str) -> TableVersion:
    """End a version on a day without one that follows 「终止」: from then on the table decides nothing."""
    version = lock_table(version)
    require(actor, "decisions.publish")
    if not reason.strip():
        raise ReasonMissing("请写明终止的理由和依据")
    if version.state != VersionState.PUBLISHED:
        raise DraftClosed("只有已发布的版本可以终止")
    if version.valid_to == valid_to:
        return version
    if version.valid_from is not None and valid_to <= version.valid_from:
        raise PeriodUnsound(f"终止日期须晚于施行日期 {version.valid_from}")
    if version.valid_to is not None and valid_to > version.valid_to:
        raise PeriodUnsound(f"这一版本已定于 {version.valid_to} 终止，只能提前")
    if valid_to < clock.today():
        raise PeriodUnsound("终止日期不能早于今天：在此之前已按这一版本办理")
    changes = changed(version, valid_to=valid_to, amended=True)
    version.save(update_fields=["valid_to", "amended"])
    record(actor, "decisions.end_version", version, changes=changes, reason=reason.strip())
    publish(VersionEnded(table=version.table, version_id=version.pk, valid_to=valid_to))
    return version


def lock_table(version: TableVersion) -> TableVersion:
    """The version anew, with all versions of its table locked in the order of their numbers."""
    rows = TableVersion.objects.select_for_update().filter(table=version.table).order_by("pk")
    return next(row for row in rows if row.pk == version.pk)


def unfit(version: TableVersion) -> list[Problem]:
    """What stands in the way of putting a version in force: cells that cannot be read, rows that overlap."""
    spec = table_spec(version.table)
    table, problems = read_table(spec, raw_rows(version))
    return problems or coverage(table).problems(spec.hit)


def make_room(version: TableVersion) -> None:
    """Give way to a version that is about to hold from a day on: the one before ends there, one of the same day is replaced,
    and it ends itself where a later one begins."""
    others = TableVersion.objects.filter(table=version.table, state=VersionState.PUBLISHED).exclude(pk=version.pk)
    begins = version.valid_from
    others.filter(valid_from=begins).update(state=VersionState.SUPERSEDED)
    if begins is not None:
        holding = Q(valid_to=None) | Q(valid_to__gt=begins)
        others.filter(Q(valid_from=None) | Q(valid_from__lt=begins), holding).update(valid_to=begins)
        later = others.filter(valid_from__gt=begins)
    else:
        later = others.exclude(valid_from=None)
    following = later.order_by("valid_from").values_list("valid_from", flat=True).first()
    if following is not None and (version.valid_to is None or version.valid_to > following):
        version.valid_to = following


def check_free(version: TableVersion) -> None:
    """Raise where two versions of a table would hold on the same day."""
    others = TableVersion.objects.filter(table=version.table, state=VersionState.PUBLISHED).exclude(pk=version.pk)
    for other in others:
        begins = other.valid_to is None or version.valid_from is None or version.valid_from < other.valid_to
        lasts = version.valid_to is None or other.valid_from is None or version.valid_to > other.valid_from
        if begins and lasts:
            raise PeriodUnsound(f"与第 {other.number} 版（自 {other.valid_from or '此前'} 起）的施行时间重叠")


def _may_publish(actor: Actor, version: TableVersion, reason: str) -> None:
    if not version.is_open:
        done = f"已由{version.published_by}发布" if version.published_at else VersionState(version.state).label
        raise DraftClosed(f"第 {version.number} 版{done}，请刷新查看")
    if not actor.is_system and actor.subject_id in version.editors:
        raise SamePerson("起草或修改过这一版本的人不能发布它，请由另一人发布")
    if last_trial(version) is None:
        raise NotTried("这一版本还没有在已决事项上试算，请先试算")
    if not cases_count(version.table) and not reason:
        raise NotTried("这张表还没有已决事项可供试算，请写明不经试算即发布的理由")
