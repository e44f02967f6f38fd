"""Bodies, people, tasks, rounds and reports, in a province that is nowhere."""

from datetime import date
from itertools import count
from typing import Any

from qingzhi.base import clock
from qingzhi.base.files.models import StoredFile
from qingzhi.base.identity.models import Body, Person, Post, Role, Subject
from qingzhi.base.permits import Actor, Scope, all_permits
from qingzhi.base.regions.models import Level, Region
from qingzhi.engine.documents.models import DocumentSeries
from qingzhi.engine.limits.models import LimitRule

from ..actions.papers import SERIES
from ..actions.rounds import open_round
from ..models import (
    ConferenceOffice,
    EscalationLevel,
    Plan,
    PlanTask,
    PlanVersion,
    ProgressReport,
    ReportingRound,
    TaskThreshold,
)

START = date(2018, 1, 2)
_numbers = count(1)

PERMITS = {
    "planning_office": (Scope.ALL, None),
    "planning_chief": (Scope.ALL, None),
    "member_contact": (
        Scope.BODY,
        ("plan.task.view", "plan.round.view", "plan.report.view", "plan.report.write", "plan.dunning.view",
         "plan.dunning.answer", "plan.record.view"),
    ),
    "prefecture_office": (
        Scope.REGION,
        ("plan.task.view", "plan.task.split", "plan.round.view", "plan.report.view", "plan.report.write",
         "plan.dunning.view", "plan.dunning.answer", "plan.board.view", "plan.record.view",
         "plan.grassroots.view", "plan.grassroots.record"),
    ),
    "leader": (
        Scope.ALL,
        ("plan.task.view", "plan.round.view", "plan.report.view", "plan.dunning.view", "plan.board.view",
         "plan.record.view", "plan.conference.view", "plan.grassroots.view", "plan.legislation.view"),
    ),
}  # fmt: skip


def make_region(code: str = "990000", name: str = "甲省", level: str = Level.PROVINCE, **more: Any) -> Region:
    values = {"name": name, "short_name": name[:2], "level": level, "source": "测试", **more}
    return Region.objects.get_or_create(code=code, defaults=values)[0]


def make_prefectures(how_many: int = 2, counties: int = 2) -> list[Region]:
    """Prefectures below the province, each with counties."""
    province = make_region()
    found = []
    for number in range(1, how_many + 1):
        one = make_region(f"99{number:02d}00", f"第{number}州", Level.PREFECTURE, parent=province, position=number)
        for below in range(1, counties + 1):
            make_region(f"99{number:02d}{below:02d}", f"第{number}州{below}县", Level.COUNTY, parent=one)
        found.append(one)
    return found


def make_body(name: str = "", region: Region | None = None, **more: Any) -> Body:
    number = next(_numbers)
    name = name or f"第{number}厅"
    values = {"short_name": name, "kind": "department", "region": region or make_region(), **more}
    subject = Subject.objects.create(kind="body", display_name=name)
    return Body.objects.create(subject=subject, code=f"track-{number}", name=name, **values)


def make_actor(role: str = "planning_office", body: Body | None = None, name: str = "示例人员") -> Actor:
    """Somebody of a role, with the permits that it has in a province."""
    scope, codes = PERMITS[role]
    granted = codes or [one.code for one in all_permits() if not one.duty]
    body = body or make_body()
    return Actor(
        kind="person", name=name, user_id=next(_numbers), role=role, role_title=role, body_id=body.pk,
        body_name=body.name, region_code=body.region.code, grants=dict.fromkeys(granted, scope),
    )  # fmt: skip


def make_person(body: Body, role: str, name: str = "示例人员") -> Person:
    """A person in post at a body."""
    subject = Subject.objects.create(kind="person", display_name=name)
    person = Person.objects.create(subject=subject, name=name, fictional=True)
    found = Role.objects.get_or_create(code=role, defaults={"name": role})[0]
    Post.objects.create(person=person, body=body, role=found, valid_from=date(2000, 1, 1))
    return person


