"""Each component in each of its states."""

from datetime import date, datetime
from decimal import Decimal
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from django.template import engines
from django.template.loader import render_to_string

from qingzhi.base import clock
from qingzhi.base.pages.components import Document, Entry, Figure, Stage, State, Tile, deadline_of, state_of
from qingzhi.base.pages.icons import SHAPES

TODAY = date(2018, 7, 1)


def draw(source, **context):
    with clock.fixed(TODAY):
        return engines["django"].from_string(source).render(context)


@pytest.mark.parametrize("code", ["ok", "warn", "late", "done", "unknown", "none"])
def test_a_light_is_icon_word_and_colour(code):
    tag = draw("{% state_tag state %}", state=State(code, reason="因为<b>"))
    assert f"tag-{code}" in tag and "<svg" in tag and State(code).label in tag
    assert 'title="因为&lt;b&gt;"' in tag


def test_any_object_with_code_label_and_reason_is_a_state():
    other = SimpleNamespace(code="warn", label="临期", reason="")
    assert "临期" in draw("{% state_tag state %}", state=other)
    assert "临期" in draw("{% state_tag state %}", state={"code": "warn", "label": "临期"})
    assert "滞后" in draw("{% state_tag state %}", state="late")
    assert "—" in draw("{% state_tag state %}", state=None)
    assert "tag-none" in draw(
        "{% state_tag state %}", state=SimpleNamespace(code='x" onclick="', label="甲", reason="")
    )
    assert state_of(None) is None


@pytest.mark.parametrize(
    ("due", "code", "text"),
    [
        (date(2018, 6, 29), "late", "逾期 2 天"),
        (date(2018, 6, 30), "late", "逾期 1 天"),
        (date(2018, 7, 1), "warn", "今天到期"),
        (date(2018, 7, 4), "warn", "剩 3 天"),
        (date(2018, 7, 8), "warn", "剩 7 天"),
        (date(2018, 7, 9), "ok", "剩 8 天"),
        (datetime(2018, 6, 30, 17, 0, tzinfo=ZoneInfo("UTC")), "warn", "今天到期"),
        (None, "none", "未定期限"),
    ],
)
def test_deadlines_at_their_edges(due, code, text):
    with clock.fixed(TODAY):
        found = deadline_of(due)
    assert (found.code, found.text) == (code, text)


def test_a_finished_deadline_is_calm_and_the_date_always_stands():
    tag = draw("{% deadline_tag due state %}", due=date(2018, 6, 1), state=State("done"))
    assert "已办结" in tag and "逾期" not in tag and '<time datetime="2018-06-01">2018-06-01</time>' in tag


def test_a_deadline_explains_itself_on_request():
    tag = draw("{% deadline_tag due explanation=steps %}", due=TODAY, steps=["次日起算", "跳过 <8> 天"])
    assert "<details>" in tag and "<li>次日起算</li>" in tag and "&lt;8&gt;" in tag


@pytest.mark.parametrize(
    ("percent", "width"), [(57, "57.0"), (0, "0.0"), (118, "100.0"), (-5, "0.0"), ("62.5", "62.5")]
)
def test_a_meter_stays_in_its_track(percent, width):
    assert f'class="meter-fg" width="{width}"' in draw("{% meter percent %}", percent=percent)


def test_a_meter_says_what_it_shows_and_ticks_the_time():
    bar = draw("{% meter 57 state 82 %}", state=State("late"))
    assert "meter-late" in bar and 'aria-label="完成进度 57%，时间进度 82%"' in bar and "M82.0 0v8" in bar
    assert "未填报" in draw("{% meter percent %}", percent=None)


def test_a_sparkline_needs_two_points_and_keeps_gaps_in_place():
    assert "—" in draw("{% sparkline values %}", values=[3])
    assert "—" in draw("{% sparkline values %}", values=None)
    line = draw('{% sparkline values "近三年" %}', values=[1, None, 3])
    assert 'points="2.0,23.0 78.0,3.0"' in line and 'aria-label="近三年：1、3"' in line
    assert "polyline" in draw("{% sparkline values %}", values=[5, 5, 5])
    assert "polyline" in draw("{% sparkline values %}", values=[None, 1, 2])


def test_icons_are_drawn_and_unknown_ones_do_no_harm():
    for name in SHAPES:
        assert "aria-hidden" in draw("{% icon name %}", name=name)
    assert "<circle" in draw("{% icon name %}", name='"><script>')
    assert 'role="img" aria-label="去掉"' in draw('{% icon "close" "去掉" %}')


