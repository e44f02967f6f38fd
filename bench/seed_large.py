"""A large province in bulk: 200 bodies, 5,000 tasks, 60,000 reports, for measuring pages. Nothing in it is real."""

import random
from datetime import date, timedelta

from django.db import transaction

from qingzhi.base.identity.actions import load_roles
from qingzhi.base.identity.models import Body, Person, Post, Role, Subject, User
from qingzhi.base.permits import SYSTEM, all_permits
from qingzhi.base.regions.models import Level, Region
from qingzhi.domains.plan.models import (
    DunningEscalation,
    DunningNotice,
    DunningTask,
    EscalationLevel,
    GrassrootsCondition,
    Meeting,
    Milestone,
    Plan,
    PlanTask,
    ProgressReport,
    ReportingRound,
    ReportReturn,
    TaskThreshold,
)
from qingzhi.engine.tasks.models import WorkItem

TODAY = date(2018, 7, 1)
BODIES, TASKS, ROUNDS = 200, 5_000, 12
BATCH = 1_000


@transaction.atomic
def seed(bodies: int = BODIES, tasks: int = TASKS, rounds: int = ROUNDS) -> dict[str, int]:
    """Fill an empty database; returns how many rows of each kind."""
    luck = random.Random(20180701)
    regions = _regions()
    offices = _bodies(bodies, regions, luck)
    plan = Plan.objects.create(
        code="large", title="示例省知识产权推进计划", level="province", period_from=2017, period_to=2020
    )
    TaskThreshold.objects.create(
        due_soon_days=15, milestone_days=15, report_days=120, valid_from=date(2017, 1, 1), source="测试"
    )
    made = _tasks(plan, offices, tasks, luck)
    reports = _reports(plan, made, rounds, luck)
    notices = _notices(offices, made, luck)
    _items(made, luck)
    _others(regions)
    return {"bodies": bodies, "tasks": len(made), "reports": reports, "notices": notices}


def office_user() -> User:
    """The account of a clerk of the planning office, with every business permit."""
    roles = [{"code": "bench", "name": "规划处经办", "duty": "", "home": "office"}]
    grants = [{"role": "bench", "permit": one.code, "scope": "all"} for one in all_permits() if not one.duty]
    load_roles(actor=SYSTEM, roles=roles, grants=grants)
    person = Person.objects.create(
        subject=Subject.objects.create(kind="person", display_name="示例人员"), name="示例人员", fictional=True
    )
    body = Body.objects.order_by("pk").first()
    Post.objects.create(person=person, body=body, role=Role.objects.get(code="bench"), valid_from=date(2017, 1, 1))
    user = User(username="bench", person=person, is_demo=True, created_at="2018-07-01T00:00:00+08:00")
    user.set_unusable_password()
    user.save()
    return user


def _regions() -> list[Region]:
    province = Region.objects.create(
        code="990000", name="示例省", short_name="示例", level=Level.PROVINCE, source="测试"
    )
    found = [province]
    for number in range(1, 9):
        prefecture = Region.objects.create(
            code=f"99{number:02d}00", name=f"第{number}州", short_name=f"{number}州", level=Level.PREFECTURE,
            parent=province, position=number, source="测试",
        )  # fmt: skip
        found.append(prefecture)
        for below in range(1, 6):
            county = Region.objects.create(
                code=f"99{number:02d}{below:02d}", name=f"第{number}州{below}县", short_name=f"{number}.{below}县",
                level=Level.COUNTY, parent=prefecture, position=number * 10 + below, source="测试",
            )  # fmt: skip
            found.append(county)
    return found


def _bodies(count: int, regions: list[Region], luck: random.Random) -> list[Body]:
    subjects = Subject.objects.bulk_create(
        Subject(kind="body", display_name=f"第{n:03d}单位") for n in range(1, count + 1)
    )
    rows = [
        Body(
            subject=subject, code=f"body-{number:03d}", name=f"示例第{number:03d}单位", short_name=f"第{number:03d}单位",
            kind="department" if number <= 40 else "local_office", position=number,
            region=regions[0] if number <= 40 else luck.choice(regions[1:]),
        )
        for number, subject in enumerate(subjects, 1)
    ]  # fmt: skip
    return Body.objects.bulk_create(rows)


def _tasks(plan: Plan, bodies: list[Body], count: int, luck: random.Random) -> list[PlanTask]:
    rows = []
    for number in range(1, count + 1):
        lead = bodies[number % len(bodies)]
        due_on = TODAY + timedelta(days=luck.randint(-120, 700))
        done = luck.random() < 0.25
        rows.append(
            PlanTask(
                plan=plan, code=f"{number % 60 + 1}.{number}", title=f"第 {number} 项重点任务：开展知识产权培育和保护工作",
                text="按照推进计划要求组织实施。", lead=lead, region_id=lead.region_id, opened_on=date(2017, 7, 1),
                due_on=due_on, expected_evidence="统计报表和现场照片", percent=luck.randint(0, 95),
                started_on=date(2017, 8, 1) if luck.random() < 0.9 else None,
                reported_on=TODAY - timedelta(days=luck.randint(10, 200)),
                done_on=TODAY - timedelta(days=luck.randint(1, 200)) if done else None,
            )
        )  # fmt: skip
    made = PlanTask.objects.bulk_create(rows, batch_size=BATCH)
    Milestone.objects.bulk_create(
        (
            Milestone(task=task, title=f"节点{step}", due_on=task.due_on - timedelta(days=60 * step),
                      done_on=task.due_on if luck.random() < 0.8 else None)
            for task in made for step in (1, 2)
        ),
        batch_size=BATCH,
    )  # fmt: skip
    return made


