"""Users without luck, on the real demonstration: two clicks, two windows, a lost session, two clerks at once,
somebody else's papers, a classification mark, disguised and oversized files, programs killed in mid-work.
"""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from tests.demo import ROOT, demo_copy, demo_site, environment
from tests.journeys.calm import calm, watched
from tests.journeys.people import Person, free_port

pytestmark = pytest.mark.slow

OWED = """select report.id from plan_progressreport report join identity_body body on body.id = report.body_id
          where body.short_name = ? and report.state = 'owed' order by report.id"""
WAITING = "select id from plan_progressreport where state = 'submitted' order by id"
TOLD = "select count(*) from audit_auditentry where action = ? and object_id = ?"
CHECK = [sys.executable, "-m", "qingzhi", "check", "--format", "json"]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return demo_copy(tmp_path_factory.mktemp("unlucky") / "data")


@pytest.fixture(scope="module")
def site(data: Path) -> Iterator[str]:
    """The demonstration, up and running."""
    with demo_site(data, free_port()) as address:
        yield address


@pytest.fixture(scope="module")
def member(browser: Any, site: str) -> Person:
    return Person(browser, site, "culture")


@pytest.fixture(scope="module")
def clerk(browser: Any, site: str) -> Person:
    return Person(browser, site, "planning")


def asked(data: Path, sql: str, *values: Any) -> list[Any]:
    """The first column of the rows."""
    with sqlite3.connect(f"file:{data / 'qingzhi.sqlite3'}?mode=ro", uri=True, timeout=20) as base:
        return [row[0] for row in base.execute(sql, values)]


def waits(page: Any, until: Callable[[], bool]) -> None:
    """Until it is so in the database, ten seconds at the most; a page is idle before the first of two clicks has left it, too."""
    last = time.monotonic() + 10
    while not until() and time.monotonic() < last:
        page.wait_for_timeout(100)
    calm(page)


def owed(data: Path, body: str = "省文化新闻出版厅") -> int:
    """A report that the body owes still."""
    return int(asked(data, OWED, body)[0])


def state_of(data: Path, report: int) -> str:
    return str(asked(data, "select state from plan_progressreport where id = ?", report)[0])


def writes(person: Person, report: int, text: str, percent: str = "70") -> Any:
    """Fill in the form of a report."""
    page = person.opens(f"/plan/reports/{report}/write/")
    page.fill("[name=text]", text)
    page.fill("[name=percent]", percent)
    return page


def test_two_clicks_hand_in_one_report(data: Path, member: Person) -> None:
    report = owed(data)
    page = writes(member, report, "二季度完成调研两次（示例）。")
    page.get_by_role("button", name="提交审核").dblclick()
    waits(page, lambda: state_of(data, report) == "submitted")
    assert "二季度完成调研两次" in member.reads(f"/plan/reports/{report}/")
    assert state_of(data, report) == "submitted"
    assert asked(data, TOLD, "plan.submit_report", report) == [1]


def test_two_clicks_draw_one_notice(data: Path, clerk: Person) -> None:
    page = clerk.opens("/plan/inaction/")
    page.locator("tr", has_text="玉树").get_by_role("link", name="督办", exact=True).click()
    before = asked(data, "select count(*) from plan_dunningnotice")[0]
    page.get_by_role("button", name="制发督办单").dblclick()
    waits(page, lambda: asked(data, "select count(*) from plan_dunningnotice")[0] > before)
    assert "玉树" in clerk.says()
    assert asked(data, "select count(*) from plan_dunningnotice") == [before + 1]
    assert asked(data, "select count(*) from documents_issueddocument where number like '青知联督%'") == [before + 1]