def test_figures_lead_to_their_lists():
    strip = render_to_string(
        "pages/figures.html", {"figures": [Figure("滞后", 0, "?state=late", state="late"), Figure("总数", 3)]}
    )
    assert 'href="?state=late"' in strip and ">0<" in strip and strip.count("<a ") == 1


def test_timeline_tells_time_of_instants_and_day_of_days():
    entries = [
        Entry(datetime(2018, 6, 29, 16, 5, tzinfo=ZoneInfo("Asia/Shanghai")), "甲", "认可", basis="第十二条"),
        Entry(date(2018, 6, 1), "乙", "提交", attachments=[("证明.pdf", "/files/1/")]),
    ]
    drawn = render_to_string("pages/timeline.html", {"entries": entries})
    assert "2018-06-29 16:05" in drawn and "依据：第十二条" in drawn and 'href="/files/1/"' in drawn
    assert "2018-06-01</time>" in drawn
    assert "还没有经过" in render_to_string("pages/timeline.html", {"entries": []})


def test_stages_say_where_a_case_stands():
    stages = [Stage("受理", "past"), Stage("审查", "now"), Stage("决定"), Stage("撤回", "stopped")]
    drawn = render_to_string("pages/stages.html", {"stages": stages})
    assert drawn.count('aria-current="step"') == 1
    for word in ("（已完成）", "（进行中）", "（未开始）", "（已中止）"):
        assert word in drawn


def test_documents_with_size_and_hash_and_their_empty_state():
    drawn = render_to_string(
        "pages/documents.html", {"documents": [Document("a.pdf", "/f/", 2248213, sha256="9f" * 32)]}
    )
    assert "2.1 MB" in drawn and "9f9f9f9f9f9f9f9f…" in drawn
    assert "还没有文件" in render_to_string("pages/documents.html", {"documents": []})


def test_tiles_stand_in_their_cells_and_say_what_they_lack():
    tiles = [Tile("甲州", 88, "/a/", 5, 1, 2), Tile("乙州", None, "", 0, 2, 2)]
    drawn = render_to_string("pages/tiles.html", {"tiles": tiles, "columns": 4, "legend": [(5, "85 以上")]})
    assert 'class="at1 row2"' in drawn and "tile step5" in drawn and "无数据" in drawn and "85 以上" in drawn


def test_the_audit_drawer_shows_old_and_new():
    entry = {"at": datetime(2018, 7, 1, tzinfo=ZoneInfo("Asia/Shanghai")), "actor_name": "甲", "action": "plan.x"}
    entry["changes"] = {"状态": [None, "<正常>"]}
    drawn = render_to_string("pages/audit_drawer.html", {"entries": [entry]})
    assert "<del>空</del>" in drawn and "<正常>" not in drawn and "正常&gt;</ins>" in drawn
    assert "还没有变更" in render_to_string("pages/audit_drawer.html", {"entries": []})


def test_empty_loading_and_failed_say_what_to_do():
    assert "去发布" in render_to_string(
        "pages/empty.html", {"title": "还没有", "action_url": "/", "action_label": "去发布"}
    )
    assert 'aria-busy="true"' in render_to_string("pages/loading.html")
    failed = render_to_string("pages/failed.html", {"reason": "没有响应。", "reference": "9A3F", "retry_url": "/x/"})
    assert "参考号 9A3F" in failed and 'href="/x/"' in failed


def test_elder_mode_cuts_the_portal_to_four_entries():
    entries = [{"label": f"事项{number}", "url": "/", "icon": "file"} for number in range(6)]
    assert "更多服务" not in render_to_string("pages/entries.html", {"entries": entries, "size": "m"})
    cut = render_to_string("pages/entries.html", {"entries": entries, "size": "xl"})
    assert cut.index("事项3") < cut.index("更多服务") < cut.index("事项4")


def test_thousands_stand_apart_and_places_are_those_that_a_number_has():
    drawn = draw("{% load humanize %}{{ a|number_cn }} {{ b|number_cn }} {{ c|number_cn }} {{ a|floatformat:'2g' }} {{ d|intcomma }}",
                 a=Decimal("80000.000000"), b=Decimal("-2.120000"), c=None, d=1234567)  # fmt: skip
    assert drawn == "80,000 -2.12  80,000.00 1,234,567"
