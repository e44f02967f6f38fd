"""The joint conference: its members, its meetings with agenda, papers, minutes and decisions, and the tasks from these."""

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from typing import Any

from qingzhi.base import clock
from qingzhi.domains.plan.actions.closing import complete_task
from qingzhi.domains.plan.actions.conference import (
    admit_member,
    hold_meeting,
    record_decision,
    schedule_meeting,
    set_agenda,
)
from qingzhi.domains.plan.actions.minutes import draw_meeting_pack, issue_minutes, write_minutes
from qingzhi.domains.plan.actions.tasks import Draft, decision_to_task
from qingzhi.domains.plan.models import ConferenceMember, Decision, Meeting, PlanTask
from qingzhi.domains.plan.terms import MeetingState, MemberDuty
from qingzhi.engine.documents.models import IssuedDocument

from .stage import Stage, at
from .timeline import Happening

ADMITTED_AT = datetime(2017, 7, 10, 9, 0)
LEAD = "qh-science"  # 「省科技厅牵头」
MARK = "（示例）"
Row = dict[str, Any]


def admit_members(stage: Stage) -> int:
    """Enter the member bodies that are not there yet, each with its contact person; returns how many."""
    known = set(ConferenceMember.objects.values_list("body__code", flat=True))
    contacts = {row["body"]: row for row in stage.people if row["role"] in ("member_contact", "planning_office")}
    rows = [row for row in stage.province.rows("bodies") if row["member"] and row["code"] not in known]
    with clock.fixed(ADMITTED_AT):
        for position, row in enumerate(sorted(rows, key=lambda row: row["code"] != LEAD)):
            admit_member(
                actor=stage.actor("planning"),
                body=stage.bodies[row["code"]],
                duty=MemberDuty.LEAD if row["code"] == LEAD else MemberDuty.MEMBER,
                contact_name=contacts[row["code"]]["name"] + MARK,
                contact_title=contacts[row["code"]]["title"],
                valid_from=ADMITTED_AT.date(),
                position=position,
            )
    return len(rows)


def meetings_in(stage: Stage, first: datetime, last: datetime) -> Iterator[Happening]:
    """What is done about meetings from one hour to another."""
    for row in stage.facts("meetings")["meeting"]:
        for when, order, do in _Meeting(stage, row).steps():
            if first <= when < last:
                yield Happening(when, order, do)


class _Meeting:
    """One meeting of the table."""

    def __init__(self, stage: Stage, row: Row):
        self.stage, self.row = stage, row
        self.clerk = stage.actor("planning")

    def steps(self) -> Iterator[tuple[datetime, int, Callable[[], object]]]:
        row = self.row
        yield row["scheduled_at"], 0, self.schedule
        if "pack_at" in row:
            yield row["pack_at"], 1, self.draw_pack
        if row.get("planned"):
            return
        yield row["held_at"], 2, self.hold
        yield row["minuted_at"], 3, self.issue
        for place, decision in enumerate(row["decision"], 1):
            if "given_at" in decision:
                yield decision["given_at"], 4, partial(self.give, place, decision)
            if "done_on" in decision:
                yield at(decision["done_on"], "done"), 5, partial(self.complete, decision)

    @property
    def found(self) -> Meeting | None:
        return Meeting.objects.filter(number=self.row["number"]).first()

    def schedule(self) -> None:
        if self.found:
            return
        meeting = schedule_meeting(
            actor=self.clerk,
            number=self.row["number"],
            title=self.row["title"],
            kind=self.row["kind"],
            held_on=self.row["held_at"].date(),
            place=self.row["place"],
            chair=self.row["chair"],
        )
        set_agenda(actor=self.clerk, meeting=meeting, items=[self._item(item) for item in self.row["agenda"]])

    def _item(self, item: Row) -> Row:
        return {**item, "proposed_by": self.stage.bodies[item["by"]].pk}

    def draw_pack(self) -> None:
        meeting = self.found
        if meeting and not IssuedDocument.objects.filter(subject_id=meeting.pk, kind="plan.meeting_pack").exists():
            draw_meeting_pack(actor=self.clerk, meeting=meeting)

    def hold(self) -> None:
        meeting = self.found
        if meeting is None or meeting.state != MeetingState.PLANNED:
            return
        away = {self.stage.bodies[code].pk for code in self.row["absent"]}
        came = [row.body_id for row in meeting.attendance.all() if row.body_id not in away]
        hold_meeting(actor=self.clerk, meeting=meeting, present=came)
        items = {item.position: item for item in meeting.agenda.all()}
        for decision in self.row["decision"]:
            record_decision(
                actor=self.clerk, meeting=meeting, text=decision["text"], agenda_item=items.get(decision.get("item"))
            )

    def issue(self) -> None:
        meeting = self.found
        if meeting and meeting.state == MeetingState.HELD:
            write_minutes(actor=self.clerk, meeting=meeting, text=self.row["minutes"])
            issue_minutes(actor=self.stage.actor("chief"), meeting=meeting)

    def give(self, place: int, row: Row) -> None:
        decision = Decision.objects.get(meeting__number=self.row["number"], number=place)
        if decision.tasks.exists():
            return
        draft = Draft(
            title=row["title"],
            text=row["text"],
            lead=self.stage.bodies[row["lead"]],
            supports=[self.stage.bodies[code] for code in row["support"]],
            due_on=row["due"],
            due_explained=f"由{self.row['title']}议定为 {row['due']}",
            expected_evidence=row["evidence"],
        )
        decision_to_task(actor=self.clerk, plan=self.stage.plan, decision=decision, drafts=[draft])

    def complete(self, row: Row) -> None:
        task = PlanTask.objects.filter(title=row["title"], done_on=None, cancelled_on=None).first()
        if task is not None:
            complete_task(actor=self.clerk, task=task, note=f"已提交{row['evidence']}，同意办结{MARK}")
