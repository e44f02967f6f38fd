"""How each body goes about its reports: in time, late, never; how far it has come. By rule, without chance."""

from dataclasses import dataclass
from datetime import date

from qingzhi.domains.plan.models import PlanTask

from .stage import happens, number

# due until → what share of the work is usual at the end of the 1st, 2nd and 3rd round
PACES = (
    (date(2017, 12, 31), (100, 100, 100)),
    (date(2018, 2, 28), (60, 100, 100)),
    (date(2018, 3, 31), (35, 60, 85)),
    (date(2018, 6, 30), (25, 50, 75)),
    (date(2018, 12, 31), (10, 30, 45)),
    (date(2019, 12, 31), (10, 20, 30)),
    (date.max, (5, 10, 20)),
)
WHOLE = 100
LAST_DEADLINE = date(2018, 6, 30)
HEAD_START = {"swift": 10, "regular": 0, "late": -5, "silent": -10}


@dataclass(frozen=True)
class Course:
    """What a body does about one report."""

    reports: bool
    percent: int = 0
    days_late: int = 0
    evidence: bool = True
    returned: bool = False
    mends: bool = True


SILENCE = Course(reports=False)


def course(task: PlanTask, place: int, habit: str) -> Course:
    """What becomes of the report on a task in the round of that place (0 the first)."""
    key = (task.code, place)
    if habit == "silent" and (place or happens(40, "never", *key)):
        return SILENCE
    percent = _percent(task, place, habit)
    if habit in ("regular", "late") and percent < WHOLE and happens(3, "forgotten", *key):
        return SILENCE
    late = habit in ("late", "silent") or happens(7, "late", *key)
    evidence = happens(72, "evidence", *key) or percent == WHOLE
    returned = happens(10 if evidence else 35, "returned", *key)
    return Course(
        reports=True,
        percent=percent,
        days_late=number(1, 6, "days", *key) if late else 0,
        evidence=evidence,
        returned=returned,
        mends=not returned or habit == "swift" or percent == WHOLE or happens(85, "mends", *key),
    )


def _percent(task: PlanTask, place: int, habit: str) -> int:
    pace = next(steps for due_on, steps in PACES if task.due_on <= due_on)
    if pace[place] == WHOLE or (place == _last_round_before(task) and is_done_by_end(task, habit)):
        return WHOLE
    wanted = pace[place] + HEAD_START[habit] + 5 * number(-1, 2, task.code)
    return max(5 * (place + 1), min(95, wanted), task.percent)


def _last_round_before(task: PlanTask) -> int | None:
    """The last of the three rounds before a deadline that has passed today: what is done is reported there in full."""
    if task.due_on > LAST_DEADLINE or task.parts.exists():
        return None
    return 1 if task.due_on <= date(2018, 3, 31) else 2


def is_done_by_end(task: PlanTask, habit: str) -> bool:
    """Whether a task that is due by the demonstration's today was done in time."""
    return habit in ("swift", "regular") and not happens(12, "unfinished", task.code)


def steps_done(task: PlanTask, step: str, habit: str) -> int | None:
    """How many days after its date a step was reached (fewer than 0: before); None: not at all."""
    if habit == "silent" or (habit != "swift" and happens(12, "step", task.code, step)):
        return None
    return number(0, 12, "days", task.code, step) if habit == "late" else number(-8, 4, "days", task.code, step)
