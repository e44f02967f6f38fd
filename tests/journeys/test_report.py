"""The yearly report as its people walk it: drafted, edited, redrawn beneath the edit, issued, downloaded, a code led to its figure."""

import io
import re
import zipfile
from pathlib import Path
from typing import Any

from qingzhi.base.identity.models import Body
from qingzhi.base.identity.testing import a_post, a_role, an_account
from qingzhi.base.permits import Scope
from qingzhi.domains.metrics.actions import report_issuing
from qingzhi.domains.metrics.tests.reporting import correct, set_up_years

from .conftest import fits
from .test_campaign import opens, says, sends

OFFICE = ("metrics.statistic.view", "metrics.report.view", "metrics.report.draft", "tasks.view", "tasks.handle")
CHIEF = (*OFFICE, "metrics.report.issue", "documents.view", "documents.issue")
OWN = "2016年，专利授权量1,357件，创历史新高，量质齐升。"


def test_a_report_is_drafted_edited_redrawn_and_issued(
    new_page: Any, enter: Any, demo_day: Any, axe: Any, monkeypatch: Any
) -> None:
    monkeypatch.setattr(report_issuing, "pages_laid_out", lambda report, content: ())  # laid out once, below
    body = Body.objects.get(pk=set_up_years().body_id)
    people = {}
    for name, permits in {"desk": OFFICE, "chief": CHIEF}.items():
        user = an_account(name, name)
        a_post(user, a_role(name, *permits, scope=Scope.ALL), body)
        people[name] = new_page()
        enter(people[name], user)
    desk, chief, anybody = people["desk"], people["chief"], new_page(width=390)

    desk.goto("/metrics/reports/")
    opens(desk, "起草报告")
    sends(desk, "保存", code="yearly", period="2016")
    assert "2016年，专利授权量1,357件，比上年增长11.5%" in says(desk).replace("[1]", "").replace("[2]", "").replace(
        "\n", ""
    )
    report = desk.url
    rewrites(desk, "said")
    assert "创历史新高" in sends(desk, "保存", text=OWN)

    desk.wait_for_load_state("networkidle")  # the charts have come: the database is shared with the server
    correct(value=1360)
    desk.goto(report)
    assert "取数以后有 1 个数作了修订" in says(desk)
    redrawn = sends(desk, "重新取数")
    assert "创历史新高" in redrawn and "这段文字是手工写的，所依据的数已变化" in redrawn
    assert "原为 1,357，现为 1,360" in redrawn and "漏登三件" in redrawn
    axe(desk)
    assert "请逐段修改" in sends(desk, "送审")
    rewrites(desk, "said")
    axe(desk)
    sends(desk, "保存", text=OWN.replace("1,357", "1,360"))
    assert "已送审" in sends(desk, "送审")

    chief.goto(report)
    opens(chief, "签发")
    issued = sends(chief, "签发")
    assert "已签发" in issued and "甲知报〔2018〕1号" in issued
    words = downloaded(chief, "Word（docx）")
    with zipfile.ZipFile(io.BytesIO(words)) as package:
        printed = re.sub(r"<[^>]+>", "", package.read("word/document.xml").decode())
    assert "量质齐升" in printed and "附录　数据核验码" in printed
    code = re.search(r"\[1\]甲省2016年1,360([0-9A-Z]{3}(?:-[0-9A-Z]{3}){2})", printed)
    assert code is not None, printed[-400:]

    anybody.goto("/reports/")
    opens(anybody, "2016年甲省知识产权发展状况报告")
    assert fits(anybody) and "1,360件" in says(anybody)
    axe(anybody)
    anybody.goto(f"/figures/{code[1].replace('-', '')}/")
    assert "1,360" in says(anybody) and "专利授权量" in says(anybody) and "漏登三件" in says(anybody)


def rewrites(page: Any, key: str) -> None:
    with page.expect_navigation():
        page.locator(f"#{key}").get_by_role("link", name="改文字").click()


def downloaded(page: Any, link: str) -> bytes:
    with page.expect_download() as waiting:
        page.locator("main").get_by_role("link", name=link, exact=True).first.click()
    return Path(waiting.value.path()).read_bytes()
