"""The state of a task at each of its edges."""

from datetime import date

import pytest

from qingzhi.domains.plan.rules.tracking.task_state import (
    Milestone,
    TaskFacts,
    TaskThresholds,
    deadline_tag,
    task_state,
)

ROW = TaskThresholds(30, 10, 45, date(2017, 1, 1), "省知识产权联席会议办公室确认的缺省值")
QUIET = TaskThresholds(30, 10, None, date(2017, 1, 1), "不要求报告")
TODAY = date(2018, 7, 1)
OPENED = date(2018, 6, 1)
FAR = date(2018, 12, 31)


def day(text):
    return date.fromisoformat(text) if text else None


def facts(opened="2018-06-01", due="2018-12-31", **more):
    return TaskFacts(day(opened), day(due), **more)


@pytest.mark.parametrize(
    ("task", "code", "reason"),
    [
        (facts(), "on_track", "期限 2018年12月31日，剩 183 天。"),
        (facts(due=None), "on_track", "未定期限。"),
        # the deadline: 30 days before is near, the day itself is in time, the next day is late
        (facts(due="2018-08-01"), "on_track", "期限 2018年8月1日，剩 31 天。"),
        (facts(due="2018-07-31"), "due_soon", "期限 2018年7月31日，剩 30 天。"),
        (facts(due="2018-07-01"), "due_soon", "期限 2018年7月1日，今天到期。"),
        (facts(due="2018-06-30"), "overdue", "期限 2018年6月30日，逾期 1 天。"),
        # not taken up
        (facts(None), "not_started", "责任单位尚未启动。"),
        (facts("2018-07-02"), "not_started", "计划于 2018年7月2日 启动。"),
        (facts("2018-07-01"), "on_track", "期限 2018年12月31日，剩 183 天。"),
        (facts(None, "2018-07-31"), "due_soon", "期限 2018年7月31日，剩 30 天；责任单位尚未启动。"),
        (facts(None, "2018-06-30"), "overdue", "期限 2018年6月30日，逾期 1 天；责任单位尚未启动。"),
        # reports: 45 days without one are borne
        (facts("2018-05-17"), "on_track", "期限 2018年12月31日，剩 183 天。"),
        (facts("2018-05-16"), "due_soon", "已 46 天没有审核通过的进展报告。"),
        (facts("2018-01-01", reported_on=date(2018, 5, 17)), "on_track", "期限 2018年12月31日，剩 183 天。"),
        (facts("2018-01-01", reported_on=date(2018, 5, 16)), "due_soon", "已 46 天没有审核通过的进展报告。"),
        # done and cancelled
        (facts(done_on=TODAY), "done", "2018年7月1日 完成；按期完成。"),
        (facts(done_on=date(2018, 7, 2)), "on_track", "期限 2018年12月31日，剩 183 天。"),
        (facts(due="2018-06-01", done_on=date(2018, 6, 1)), "done", "2018年6月1日 完成；按期完成。"),
        (facts(due="2018-06-01", done_on=date(2018, 6, 3)), "done", "2018年6月3日 完成；逾期 2 天完成。"),
        (facts(due=None, done_on=TODAY), "done", "2018年7月1日 完成。"),
        (facts(cancelled_on=TODAY, cancelled_reason="机构改革"), "cancelled", "2018年7月1日 撤销；机构改革。"),
        (facts(cancelled_on=date(2018, 7, 2)), "on_track", "期限 2018年12月31日，剩 183 天。"),
        (facts(due="2018-01-31", cancelled_on=TODAY, done_on=OPENED), "cancelled", "2018年7月1日 撤销。"),
    ],
)
def test_states(task, code, reason):
    state = task_state(task, TODAY, ROW)
    assert (state.code, state.reason) == (code, reason)


@pytest.mark.parametrize(
    ("due_on", "done_on", "code"),
    [
        (date(2018, 7, 1), None, "on_track"),
        (date(2018, 6, 30), None, "due_soon"),
        (date(2018, 6, 21), None, "due_soon"),
        (date(2018, 6, 20), None, "overdue"),
        (date(2018, 6, 20), date(2018, 7, 1), "on_track"),
        (date(2018, 6, 20), date(2018, 7, 2), "overdue"),
    ],
)
def test_milestones(due_on, done_on, code):
    task = facts(milestones=(Milestone("印发方案", due_on, done_on),))
    assert task_state(task, TODAY, ROW).code == code


def test_all_reasons_are_said_the_worst_first():
    task = facts("2018-01-01", "2018-07-10", milestones=(Milestone("印发方案", date(2018, 6, 1)),))
    assert task_state(task, TODAY, ROW).reason == (
        "节点“印发方案”逾期 30 天；期限 2018年7月10日，剩 9 天；已 181 天没有审核通过的进展报告。"
    )


@pytest.mark.parametrize(
    ("due", "suspended", "code", "tag"),
    [
        ("2018-06-15", "2018-06-15", "on_track", "中止中"),  # suspended on its last day
        ("2018-06-15", "2018-06-16", "overdue", "逾期 1 天"),  # late when suspended: stays so, and is not counted on
        ("2018-06-15", "2018-07-02", "overdue", "逾期 16 天"),  # suspended only tomorrow
        ("2018-12-31", "2018-07-01", "on_track", "中止中"),
    ],
)
def test_suspension(due, suspended, code, tag):
    task = facts(due=due, suspended_on=day(suspended), suspended_reason="等待机构改革方案")
    assert task_state(task, TODAY, QUIET).code == code
    assert deadline_tag(task, TODAY).label == tag


def test_a_suspended_task_says_why():
    task = facts(suspended_on=TODAY, suspended_reason="等待机构改革方案")
    assert task_state(task, TODAY, ROW).reason == "2018年7月1日 起暂停；等待机构改革方案。"


@pytest.mark.parametrize(
    ("task", "label"),
    [
        (facts(due="2018-07-04"), "剩 3 天"),
        (facts(due="2018-07-01"), "今天到期"),
        (facts(due="2018-06-29"), "逾期 2 天"),
        (facts(due=None), "未定期限"),
        (facts(due="2018-06-29", done_on=TODAY), "逾期 2 天完成"),
        (facts(done_on=TODAY), "按期完成"),
        (facts(due=None, done_on=TODAY), "已完成"),
        (facts(due="2018-06-29", cancelled_on=TODAY), "已撤销"),
    ],
)
def test_deadline_tags(task, label):
    assert deadline_tag(task, TODAY).label == label


def test_labels():
    labels = {task_state(task, TODAY, ROW).label for task in (facts(), facts(None), facts(due="2018-07-02"))}
    assert labels == {"正常", "未启动", "预警"}
    assert task_state(facts(due="2018-06-02"), TODAY, ROW).label == "滞后"
    assert task_state(facts(done_on=TODAY), TODAY, ROW).label == "完成"
    assert task_state(facts(cancelled_on=TODAY), TODAY, ROW).label == "撤销"
