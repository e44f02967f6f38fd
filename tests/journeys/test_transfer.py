"""From a penalty case to the police who say nothing: the threshold of the day of the act, the silence that both sides and the joint
conference read, the procuratorate's supervision, the filing; the penalty case waits and ends with it."""

from datetime import date
from typing import Any

from qingzhi.base.identity.testing import a_body
from qingzhi.base.permits import SYSTEM
from qingzhi.domains.coordination.actions import tell_silence
from qingzhi.domains.coordination.testing import body_of, make_rules
from qingzhi.domains.enforcement.testing.cases import SERIES, make_penalty, walk
from qingzhi.engine.documents.actions import load_series
from qingzhi.engine.procedures.models import Case
from tests.journeys.office import follows, hands_in, presses, says, shipped, takes, turn_to

PAPERS = ("涉嫌犯罪案件移送书", "调查报告", "涉案物品清单")


def investigated() -> Case:
    """A penalty case about counterfeit goods in its investigation."""
    office = body_of("office")
    make_rules()
    made = make_penalty(
        body=office, party_name="示例酒类经营部（虚构）", facts="查获假冒商标的白酒480瓶，账载已售八万元。"
    )
    load_series(actor=SYSTEM, rows=[{**SERIES, "body": office.code}])
    return walk(made.case, "assign", "propose_filing", "file")


def test_silent_police_are_supervised(new_page: Any, enter: Any, demo_day: Any, axe: Any) -> None:
    turn_to(date(2018, 7, 2))
    penalty = investigated()
    roles = {
        "clerk": ("enforcement_office", "office"), "chief": ("enforcement_chief", "office"), "police": ("police", "police"),
        "justice": ("procuratorate", "procuratorate"), "conference": ("planning_office", "conference"),
    }  # fmt: skip
    pages = {name: new_page() for name in roles}
    for name, (role, seat) in roles.items():
        enter(pages[name], shipped(name, role, _seat(seat)))
    clerk, chief, police, justice, conference = pages.values()

    clerk.goto(f"/cases/{penalty.pk}/")
    follows(clerk, "移送公安机关")
    assert clerk.input_value("[name=suspect]") == "示例酒类经营部（虚构）"
    clerk.fill("[name=acted_on]", "2018-03-01")
    clerk.fill("[name=turnover]", "40000")
    clerk.select_option("[name=police]", label="示例公安局")
    clerk.select_option("[name=procuratorate]", label="示例检察院")
    assert "没有达到追诉标准" in presses(clerk, "提出移送"), "forty thousand are below the threshold of 2018"
    clerk.fill("[name=turnover]", "80000")
    told = presses(clerk, "提出移送")
    assert "行为发生日 2018-03-01 的标准" in told and "2018-07-05" in told, "three days to decide"
    case = int(clerk.url.rstrip("/").rsplit("/", 1)[-1])
    takes(chief, case, "approve")
    clerk.goto(f"/cases/{penalty.pk}/")
    assert "公安机关审查" in says(clerk) and "停止计算" in says(clerk)
    for label in PAPERS:
        hands_in(clerk, case, label)
    takes(clerk, case, "send")

    turn_to(date(2018, 7, 4))
    tell_silence()
    for page in (clerk, police, conference):
        page.goto("/coordination/board/")
        row = page.locator("main tr", has_text="示例公安局").inner_text()
        assert "逾期" in row, "both sides and the joint conference read who is silent"
    axe(conference)
    takes(clerk, case, "ask_supervision_silent", note="逾期没有签收，建议监督立案")
    told = takes(justice, case, "ask_reasons")
    assert "2018-07-11" in told, "seven days"
    assert "已立案" in takes(police, case, "file", filing_number="示公立字〔2018〕1号")
    penalty.refresh_from_db()
    assert penalty.outcome == "transferred"
    assert "已移交" in takes(clerk, case, "hand_goods", handed_on="2018-07-04")
    police.goto("/coordination/board/")
    assert "正常" in police.locator("main tr", has_text="示例公安局").inner_text()
    axe(clerk)


def _seat(code: str) -> Any:
    return a_body("conference", "示例联席会议办公室") if code == "conference" else body_of(code)
