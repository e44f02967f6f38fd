"""The words of the progress bulletin 「通报」, from figures alone; nothing in it is typed by hand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from qingzhi.domains.plan.rules.tracking.reasons import day_text


@dataclass(frozen=True)
class BodyLine:
    """One body's line: its counts, as they stand in the lists."""

    name: str
    code: str
    tasks: int
    done: int
    late: int
    owed: int
    dunned: int
    unanswered: int


@dataclass(frozen=True)
class BulletinFigures:
    """Everything that the bulletin says, each a count of rows."""

    plan: str
    period: str
    as_of: date
    tasks: int
    done: int
    late: int
    due_soon: int
    reports: int
    on_time: int
    accepted: int
    returned: int
    owed: int
    dunned: int
    unanswered: int
    escalated: int
    bodies: Sequence[BodyLine]


def share(part: int, whole: int) -> str:
    """A share in percent with one place, or a dash where there is no whole."""
    return f"{part * 100 / whole:.1f}%" if whole else "—"


def overview(f: BulletinFigures) -> str:
    return (
        f"截至{day_text(f.as_of)}，《{f.plan}》共下达任务{f.tasks}项，已完成{f.done}项，占{share(f.done, f.tasks)}；"
        f"逾期未完成{f.late}项，占{share(f.late, f.tasks)}；临近期限{f.due_soon}项。"
    )


def reporting(f: BulletinFigures) -> str:
    return (
        f"{f.period}应报送进展{f.reports}份，按时报送{f.on_time}份，按时率{share(f.on_time, f.reports)}；"
        f"已认可{f.accepted}份，因佐证不足等原因退回{f.returned}份次，尚未报送{f.owed}份。"
    )


def supervision(f: BulletinFigures) -> str:
    return f"共发出督办单{f.dunned}份，逾期未答复{f.unanswered}份，已升级报送{f.escalated}份次。"


def praised(f: BulletinFigures, limit: int = 8) -> list[str]:
    """Bodies without anything late or owed and with something done, most done first."""
    good = [line for line in f.bodies if line.tasks and not (line.late or line.owed or line.unanswered)]
    return [line.name for line in sorted(good, key=lambda line: -line.done)[:limit]]


def named(f: BulletinFigures) -> list[BodyLine]:
    """Bodies that have not acted, worst first."""
    bad = [line for line in f.bodies if line.late or line.owed or line.unanswered]
    return sorted(bad, key=lambda line: (-line.unanswered, -line.late, -line.owed, line.name))
