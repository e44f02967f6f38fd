"""What bodies write in their progress reports: put together from the province's own table, marked as examples."""

from dataclasses import dataclass
from typing import Any

from qingzhi.base.regions.models import Level
from qingzhi.domains.plan.models import PlanTask, ReportingRound

from .stage import Stage, number, pick

MARK = "（示例）"
WHOLE = 100
STAGES = ((35, "start"), (70, "middle"), (100, "late"))
QUARTERS = {1: "一季度", 4: "二季度", 7: "三季度", 10: "四季度"}


@dataclass(frozen=True)
class Said:
    """The words of one report."""

    text: str
    problems: str
    next_steps: str


class Wording:
    """The sentences of `report_texts.toml`, chosen by task and round."""

    def __init__(self, table: dict[str, Any], kinds: dict[str, str]):
        self.table, self.kinds = table, kinds

    def report(self, task: PlanTask, round_: ReportingRound, percent: int, *, evidence: bool, behind: bool) -> Said:
        """What is said of a task that has come so far."""
        kind, key = self.table[self.kinds.get(task.title, "policy")], (task.code, round_.label)
        local = task.lead.region.level == Level.PREFECTURE
        said = [
            pick(self.table["opening_local" if local else "opening"], "opening", *key),
            pick(kind[stage_of(percent)], "main", *key),
            pick(self.table[_about_evidence(percent, evidence)], "evidence", *key),
        ]
        second = pick(kind[stage_of(percent)], "second", *key)
        if second != said[1] and number(0, 2, "two", *key):
            said.insert(2, second)
        slots = [self._slots(task, round_, percent, place) for place in range(len(said))]
        text = MARK + "".join(one.format(**given) for one, given in zip(said, slots, strict=True))
        if percent == WHOLE:
            return Said(text, "", pick(self.table["done_next"], "next", *key))
        problems = pick([one for one in kind["problems"] if one or not behind], "problems", *key)
        return Said(
            text=text,
            problems=problems,
            next_steps=pick(kind["next"], "next", *key).format(**slots[0]),
        )

    def returned(self, task: PlanTask, *key: object) -> str:
        return MARK + pick(self.table["returns"]["reasons"], "return", *key).format(evidence=first_evidence(task))

    def mended(self, said: str, *key: object) -> str:
        return said + pick(self.table["returns"]["mended"], "mend", *key)

    def accepted_without(self, *key: object) -> str:
        return pick(self.table["returns"]["accepted_without"], "note", *key)

    def completed(self, task: PlanTask) -> str:
        return pick(self.table["returns"]["completed"], task.code).format(evidence=first_evidence(task))

    @property
    def revision(self) -> str:
        return str(self.table["returns"]["revision"])

    def _slots(self, task: PlanTask, round_: ReportingRound, percent: int, place: int) -> dict[str, object]:
        """What fills the gaps of the sentence in that place, so that no two tell the same number."""
        key = (task.code, round_.label, place)
        supports = [one.body.short_name for one in task.supports.all()] or ["有关部门"]
        return {
            "title": task.title.replace("“", "‘").replace("”", "’"),
            "body": task.lead.short_name,
            "place": task.lead.region.short_name,
            "quarter": QUARTERS[round_.period_from.month],
            "partner": pick(supports, "partner", task.code, round_.label),
            "evidence": first_evidence(task),
            "n": number(3, 9, "n", *key),
            "m": number(12, 86, "m", *key),
            "k": number(5, 11, "k", *key),
            "c": number(2, 4, "c", *key),
            "h": number(2, 3, "h", *key),
            "g": number(1, 2, "g", *key),
            "p": percent,
        }


def _about_evidence(percent: int, attached: bool) -> str:
    if not attached:
        return "without_evidence"
    return "with_first_papers" if stage_of(percent) == "start" else "with_evidence"


def stage_of(percent: int) -> str:
    """How far a task has come, in the table's words."""
    return next((name for limit, name in STAGES if percent < limit), "done")


def first_evidence(task: PlanTask) -> str:
    """The first kind of evidence that is asked for."""
    return task.expected_evidence.split("、")[0].split("（")[0] or "证明材料"


def wording_of(stage: Stage) -> Wording:
    """The words for the tasks of the demonstration."""
    kinds = {row["title"]: row["kind"] for row in stage.rows("division")}
    return Wording(stage.facts("report_texts"), kinds)