def test_handed_in_from_two_windows(data: Path, member: Person) -> None:
    report = owed(data)
    page = writes(member, report, "第一个窗口提交的内容（示例）。")
    later = watched(member.context.new_page())
    later.goto(f"/plan/reports/{report}/write/")
    later.fill("[name=text]", "第二个窗口又写的内容（示例）。")
    later.fill("[name=percent]", "80")
    assert "已提交" in member.presses("提交审核")
    later.get_by_role("button", name="提交审核").click()
    calm(later)
    said = later.locator("main").inner_text()
    assert "已由马文博于" in said, "it says why"
    assert "没有保存" in said
    assert later.locator("[name=text]").input_value() == "第二个窗口又写的内容（示例）。"
    later.close()
    page.go_back()
    calm(page)
    if page.locator("[name=text]").count():  # the browser kept the form: handing in again changes nothing
        member.presses("提交审核")
    assert "第一个窗口提交的内容" in member.reads(f"/plan/reports/{report}/")
    assert asked(data, TOLD, "plan.submit_report", report) == [1]


def test_a_lost_session_keeps_the_draft(data: Path, member: Person) -> None:
    report = owed(data)
    page = writes(member, report, "写到一半会话过期（示例）。")
    page.get_by_text("草稿已保存在本机").wait_for()
    member.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    page.get_by_role("button", name="提交审核").click()
    page.locator("input[name=password]").wait_for()
    member.signs_in()
    assert page.url.endswith(f"/plan/reports/{report}/write/"), "signing in leads back to the form"
    member.presses("恢复草稿")
    assert page.locator("[name=text]").input_value() == "写到一半会话过期（示例）。"
    assert state_of(data, report) == "owed"
    assert "已提交" in member.presses("提交审核")


def test_two_clerks_decide_at_once(browser: Any, site: str, data: Path, clerk: Person) -> None:
    report = asked(data, WAITING)[0]
    other = Person(browser, site, "chief")
    for one in (clerk, other):
        one.opens(f"/plan/review/{report}/")
        one.page.locator("textarea[name=note]").fill("同意（示例）")
    clerk.presses("认可")
    other.page.locator("textarea[name=reason]").fill("请补充佐证（示例）")
    said = other.presses("退回补正")
    assert "已由马文青于" in said, "it says who was first"
    assert "您的决定没有记录" in said
    assert state_of(data, report) == "accepted"


def test_somebody_elses_report(browser: Any, site: str, data: Path) -> None:
    stranger = Person(browser, site, "huangnan")
    report = owed(data)
    for path in (f"/plan/reports/{report}/", f"/plan/reports/{report}/write/"):
        assert stranger.opens(path).locator("h1").inner_text() == "没有找到"
    own = writes(stranger, owed(data, "黄南州知识产权局"), "冒填（示例）。")
    own.locator("form[data-draft]").evaluate(f"form => form.action = '/plan/reports/{report}/write/'")
    stranger.presses("提交审核")
    assert own.locator("h1").inner_text() == "没有找到"
    assert state_of(data, report) == "owed"


def test_a_classification_mark_is_refused(data: Path, member: Person) -> None:
    report, text = owed(data), "本季度进展见附件，机密★10年。"
    page = writes(member, report, text)
    page.get_by_role("button", name="提交审核").click()
    calm(page)
    assert page.get_by_text("内容带有密级标志“机密★10年”").count() >= 1
    assert "本次提交未保存" in member.says()
    kept = asked(data, "select count(*) from plan_progressreport where text like '%机密★%'")
    told = asked(data, "select count(*) from audit_auditentry where changes like '%机密★%'")
    assert (kept, told) == ([0], [0])
    if not page.locator("[name=text]").count():  # a page of its own says it; the form lies behind it
        page.go_back()
    assert page.locator("[name=text]").input_value() == text, "what was typed can be had back"


def test_a_program_in_a_papers_clothes(data: Path, member: Person, tmp_path: Path) -> None:
    disguised = tmp_path / "验收报告.pdf"
    disguised.write_bytes(b"MZ\x90\x00\x03\x00\x00\x00" + b"\0" * 4096)
    report = owed(data)
    page = writes(member, report, "附件是伪装的程序（示例）。")
    page.set_input_files("input[name=evidence]", disguised)
    said = member.presses("提交审核")
    assert "验收报告.pdf" in said
    assert "没有提交成功" in said
    assert page.locator("[name=text]").input_value() == "附件是伪装的程序（示例）。"
    assert state_of(data, report) == "owed"