def make_plan(code: str = "sample", **more: Any) -> Plan:
    values = {"title": "示例省知识产权推进计划", "level": "province", "period_from": 2017, "period_to": 2020, **more}
    plan, created = Plan.objects.get_or_create(code=code, defaults=values)
    if created:
        PlanVersion.objects.create(
            plan=plan, number=1, state="published", title=plan.title, text=plan.title, compiled_sha256="0" * 64,
            made_at=clock.now(), made_by="示例人员",
        )  # fmt: skip
    return plan


def make_task(lead: Body | None = None, **more: Any) -> PlanTask:
    lead = lead or make_body()
    number = next(_numbers)
    values = {
        "plan": more.pop("plan", None) or make_plan(),
        "code": f"T{number}",
        "title": f"第{number}项任务",
        "region": lead.region,
        "opened_on": START,
        "due_on": date(2018, 12, 31),
        **more,
    }
    return PlanTask.objects.create(lead=lead, **values)


def make_round(actor: Actor | None = None, **more: Any) -> ReportingRound:
    """The second quarter of 2018, opened by the office with a duty for every open task."""
    values = {
        "plan": more.pop("plan", None) or make_plan(),
        "label": "2018年第二季度",
        "period_from": date(2018, 4, 1),
        "period_to": date(2018, 6, 30),
        "due_on": date(2018, 7, 13),
        **more,
    }
    return open_round(actor=actor or make_actor(), **values)


def make_report(task: PlanTask | None = None, round: ReportingRound | None = None, **more: Any) -> ProgressReport:
    """One report as a row, without an action."""
    task = task or make_task()
    round = round or make_bare_round(plan=task.plan)
    values = {"body": task.lead, "due_on": round.due_on, **more}
    return ProgressReport.objects.create(task=task, round=round, **values)


def make_bare_round(**more: Any) -> ReportingRound:
    """A round as a row, without any duty."""
    values = {
        "plan": more.pop("plan", None) or make_plan(),
        "label": f"第{next(_numbers)}期",
        "period_from": date(2018, 4, 1),
        "period_to": date(2018, 6, 30),
        "opens_on": date(2018, 7, 1),
        "due_on": date(2018, 7, 13),
        **more,
    }
    return ReportingRound.objects.create(**values)


def make_file(name: str = "佐证.pdf") -> StoredFile:
    number = next(_numbers)
    return StoredFile.objects.create(
        sha256=f"{number:064x}", name=name, media_type="application/pdf", size=1000, stored_by="示例人员",
        stored_at="2018-07-01T00:00:00+08:00",
    )  # fmt: skip


def set_up_reference() -> None:
    """Limits, thresholds, levels, document series and the office's name, so that every action can run."""
    for code, value in (("plan.dunning.answer", 10), ("plan.report.due", 10), ("plan.report.return", 5)):
        LimitRule.objects.get_or_create(
            code=code, defaults={"title": code, "value": value, "unit": "day", "counting": "working", "source": "测试"}
        )
    TaskThreshold.objects.get_or_create(
        valid_from=date(2017, 1, 1),
        defaults={"due_soon_days": 15, "milestone_days": 15, "report_days": 120, "source": "测试"},
    )
    for level, (title, days, role) in enumerate((("分管领导", 0, "leader"), ("召集人", 5, "planning_chief")), 1):
        EscalationLevel.objects.get_or_create(
            level=level,
            defaults={
                "title": title,
                "role": role,
                "days_after": days,
                "valid_from": date(2017, 1, 1),
                "source": "测试",
            },
        )
    body = Body.objects.filter(code="conference").first() or make_body("示例省知识产权局")
    ConferenceOffice.objects.get_or_create(
        valid_from=date(2017, 1, 1),
        defaults={
            "conference": "示例省知识产权联席会议",
            "body": body,
            "issuer_head": "示例省知识产权联席会议办公室文件",
            "signatory": "示例省知识产权联席会议办公室",
            "printed_by": "示例省知识产权联席会议办公室",
            "source": "测试",
        },
    )
    for number, code in enumerate(SERIES.values()):
        DocumentSeries.objects.get_or_create(code=code, defaults={"title": code, "prefix": f"示知{'督通纪材'[number]}"})
