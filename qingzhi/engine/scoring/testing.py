"""Factories: thresholds, a scheme, rounds of made-up entries and experts."""

from collections.abc import Sequence
from datetime import date
from itertools import count
from typing import Any

from qingzhi.base.identity.models import Body, Subject
from qingzhi.base.identity.testing import a_body
from qingzhi.base.permits import SYSTEM, Actor, Scope
from qingzhi.base.regions.models import Level, Region

from .actions import (
    NewEntry,
    NewGroup,
    accept_seat,
    commit_seed,
    draw_panel,
    freeze_list,
    load_schemes,
    load_thresholds,
    open_round,
    submit_sheet,
)
from .models import Round, Seat, Sheet
from .sources import CandidateFacts, FoundConflict, Involved, candidate_source, conflict_source

THRESHOLDS = (
    ("totals.trim_from", 7, 1), ("totals.trim_each", 1, 1), ("totals.spread", 15, 1), ("totals.smallest_panel", 5, 1),
    ("review.experts", 3, 1), ("vote.quorum", 2, 3), ("vote.majority", 2, 3),
    ("conflict.employer_years", 3, 1), ("conflict.inventor_years", 5, 1),
)  # fmt: skip
CRITERIA = (
    ("quality", "", "专利质量", "group", 40), ("stable", "quality", "稳定性", "hand", 50), ("wide", "quality", "保护范围", "hand", 50),
    ("advanced", "", "技术先进性", "hand", 25), ("effect", "", "运用成效", "hand", 35),
)  # fmt: skip
_numbers = count(1)
_experts: dict[str, list[CandidateFacts]] = {}
_conflicts: list[tuple[int, str]] = []  # expert, title of the entry


def make_thresholds() -> None:
    """The numbers of the rules, from 2017 on."""
    rows = [
        {"code": code, "title": code, "value": str(value), "of": str(of), "valid_from": "2017-01-01", "source": "测试"}
        for code, value, of in THRESHOLDS
    ]
    load_thresholds(actor=SYSTEM, rows=rows)


def make_scheme(code: str = "award", criteria: Sequence[tuple[Any, ...]] = CRITERIA, tie: str = "effect") -> None:
    """A scheme with three heads and four leaves, all by hand, from 2017 on."""
    rows = [
        {"scheme": code, "valid_from": "2017-01-01", "code": row[0], "parent": row[1], "title": row[2], "kind": row[3],
         "weight": str(row[4]), "function": row[5] if len(row) > 5 else ""}
        for row in criteria
    ]  # fmt: skip
    head = {"code": code, "title": "专利奖评审标准", "valid_from": "2017-01-01", "tie_code": tie, "source": "测试"}
    load_schemes(actor=SYSTEM, schemes=[head], criteria=rows)


def make_experts(number: int, groups: tuple[str, ...] = ()) -> list[CandidateFacts]:
    """Subjects who may be drawn."""
    found = []
    for _ in range(number):
        name = f"专家{next(_numbers)}（示例）"
        subject = Subject.objects.create(kind="person", display_name=name)
        found.append(CandidateFacts(subject.pk, name, "某研究所（示例）", groups))
    return found


def make_record(name: str = "参评对象") -> Region:
    """A record that entries stand for; a region row stands for any."""
    number = next(_numbers)
    return Region.objects.create(
        code=f"8{number:05d}", name=f"{name}{number}", short_name=name, level=Level.COUNTY, source="测试"
    )


def make_round(
    *, entries: int = 3, experts: int = 9, quota: int = 5, body: Body | None = None, conflicts: Sequence[tuple[int, int]] = (),
    groups: Sequence[str] = ("A",), **values: Any,
) -> Round:  # fmt: skip
    """A round at its beginning; `conflicts` are (index of expert, index of entry) that the test's own source finds."""
    make_thresholds()
    if not values.get("scheme"):
        make_scheme()
    candidate_source("tests.experts", "测试专家", _told_experts)
    conflict_source("tests.conflict", "测试回避", _told_conflicts)
    _experts["all"] = make_experts(experts)
    asked = [
        NewEntry(
            subject=make_record(), group=groups[index % len(groups)], title=f"某公司的项目{index + 1}",
            blind_title=f"项目{index + 1}", involved=[Involved("applicant", name=f"某公司{index + 1}")],
        )
        for index in range(entries)
    ]  # fmt: skip
    _conflicts[:] = [(_experts["all"][expert].subject_id, asked[entry].title) for expert, entry in conflicts]
    code = f"round-{next(_numbers)}"
    return open_round(
        actor=SYSTEM, code=code, title="示例专利奖评审", scheme=values.pop("scheme", "award"), body=body or a_body(),
        groups=[NewGroup(one, f"第{one}组", quota) for one in groups], candidate_source="tests.experts",
        entries=asked, rules_on=date(2018, 7, 1), **values,
    )  # fmt: skip


def make_drawn_round(*, signed: bool = False, **values: Any) -> Round:
    """A round whose experts are drawn, and have signed if asked."""
    round_ = make_round(**values)
    commit_seed(actor=SYSTEM, round_=round_)
    freeze_list(actor=SYSTEM, round_=round_)
    draw_panel(actor=SYSTEM, round_=round_)
    if signed:
        for seat in Seat.objects.filter(group__round=round_):
            accept_seat(actor=expert_of(seat), seat=seat, declared=True)
    round_.refresh_from_db()
    return round_


def expert_of(seat: Seat) -> Actor:
    """The expert of a seat."""
    return Actor(
        kind="person", name=seat.candidate.name, user_id=1, subject_id=seat.candidate.subject_id, role="expert",
        role_title="专家", grants={"scoring.score": Scope.BODY},
    )  # fmt: skip


def score(sheet: Sheet, value: int | str) -> Sheet:
    """Submit the same score for every leaf."""
    codes = sheet.entry.round.version.criteria.filter(kind="hand").values_list("code", flat=True)
    return submit_sheet(actor=expert_of(sheet.seat), sheet=sheet, values=dict.fromkeys(codes, value))


def _told_experts(groups: Any, on: date) -> list[CandidateFacts]:
    return _experts.get("all", [])


def _told_conflicts(asked: Any) -> list[Any]:
    entries = {one.title: one.id for one in asked.entries}
    return [
        FoundConflict(expert, entries[title], "任职于申报单位", "测试登记", certain=True)
        for expert, title in _conflicts
        if title in entries and expert in asked.experts
    ]
