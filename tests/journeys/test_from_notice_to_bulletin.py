"""The whole way, as five people walk it on the real demonstration: compile → correct → publish → divide → report →
return → report again → accept → dun → answer → bulletin.

Web and worker run as `qingzhi up` runs them; every step is a click.
"""

import socket
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from tests.demo import PASSWORD, demo_copy, demo_site
from tests.journeys.calm import calm, watched

NOTICE = """青海省人民政府办公厅关于印发青海省专利导航试点方案的通知

青政办〔2018〕66号

各市、自治州人民政府,省政府各委、办、厅、局:

《青海省专利导航试点方案》已经省政府同意,现印发给你们,请认真组织实施。

青海省人民政府办公厅

2018年5月20日

青海省专利导航试点方案

(2018—2020年)

一、工作目标

到2020年,建成专利导航服务基地6个以上。

二、重点任务

(一)建设导航基地。围绕锂电、光伏产业开展专利导航,建设专利导航服务基地。2018年底前,完成首批项目遴选。(省科技厅牵头,省经济和信息化委配合)

(二)培养导航人才。每年举办专利导航培训班2期以上。(责任单位:省教育厅)
"""
PLAN = "青海省专利导航试点方案(2018—2020年)"
TASK = "完成首批项目遴选"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The demonstration, up and running."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with demo_site(demo_copy(tmp_path_factory.mktemp("demo") / "data"), port) as address:
        yield address


class Person:
    """Somebody at a browser of their own."""

    def __init__(self, browser: Any, site: str, account: str):
        context = browser.new_context(base_url=site, locale="zh-CN", viewport={"width": 1440, "height": 900})
        context.set_default_timeout(15_000)
        self.page = watched(context.new_page())
        self.page.goto("/sign-in/")
        self.page.locator("input[name=username]").fill(account)
        self.page.locator("input[name=password]").fill(PASSWORD)
        self.page.locator("input[name=password]").press("Enter")
        self.page.wait_for_url(lambda url: "sign-in" not in url)

    def opens(self, path: str) -> Any:
        self.page.goto(path)
        return self.page

    def follows(self, link: str) -> Any:
        inside = self.page.locator("main").get_by_role("link", name=link)
        (inside if inside.count() else self.page.get_by_role("link", name=link)).first.click()
        calm(self.page)
        return self.page

    def presses(self, button: str) -> str:
        """Press a button; what the page says afterwards."""
        self.page.get_by_role("button", name=button).first.click()
        calm(self.page)
        return self.page.locator("main").inner_text()

    def reads(self, path: str) -> str:
        return self.opens(path).locator("main").inner_text()


def test_five_people_walk_from_the_notice_to_the_bulletin(browser: Any, site: str, tmp_path: Path) -> None:
    clerk, chief, member, prefecture, leader = (
        Person(browser, site, account) for account in ("planning", "chief", "science", "huangnan", "leader")
    )

    # compile, correct
    notice = tmp_path / "notice.txt"
    notice.write_text(NOTICE, encoding="gb18030")
    clerk.opens("/plan/import/").set_input_files("input[type=file]", notice)
    assert PLAN in clerk.presses("导入并开始核对")
    review = clerk.page.url
    measure = clerk.page.locator("article.item-measure", has_text=TASK)
    measure.get_by_role("link", name="更正").click()
    clerk.page.locator("input[name=due_on]").fill("2018-10-31")
    clerk.page.get_by_role("button", name="保存").click()
    measure.get_by_text("2018-10-31").wait_for()

    # publish; then nobody corrects any more
    assert "没有权限" in clerk.reads(f"{review}publish/")
    chief.opens(review)
    chief.follows("发布")
    assert "已发布" in chief.presses("确认发布")
    assert "更正" not in clerk.reads(review)

    # divide
    clerk.page.locator("article.item-measure", has_text=TASK).get_by_role("link", name="下达任务").click()
    assert clerk.page.get_by_label("省科技厅（").is_checked(), "the lead that the text names is proposed"
    clerk.page.locator("input[name=due_on]").fill("2018-07-31")
    assert "已下达 1 项任务" in clerk.presses("下达任务")
    clerk.opens("/plan/rounds/open/").select_option("select[name=plan]", label=PLAN)
    for field, value in {"label": "2018年7月", "period_from": "2018-07-01", "period_to": "2018-07-31"}.items():
        clerk.page.fill(f"[name={field}]", value)
    clerk.page.fill("[name=due_on]", "2018-08-10")
    assert "已开启" in clerk.presses("开启")

    # report, return, report again, accept
    member.opens("/plan/tasks/mine/")
    member.page.locator("#owed").get_by_role("link", name=TASK).click()
    report = member.page.url
    member.page.fill("[name=text]", "已征集项目 12 个(示例)。")
    member.page.fill("[name=percent]", "40")
    assert "已提交" in member.presses("提交审核")
    clerk.opens("/plan/review/")
    clerk.page.get_by_role("link", name=TASK).first.click()
    calm(clerk.page)
    queue = clerk.page.url
    clerk.page.locator("textarea[name=reason]").fill("请补充遴选评审意见作为佐证")
    assert "退回" in clerk.presses("退回")
    assert "请补充遴选评审意见作为佐证" in member.reads(report)
    evidence = tmp_path / "评审意见(示例).docx"
    paper = Document()
    paper.add_paragraph("专家评审意见:同意首批 6 个项目(示例)。")
    paper.save(str(evidence))
    member.page.set_input_files("input[name=evidence]", evidence)
    member.page.fill("[name=percent]", "60")
    assert "已提交" in member.presses("提交审核")
    assert "评审意见(示例).docx" in clerk.reads(queue)
    assert "认可" in clerk.presses("认可")
    assert "60%" in clerk.reads("/plan/tasks/?q=遴选")

    # somebody else's report stays theirs
    assert prefecture.opens(report).locator("h1").inner_text() == "没有找到"

    # dun, answer, close
    board = clerk.opens("/plan/inaction/")
    board.locator("tr", has_text="黄南").get_by_role("link", name="督办").click()
    assert "黄南" in clerk.presses("制发督办单")
    dunning = clerk.page.url
    with clerk.page.expect_download() as download:
        clerk.page.locator("a[href^='/files/']").first.click()
    docx = tmp_path / "督办单.docx"
    download.value.save_as(docx)
    assert "督办" in zipfile.ZipFile(docx).read("word/document.xml").decode()
    prefecture.opens(dunning)
    prefecture.follows("答复")
    prefecture.page.fill("textarea[name=text]", "已约谈责任人,7月15日前办结(示例)。")
    assert "7月15日前办结" in prefecture.presses("提交答复")
    chief.opens(dunning)
    chief.follows("办结")
    chief.page.fill("[name=reason]", "同意办结(示例)")
    assert "已办结" in chief.presses("办结")

    # bulletin, and the leader reads it
    clerk.opens("/plan/rounds/")
    clerk.follows("2018年7月")
    clerk.follows("通报")
    assert "通报" in clerk.presses("制发通报")
    assert "通报" in leader.reads("/documents/")
    assert "督办" in leader.reads("/plan/records/ip-632300/")
