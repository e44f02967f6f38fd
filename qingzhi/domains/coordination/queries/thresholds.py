"""Whether an act reaches a criminal threshold: by the law of its day, or a lighter one of today 「从旧兼从轻」."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from qingzhi.engine.decisions.queries import decide

TABLE = "coordination.crime"
FACTS = ("offence", "marks", "repeated", "gain", "turnover", "total", "loss", "pieces")


@dataclass(frozen=True)
class Finding:
    """The thresholds that count, and why, in sentences; `hits` is empty where none was reached."""

    hits: tuple[str, ...]
    told: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.hits)


def reached(facts: Mapping[str, Any], acted_on: date, today: date) -> Finding:
    """The thresholds in force on the day of the act; where today's are higher and not reached, the lighter law counts:
    《刑法》第十二条. `total` is what was sold and what was not."""
    asked = {name: facts[name] for name in FACTS}
    then, now = (decide(TABLE, asked, on) for on in (acted_on, today))
    hits = tuple(then.outcome.get("threshold") or ())
    if not hits:
        return Finding((), (f"按行为发生日（{acted_on}）的标准，没有达到追诉标准",))
    told = tuple(f"{one}（行为发生日 {acted_on} 的标准）" for one in hits)
    if then.version_id != now.version_id and not now.outcome.get("threshold"):
        return Finding((), (*told, f"按今天（{today}）的标准没有达到，从轻适用新标准，不构成追诉"))
    return Finding(hits, told)
