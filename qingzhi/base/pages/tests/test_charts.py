"""Charts: drawn, kept, fit for the policy, with their table; never the reason for a page to fail."""

import re

import pytest

from qingzhi.base.pages import charts, samples
from qingzhi.base.pages.assets import FOLDER
from qingzhi.base.pages.drawing import cleaned

SPEC = {
    "data": {"values": [{"year": "2017", "count": 610}, {"year": "2018", "count": 702}]},
    "mark": "line",
    "encoding": {
        "x": {"field": "year", "type": "ordinal", "title": "年度"},
        "y": {"field": "count", "type": "quantitative", "title": "件"},
    },
}


@pytest.fixture(autouse=True)
def _nothing_kept():
    charts._svg_of.cache_clear()


def test_a_chart_has_finding_drawings_and_table():
    page = charts.figure(SPEC, "由 610 件升至 702 件")
    assert page.count("<svg") == len(charts.WIDTHS)
    assert 'role="img" aria-label="由 610 件升至 702 件"' in page
    assert '<th scope="col">年度</th>' in page and ">702</td>" in page
    assert "style=" not in page and "<style" not in page and "<script" not in page


def test_a_drawing_is_made_once(settings, monkeypatch):
    charts.figure(SPEC, "甲")
    assert len(list((settings.QINGZHI_DATA / "charts").glob("*.svg"))) == len(charts.WIDTHS)
    charts._svg_of.cache_clear()
    monkeypatch.setattr(charts, "_convert", lambda spec: pytest.fail("drawn again"))
    assert "<svg" in charts.figure(SPEC, "甲")


def test_a_spec_of_its_own_width_is_drawn_once():
    assert charts.figure({**SPEC, "width": 400}, "甲").count("<svg") == 1
    assert charts.figure({"hconcat": [SPEC, SPEC]}, "甲").count("<svg") == 1


def test_a_broken_spec_gives_its_table_and_no_error():
    page = charts.figure({"mark": "no-such-mark", "data": {"values": [{"项目": "甲"}]}}, "画不出来")
    assert "图形暂时画不出来" in page and ">甲</td>" in page and '<svg class="i"' in page
    assert "图形暂时画不出来" in charts.figure({}, "空")


def test_no_chart_fetches_anything():
    page = charts.figure({**SPEC, "data": {"url": "http://127.0.0.1:9/x.csv"}}, "别处的数据")
    assert "127.0.0.1" not in page


def test_a_folder_that_cannot_be_written_costs_only_time(settings, tmp_path):
    settings.QINGZHI_DATA = tmp_path / "file"
    settings.QINGZHI_DATA.write_text("")
    assert "<svg" in charts.figure(SPEC, "甲")


def test_every_colour_of_the_palette_has_a_token_in_the_dark():
    sheet = (FOLDER / "charts.css").read_text()
    for colour in (*charts.PALETTE, *charts.STEPS, *charts.STATES.values(), charts.INK, charts.INK_2, charts.LINE):
        assert f'[fill="{colour}"]' in sheet, colour


def test_drawings_use_only_colours_that_the_sheet_knows():
    sheet = (FOLDER / "charts.css").read_text()
    for spec in (samples.contents()["line"], samples.contents()["bar"]):
        for name, colour in re.findall(
            r'\b(fill|stroke)="(#[0-9a-fA-F]+|rgb[^"]*|[a-z]+)"', "".join(charts.drawn(spec))
        ):
            assert colour in {"none", "transparent"} or f'[{name}="{colour}"]' in sheet, (name, colour)


def test_a_table_may_be_given():
    page = charts.figure(SPEC, "甲", (["名称"], [["自己的表"]]))
    assert "自己的表" in page and ">702</td>" not in page


NASTY = """<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="10" height="10" viewBox="0 0 10 10" onload="x()">
<script>alert(1)</script><style>*{}</style><foreignObject><b/></foreignObject><image href="http://evil/x.png"/>
<g style="fill: red; stroke-width:2"><a href="javascript:alert(1)"><text onclick="x()">甲</text></a><a xlink:href="//evil/"/><a href="/tasks/"/></g>
<clipPath id="clip0"><path d="M0 0"/></clipPath><g clip-path="url(#clip0)"/></svg>"""


def test_drawings_are_cleaned():
    svg = cleaned(NASTY)
    for bad in (
        "script",
        "<style",
        "foreignObject",
        "image",
        "onload",
        "onclick",
        "style=",
        "javascript",
        "evil",
        'width="10"',
    ):
        assert bad not in svg, bad
    assert 'fill="red"' in svg and 'stroke-width="2"' in svg and 'href="/tasks/"' in svg and "甲" in svg
    assert re.search(r'id="(\w+)-clip0"', svg).group(1) in re.search(r"url\(#(\w+)-clip0\)", svg).group(0)


def test_outside_entities_are_not_read():
    assert "root:" not in cleaned(
        '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg xmlns="http://www.w3.org/2000/svg"><text>&x;</text></svg>'
    )


def test_a_picture_for_documents_is_the_same_drawing_kept(settings):
    picture = charts.png_of(SPEC, 300, scale=1)
    assert picture[:4] == b"\x89PNG" and int.from_bytes(picture[16:20], "big") == 300
    assert len(list((settings.QINGZHI_DATA / "charts").glob("*.png"))) == 1
    assert charts.png_of(SPEC, 300, scale=1) == picture
    assert int.from_bytes(charts.png_of(SPEC, 300, scale=2)[16:20], "big") == 600


def test_a_spec_may_bring_its_own_table():
    spec = {**SPEC, "usermeta": {"table": {"header": ["年度", "件"], "rows": [["2017", "1,610"]]}}}
    assert charts.table_of(spec) == (["年度", "件"], [["2017", "1,610"]])
    assert ">1,610</td>" in charts.figure(spec, "甲")