def test_sixty_megabytes(data: Path, member: Person, tmp_path: Path) -> None:
    large = tmp_path / "大文件.pdf"
    with large.open("wb") as file:
        file.write(b"%PDF-1.4\n")
        file.truncate(60 * 1024 * 1024)
    report = owed(data)
    page = writes(member, report, "附件太大（示例）。")
    page.set_input_files("input[name=evidence]", large)
    assert "超过大小限制" in member.says(), "told before it is sent"
    page.get_by_role("button", name="提交审核").click()
    page.get_by_text("超过 50 MB").first.wait_for(timeout=60_000)
    assert page.locator("[name=text]").input_value() == "附件太大（示例）。"
    assert state_of(data, report) == "owed"


class Programs:
    """Web and worker as an installation runs them, to be killed and started again."""

    def __init__(self, data: Path):
        self.data, self.port = data, free_port()
        self.running: list[subprocess.Popen[bytes]] = []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        for command in (["serve", "--port", str(self.port)], ["work"]):
            program = [sys.executable, "-m", "qingzhi", *command]
            self.running.append(subprocess.Popen(program, cwd=ROOT, env=environment(self.data), start_new_session=True))
        until = time.monotonic() + 60
        while True:
            try:
                urllib.request.urlopen(f"{self.address}/health/", timeout=2).close()
                return
            except OSError:
                assert time.monotonic() < until, "the web did not come up"
                time.sleep(0.2)

    def kill(self) -> None:
        for one in self.running:
            os.killpg(one.pid, signal.SIGKILL)
            one.wait(timeout=10)
        self.running.clear()


@pytest.fixture
def programs(tmp_path: Path) -> Iterator[Programs]:
    found = Programs(demo_copy(tmp_path / "data"))
    found.start()
    yield found
    found.kill()


def test_killed_in_mid_work_nothing_is_lost(browser: Any, programs: Programs) -> None:
    data = programs.data
    member = Person(browser, programs.address, "science")
    reports = asked(data, OWED, "省科技厅")[:3]
    texts = {report: f"第 {report} 号，断电之前提交（示例）。" for report in reports}
    for report in reports[:2]:
        writes(member, report, texts[report])
        assert "已提交" in member.presses("提交审核")
    page = writes(member, reports[2], texts[reports[2]])
    page.get_by_text("草稿已保存在本机").wait_for()
    page.get_by_role("button", name="提交审核").click(no_wait_after=True)
    programs.kill()
    programs.start()
    for report in reports[:2]:
        assert texts[report] in member.reads(f"/plan/reports/{report}/"), "still signed in, and it is there"
    if state_of(data, reports[2]) == "owed":  # killed before it was written: nothing half, and the draft is offered
        page = member.opens(f"/plan/reports/{reports[2]}/write/")
        member.presses("恢复草稿")
        assert page.locator("[name=text]").input_value() == texts[reports[2]]
        assert "已提交" in member.presses("提交审核")
    assert texts[reports[2]] in member.reads(f"/plan/reports/{reports[2]}/")
    for report in reports:
        assert asked(data, TOLD, "plan.submit_report", report) == [1]
    assert settled(data) == {}


def settled(data: Path) -> dict[str, list[str]]:
    """What `qingzhi check` complains of once the worker has caught up."""
    until = time.monotonic() + 60
    while True:
        said = subprocess.run(CHECK, cwd=ROOT, env=environment(data), capture_output=True, text=True, check=False)
        wrong = {one["name"]: one["problems"] for one in json.loads(said.stdout)["checks"] if one["problems"]}
        if not wrong or time.monotonic() > until:
            return wrong
        time.sleep(2)
