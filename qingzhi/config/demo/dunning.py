"""Dunning notices as the table says: drawn, answered or not, closed or not; the worker brings silence before the levels."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from qingzhi.domains.plan.actions.dunning import answer_dunning, close_dunning, draw_dunning
from qingzhi.domains.plan.actions.escalating import escalate_overdue_dunning
from qingzhi.domains.plan.models import DunningNotice
from qingzhi.domains.plan.refusals import NothingToDun

from .stage import Stage
from .timeline import Happening

WORKER_HOUR = 7
WORKER_DAYS = 7


def dunnings_in(stage: Stage, first: datetime, last: datetime) -> Iterator[Happening]:
    """What is done about notices from one hour to another, the worker's look once a week included."""
    for row in stage.rows("dunning"):
        notice = Notice(stage, row)
        for order, (column, do) in enumerate(notice.verbs()):
            if row[column] and first <= (when := datetime.fromisoformat(row[column])) < last:
                yield Happening(when, 10 + order, do)
    when = first.replace(hour=WORKER_HOUR, minute=0) + timedelta(days=1)
    while when < last:
        yield Happening(when, 0, escalate_overdue_dunning)
        when += timedelta(days=WORKER_DAYS)


class Notice:
    """One row of the table."""

    def __init__(self, stage: Stage, row: dict[str, str]):
        self.stage, self.row = stage, row
        self.body = stage.bodies[row["body"]]

    def verbs(self) -> list[tuple[str, Callable[[], None]]]:
        return [("drawn_at", self.draw), ("answered_at", self.answer), ("closed_at", self.close)]

    def draw(self) -> None:
        try:
            draw_dunning(actor=self.stage.actor("planning"), body=self.body, plan=self.stage.plan)
        except NothingToDun as nothing:
            self.stage.say(f"演示：{nothing.reason}")

    def answer(self) -> None:
        if notice := self._open():
            answer_dunning(actor=self.stage.contact(self.body), notice=notice, text=self.row["answer"])

    def close(self) -> None:
        if notice := self._open():
            close_dunning(actor=self.stage.actor("planning"), notice=notice, note=self.row["note"])

    def _open(self) -> DunningNotice | None:
        drawn_on = datetime.fromisoformat(self.row["drawn_at"]).date()
        return DunningNotice.objects.filter(body=self.body, issued_on=drawn_on, closed_on=None).first()
