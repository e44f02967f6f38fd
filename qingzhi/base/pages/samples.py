"""Made-up contents for the style guide; none of it is data of anybody."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms

from qingzhi.base import clock

from .components import Document, Entry, Figure, Stage, State, Tile
from .forms import DateField, FileField, PageForm
from .listing import Choice, Column, DateRange, Flag, Listing, Search

LONG = "推动知识产权密集型产业集聚发展并建立重点产业专利导航工作机制、完善产业知识产权风险预警与防控体系的年度实施任务（含跨部门联合推进事项）"
BODIES = ("省级示例部门甲", "省级示例部门乙", "示例市知识产权局", "示例州市场监督管理部门")
CHINA = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True)
class Row:
    """One row of the sample listing."""

    id: int
    title: str
    body: str
    state: State | None
    due_on: date | None
    percent: float | None
    elapsed: int
    amount: float
    history: list[int] = field(default_factory=list)

    def get_absolute_url(self) -> str:
        return f"?q={self.id}"


def rows(count: int = 46) -> list[Row]:
    """Rows in all states, some with long or missing values."""
    codes = ("late", "warn", "ok", "done", "unknown", "none")
    reasons = (
        "落后时间进度 21 个百分点",
        "落后时间进度 8 个百分点",
        "不落后于时间进度",
        "已达到目标值",
        "两期没有填报",
        "尚未到开始时间",
    )
    found = []
    for index in range(count):
        code = codes[index % 6]
        found.append(
            Row(
                id=index + 1,
                title=LONG if index == 2 else f"{index + 1}.开展第 {index + 1} 项示例任务",
                body=BODIES[index % 4],
                state=State(code, reason=reasons[index % 6]),
                due_on=None if index == 5 else clock.today() + timedelta(days=index * 3 - 9),
                percent=None if code in ("unknown", "none") else min(100, 37 + index * 7 % 70),
                elapsed=62,
                amount=1200000.5 * (index + 1),
                history=[(index * 7 + step * step * (1 + index % 3) + (step * index) % 11) % 40 for step in range(6)],
            )
        )
    return found


class SampleListing(Listing):
    name = "示例任务清单"
    columns = [
        Column("title", "任务", kind="link", sub="body"),
        Column("state", "状态", kind="state"),
        Column("due_on", "期限", kind="deadline"),
        Column("percent", "完成进度", kind="meter", elapsed=lambda row: row.elapsed, hint="竖线为时间进度"),
        Column("history", "趋势", kind="sparkline", drop=True),
        Column("amount", "经费（元）", kind="money", drop=True),
    ]
    filters = [
        Search("q", "按任务或单位查找", fields=["title", "body"], placeholder="例如：示例"),
        Choice("state", "状态", options=[("late", "滞后"), ("warn", "预警"), ("ok", "正常"), ("done", "已完成")]),
        Choice("body", "责任单位", options=lambda listing: BODIES),
        DateRange("due", "期限", lookup="due_on"),
        Flag("long", "仅看长标题", narrowing=lambda rows: [row for row in rows if len(row.title) > 40]),
    ]
    saved = [("全部", ""), ("滞后任务", "state=late"), ("示例市的任务", "body=示例市知识产权局")]
    default_order = ("state", "due_on")
    empty_title, empty_hint, empty_action = "还没有任务", "发布计划后，任务会列在这里。", ("去发布计划", "/")


class EmptyListing(SampleListing):
    name = "还没有内容的清单"


class NothingFound(SampleListing):
    name = "没有查到的清单"


class SampleForm(PageForm):
    title = forms.CharField(label="任务名称", max_length=60, help_text="写清由谁做什么，不超过 60 字。")
    body = forms.CharField(label="责任单位", required=False)
    kind = forms.ChoiceField(label="任务类别", choices=[("", "请选择"), ("a", "制度建设"), ("b", "项目实施")])
    due_on = DateField(label="完成期限", help_text="不晚于计划期末。")
    percent = forms.IntegerField(label="完成进度（%）", min_value=0, max_value=100)
    parts = forms.MultipleChoiceField(
        label="参与单位",
        choices=[("1", BODIES[0]), ("2", BODIES[1])],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    level = forms.ChoiceField(label="重要程度", choices=[("1", "一般"), ("2", "重要")], widget=forms.RadioSelect)
    note = forms.CharField(label="进展说明", widget=forms.Textarea, required=False)
    proof = FileField(label="证明材料", required=False, max_files=3, max_mib=20)
    sure = forms.BooleanField(label="我已核对以上内容不涉密")


def contents() -> dict[str, Any]:
    """Everything that the overview shows."""
    today = clock.today()
    known = {"body": (BODIES[0], "单位登记")}
    wrong = SampleForm(
        {"title": "", "percent": "abc", "version": "1", "note": LONG}, known=known, version=2, auto_id="wrong_%s"
    )
    wrong.is_valid()
    wrong.edited_meanwhile(2, {"note": "他人刚刚改成这样"})
    years = [2013, 2014, 2015, 2016, 2017, 2018]
    values = [
        {"year": str(year), "count": count, "kind": kind}
        for kind, counts in (
            ("发明专利授权", (420, 488, 530, 610, 655, 702)),
            ("商标注册（百件）", (310, 356, 340, 372, 402, 430)),
        )
        for year, count in zip(years, counts, strict=True)
    ]
    line = {
        "data": {"values": values},
        "mark": {"type": "line", "point": True},
        "encoding": {
            "x": {"field": "year", "type": "ordinal", "title": "年度"},
            "y": {"field": "count", "type": "quantitative", "title": "件"},
            "color": {"field": "kind", "type": "nominal", "title": "类别"},
            "strokeDash": {"field": "kind", "type": "nominal", "title": "类别"},
        },
    }
    bar = {
        "data": {
            "values": [
                {"place": f"示例{n}州", "rate": rate}
                for n, rate in zip("甲乙丙丁戊己", (91, 83, 74, 62, 47, 41), strict=True)
            ]
        },
        "mark": "bar",
        "encoding": {
            "y": {"field": "place", "type": "nominal", "title": "地区", "sort": "-x"},
            "x": {"field": "rate", "type": "quantitative", "title": "完成率（%）", "scale": {"domain": [0, 100]}},
        },
    }
    return {
        "today": today,
        "figures": [
            Figure("任务总数", 157, "?", "约束性 42 / 预期性 115", unit="项"),
            Figure("滞后", 12, "?state=late", "落后时间进度超过 20 个百分点", "late"),
            Figure("预警", 23, "?state=warn", "落后 5 至 20 个百分点", "warn"),
            Figure("正常", 98, "?state=ok", "不落后于时间进度", "ok"),
            Figure("已完成", 24, "?state=done", "已达到目标值", "done"),
        ],
        "states": [State(code, reason="依据：进度与时间进度之差") for code in ("ok", "warn", "late", "done", "unknown", "none")],
        "days": [today - timedelta(days=2), today, today + timedelta(days=3), today + timedelta(days=40)],
        "done": State("done"),
        "explained": ["自 2018年6月1日 收到之日次日起算", "20 个工作日，跳过端午节 1 天和周末 8 天", "6月12日至14日补正，停算 3 天"],
        "late": State("late"),
        "warn": State("warn"),
        "history": [3, 5, None, 6, 9, 12],
        "stages": [
            Stage("受理", "past", "6月1日"), Stage("审查", "past", "6月9日"), Stage("公示", "now", "至 7月5日"),
            Stage("决定"), Stage("归档"),
        ],
        "stopped": [Stage("受理", "past", "6月1日"), Stage("审查", "stopped", "申请人撤回"), Stage("决定")],
        "entries": [
            Entry(datetime(2018, 6, 29, 16, 5, tzinfo=CHINA), f"{BODIES[0]} 张示例", "认可第二季度填报", basis="《示例计划》第十二条", state=""),
            Entry(date(2018, 6, 25), f"{BODIES[2]} 李示例", "提交第二季度填报", note=LONG, attachments=[("佐证材料.pdf", "#documents")]),
            Entry(date(2018, 6, 20), "系统", "发出催办通知，逾期 2 天", state="late"),
        ],
        "documents": [
            Document("关于开展年度任务自查的通知.docx", "#documents", 48213, "第 2 稿", "9f86d081884c7d659a2feaa0c55ad015", today),
            Document(LONG + ".pdf", "#documents", 2248213, at=today),
        ],
        "facts": [("案号", "示知裁〔2018〕14 号"), ("承办人", "张示例"), ("法定期限", "2018-08-01"), ("当事人", LONG), ("结果", "")],
        "tiles": [
            Tile(name, value, "#tiles" if value is not None else "", step, column, row)
            for name, value, step, column, row in (
                ("示例西州", 88, 5, 1, 1), ("示例北州", 68, 3, 2, 1), ("示例市", 91, 5, 3, 1), ("示例东市", 83, 4, 4, 1),
                ("示例树州", 47, 1, 1, 2), ("示例洛州", None, 0, 2, 2), ("示例南州", 74, 3, 3, 2), ("示例黄州", 62, 2, 4, 2),
            )
        ],
        "legend": [(1, "50 以下"), (2, "50–65"), (3, "65–75"), (4, "75–85"), (5, "85 以上"), (0, "无数据")],
        "line": line,
        "bar": bar,
        "broken": {"mark": "no-such-mark", "data": {"values": [{"项目": "甲", "数": 1}]}},
        "form": SampleForm(known=known, initial={"title": "示例任务"}),
        "wrong": wrong,
        "audit": [
            {
                "at": datetime(2018, 6, 29, 16, 5, tzinfo=CHINA), "actor_name": "张示例", "body_name": BODIES[0], "role_title": "计划处",
                "action": "plan.accept_report", "title": "认可填报", "changes": {"完成进度": ["57", "64"], "状态": [None, "正常"]}, "reason": "材料齐全",
            }
        ],
        "long": LONG,
    }  # fmt: skip