def _reports(plan: Plan, tasks: list[PlanTask], rounds: int, luck: random.Random) -> int:
    begin, total = date(2017, 7, 1), 0
    for number in range(rounds):
        first = begin + timedelta(days=30 * number)
        due_on = first + timedelta(days=44)
        is_last = number == rounds - 1
        round_ = ReportingRound.objects.create(
            plan=plan, label=f"第{number + 1}期", period_from=first, period_to=first + timedelta(days=29),
            opens_on=first + timedelta(days=30), due_on=due_on,
            locked_at=None if is_last else f"{due_on + timedelta(days=30)}T10:00:00+08:00",
        )  # fmt: skip
        rows = []
        for task in tasks:
            state = luck.choices(
                ("accepted", "owed", "submitted", "returned", "draft") if is_last else ("accepted", "missed"),
                (55, 20, 15, 5, 5) if is_last else (95, 5),
            )[0]
            handed_in = state in ("accepted", "submitted", "returned")
            on = due_on - timedelta(days=luck.randint(-6, 10)) if handed_in else None
            rows.append(
                ProgressReport(
                    task=task, round=round_, body_id=task.lead_id, due_on=due_on, state=state,
                    text="本期按计划推进，完成走访、培训和摸底。" * 6 if handed_in else "", percent=luck.randint(0, 100),
                    version=2, first_submitted_on=on, submitted_at=f"{on}T10:00:00+08:00" if on else None,
                )
            )  # fmt: skip
        made = ProgressReport.objects.bulk_create(rows, batch_size=BATCH)
        ReportReturn.objects.bulk_create(
            (
                ReportReturn(report=one, body_id=one.body_id, returned_at=f"{due_on}T09:00:00+08:00", returned_by="示例人员",
                             reason="缺少佐证", due_on=due_on + timedelta(days=5))
                for one in made if luck.random() < 0.05
            ),
            batch_size=BATCH,
        )  # fmt: skip
        total += len(made)
    return total


def _notices(bodies: list[Body], tasks: list[PlanTask], luck: random.Random) -> int:
    level = EscalationLevel.objects.create(
        level=1, title="分管领导", role="leader", days_after=0, valid_from=date(2017, 1, 1), source="测试"
    )
    by_body: dict[int, list[PlanTask]] = {}
    for task in tasks:
        by_body.setdefault(task.lead_id, []).append(task)
    count = 0
    for number in range(400):
        body = bodies[number % len(bodies)]
        issued_on = TODAY - timedelta(days=luck.randint(1, 200))
        answered = luck.random() < 0.7
        notice = DunningNotice.objects.create(
            body=body, addressed_name=body.name, number=f"示知督〔2018〕{number + 1}号", issued_on=issued_on,
            issued_by="示例人员", answer_due_on=issued_on + timedelta(days=14),
            answered_at=f"{issued_on + timedelta(days=9)}T10:00:00+08:00" if answered else None,
            closed_on=issued_on + timedelta(days=20) if answered and luck.random() < 0.5 else None,
        )  # fmt: skip
        DunningTask.objects.bulk_create(
            DunningTask(notice=notice, task=task, due_on=task.due_on, days_late=10) for task in by_body[body.pk][:5]
        )
        if not answered and notice.answer_due_on < TODAY:
            DunningEscalation.objects.create(notice=notice, level=level, escalated_on=TODAY)
        count += 1
    return count


def _items(tasks: list[PlanTask], luck: random.Random) -> None:
    WorkItem.objects.bulk_create(
        (
            WorkItem(kind="plan.report", title=f"填报：{task.title}"[:200], url=f"/plan/reports/{task.pk}/", body_id=task.lead_id,
                     subject_kind="plan.progressreport", subject_id=str(task.pk), opened_at="2018-06-01T00:00:00+08:00",
                     due_on=TODAY + timedelta(days=luck.randint(-20, 20)))
            for task in tasks if luck.random() < 0.3
        ),
        batch_size=BATCH,
    )  # fmt: skip


def _others(regions: list[Region]) -> None:
    GrassrootsCondition.objects.bulk_create(
        GrassrootsCondition(region=region, year=year, bodies=1, full_time_staff=2, source="测试", recorded_by="示例人员",
                            recorded_at="2018-06-01T00:00:00+08:00")
        for region in regions[1:] for year in (2016, 2017)
    )  # fmt: skip
    Meeting.objects.bulk_create(
        Meeting(number=f"第{n}次", title=f"联席会议第{n}次全体会议", held_on=TODAY - timedelta(days=90 * n))
        for n in range(1, 20)
    )
