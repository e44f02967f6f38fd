"""Outlines, clauses, drawn blocks, links of hand-written text, differences between two reports."""

from decimal import Decimal

import pytest

from qingzhi.domains.metrics.rules.periods import read_period
from qingzhi.domains.metrics.rules.report_content import Piece, content_of, notes_text, numeral
from qingzhi.domains.metrics.rules.report_differences import differences
from qingzhi.domains.metrics.rules.report_drawing import drawn_blocks
from qingzhi.domains.metrics.rules.report_links import linked
from qingzhi.domains.metrics.rules.report_outlines import OutlineNotUnderstood, read_outline
from qingzhi.domains.metrics.rules.report_periods import compared_with, run_up_to
from qingzhi.domains.metrics.rules.report_phrases import Facts, paragraph
from qingzhi.domains.metrics.rules.report_words import Fact, Part, plain

YEARS = tuple(str(year) for year in range(2010, 2017))
NAMES = {"granted": "专利授权量", "inventions": "发明专利授权量", "population": "常住人口"}


def facts(**values):
    """`granted=[…]` are the values of the last years of 甲省; `granted_in=[…]` those of the divisions in 2016 and 2015."""
    by = {}
    for name, given in values.items():
        code = name.removesuffix("_in")
        unit = "万人" if code == "population" else "件"
        keys = (
            [(place, period) for period, row in zip(("2015", "2016"), given, strict=True) for place in range(len(row))]
            if name.endswith("_in")
            else [(0, year) for year in YEARS[-len(given) :]]
        )
        flat = [one for row in given for one in row] if name.endswith("_in") else given
        for (place, period), value in zip(keys, flat, strict=True):
            region = f"9901{place}0" if name.endswith("_in") else "990000"
            label = f"{'甲乙丙'[place]}市" if name.endswith("_in") else "甲省"
            if value is not None:
                fact = Fact(
                    code,
                    NAMES[code],
                    region,
                    label,
                    period,
                    Decimal(str(value)),
                    unit,
                    "flow",
                    f"{code}{region}{period}",
                )
                by[code, region, period] = fact
    regions = tuple((f"9901{place}0", f"{'甲乙丙'[place]}市") for place in range(3))
    return Facts(by, "990000", "甲省", YEARS, "2015", regions)


def said(*sentences, **values):
    found = paragraph(sentences, facts(**values))
    return plain(found.said), found.missing


def test_sentences_are_put_together_from_clauses():
    clauses = [
        "{year}年，{region}{named granted}",
        "，{record granted}",
        "；其中，{named inventions}",
        "，{share inventions granted}",
    ]
    text, missing = said(clauses, granted=[1, 2, 3, 4, 50, 80, 100], inventions=[16, 25])
    assert text == (
        "2016年，甲省专利授权量100件，比上年增长25.0%，为2010年以来最高；其中，发明专利授权量25件，比上年增长56.3%，"
        "占专利授权量的25.0%，比重比上年提高5.0个百分点。"
    )
    assert missing == ()


def test_a_clause_without_figures_is_left_out_and_told():
    clauses = ["{named granted}", "；其中，{named inventions}"]
    assert said(clauses, inventions=[16, 25]) == ("发明专利授权量25件，比上年增长56.3%。", ("granted",))
    assert said(clauses) == ("", ("granted", "inventions"))
    led = ["{year}年，全省", "{named granted}", "；其中，{named inventions}"]
    assert said(led, inventions=[16, 25])[0] == "2016年，全省发明专利授权量25件，比上年增长56.3%。"
    assert said(led) == ("", ("granted", "inventions"))
    assert said(["{year}年是关键的一年"]) == ("", ())  # nothing computed, nothing said
    assert said(["{compared granted}"], granted=[5])[0] == ""
    assert said(["{per_head granted}"], granted=[100], population=[50])[0] == "每万人口2件。"


def test_divisions_are_ranked_compared_and_added():
    text, _ = said(
        ["{leaders granted 2}", "，{together granted 2}", "；{spread granted}"],
        granted=[100],
        granted_in=[(1, 2, 3), (60, 30, 3)],
    )
    assert text == "甲市60件、乙市30件，居前两位，前两位合计占甲省的90.0%；3个市州中，2个增长、1个持平。"


OUTLINE = {
    "title": "{year}年{region}报告",
    "chapters": [
        {
            "title": "创造",
            "blocks": [
                {"key": "said", "kind": "sentences", "section": "专利", "say": [["{named granted}"]]},
                {"key": "course", "kind": "chart", "form": "line", "title": "授权量（{first}—{year}年）", "indicators": ["granted"]},
                {"key": "map", "kind": "chart", "form": "tile_map", "by": "region", "title": "分布", "indicators": ["granted"]},
                {"key": "table", "kind": "table", "form": "indicators", "title": "主要指标", "indicators": ["granted", "inventions"]},
            ],
        }
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"title": ""}, "没有标题"),
        ({"chapters": []}, "没有章节"),
        ({"title": "{quarter}报告"}, "看不懂“{quarter}”"),
        ({"words": {"tiny": 3}}, "看不懂“tiny”"),
        ({"key": "Said"}, "不是小写英文"),
        ({"key": "course"}, "用了两次"),
        ({"kind": "picture"}, "不是“picture”"),
        ({"say": []}, "没有句子"),
        ({"say": [["{grow granted}"]]}, "看不懂“{grow granted}”"),
        ({"say": [["{share granted}"]]}, "应写 2 至 2 项"),
        ({"say": [["{named granted"]]}, "没有成对"),
        ({"say": [["{named nothing}"]]}, "没有代码为“nothing”的指标"),
        ({"colour": "red"}, "看不懂的内容“colour”"),
        ({"kind": "chart", "form": "pie"}, "不是“pie”"),
        ({"kind": "table", "form": "regions"}, "没有标题或者没有指标"),
    ],
)
def test_an_outline_that_cannot_be_drawn_is_refused_with_its_place(change, reason):
    spec = {
        **OUTLINE,
        "chapters": [{**OUTLINE["chapters"][0], "blocks": [dict(b) for b in OUTLINE["chapters"][0]["blocks"]]}],
    }
    if set(change) & set(spec) or "words" in change:
        spec |= change
    else:
        spec["chapters"][0]["blocks"][0] |= change
    with pytest.raises(OutlineNotUnderstood, match=reason.replace("{", r"\{").replace("}", r"\}")):
        read_outline(spec, ["granted", "inventions"])


def drawn(**values):
    blocks = drawn_blocks(read_outline(OUTLINE, NAMES), facts(**values), {})
    return {block.key: block for block in blocks}


def test_blocks_are_drawn_with_their_codes_or_come_out_empty():
    found = drawn(granted=[80, 100], granted_in=[(1, 2, 3), (60, 30, 10)])
    assert found["said"].content["parts"][1] == ["100件", ["granted9900002016"]]
    assert found["said"].content["section"] == "专利"
    assert found["course"].heading == "授权量（2015—2016年）" and found["course"].codes == (
        "granted9900002015",
        "granted9900002016",
    )
    assert found["course"].content["spec"]["layer"][0]["mark"]["type"] == "bar"  # two points are no course
    longer = drawn(granted=[60, 80, 100])["course"].content
    assert longer["spec"]["layer"][0]["mark"]["type"] == "line"
    assert len(found["map"].codes) == 3 and found["map"].content["finding"]
    assert found["table"].content["rows"] == [
        [["专利授权量", ""], ["件", ""], ["100", "granted9900002016"], ["80", "granted9900002015"], ["25.0%", ""]]
    ]
    assert found["table"].missing == ("inventions",)
    gone = drawn(granted=[80, 100, None])  # nothing of the period itself
    assert [set(one.content) for one in gone.values()] == [{"section"}, set(), set(), set()]
    empty = drawn(granted=[100])
    assert empty["table"].content["header"] == ["指标", "单位", "2016年"]
    assert empty["course"].content == {} and empty["map"].missing == ("granted",)


def test_content_is_numbered_as_it_is_printed():
    found = drawn(granted=[80, 100], granted_in=[(1, 2, 3), (60, 30, 10)])
    pieces = [
        Piece(b.key, b.chapter, b.kind, b.heading, b.content, is_left_out=b.key == "course") for b in found.values()
    ]
    content = content_of(["创造", "运用"], pieces)
    chapter = content["chapters"][0]
    assert [one.get("caption") or one.get("text") for one in chapter["items"]] == [
        "（一）专利",
        None,
        "图1　分布",
        "表1　主要指标",
    ]
    assert chapter["title"] == "一、创造" and len(content["chapters"]) == 1 and content["charts"] == 1
    assert content["codes"][:2] == ["granted9900002016", "granted9900002015"]
    assert chapter["items"][3]["notes"] == [1, 2]
    assert notes_text([9, 1, 2, 3, 5, 6]) == "1—3、5、6、9" and [numeral(n) for n in (1, 10, 12, 20, 21)] == [
        "一",
        "十",
        "十二",
        "二十",
        "二十一",
    ]


KNOWN = (Part("1,357件", ("A",)), Part("271件", ("B",)), Part("比上年增长11.5%", ("A", "C")), Part("5件", ("D",)))


@pytest.mark.parametrize(
    ("text", "codes", "unfounded"),
    [
        ("授权1,357件，创历史新高", [("A",)], ()),
        ("授权1,357项", [("A",)], ()),
        ("授权5项", [], ("5项",)),  # too common a number to be taken for a figure
        ("比上年增长11.5%，达到1,357件", [("A", "C"), ("A",)], ()),
        ("授权1,358件", [], ("1,358件",)),
        ("其中271件，占20.0%", [("B",)], ("20.0%",)),
        ("2016年5月3日，第3次全会，青知〔2017〕5号", [], ()),
        ("2011—2015年年均增长15%", [], ("15%",)),
        ("达到15件", [], ("15件",)),  # not the 5件 within it
        ("达到5.5件", [], ("5.5件",)),
        ("没有数", [], ()),
    ],
)
def test_numbers_of_hand_written_text_are_led_to_their_figures(text, codes, unfounded):
    found = linked(text, KNOWN)
    assert plain(found.said) == text
    assert [part.codes for part in found.said if part.codes] == codes and found.unfounded == unfounded


def test_a_heading_stands_though_the_block_that_begins_it_has_nothing():
    pieces = [
        Piece("said", 1, "text", "", {"section": "专利"}),
        Piece("own-1", 1, "text", "", {"after": "said"}),
        Piece("more", 1, "text", "", {"parts": [["一句。", []]], "section": ""}),
    ]
    items = content_of(["创造"], pieces)["chapters"][0]["items"]
    assert [one.get("text") or one["key"] for one in items] == ["（一）专利", "more"]


def test_hand_written_text_stands_instead_with_its_figures():
    pieces = [
        Piece(
            "said",
            1,
            "text",
            "",
            {"parts": [["量", []], ["100件", ["X"]]], "section": ""},
            hand="授权100件。\n\n又一段。",
        )
    ]
    items = content_of(["创造"], pieces)["chapters"][0]["items"]
    assert [[part["text"] for part in one["parts"]] for one in items] == [["授权", "100件", "。"], ["又一段。"]]
    assert items[0]["parts"][1]["notes"] == [1] and items[0]["is_hand"]


def figure(indicator, value, period="2015", code="X", reason=""):
    return {
        "indicator": indicator, "name": NAMES[indicator], "unit": "件", "value": value, "region": "990000", "region_name": "甲省",
        "period": period, "period_label": f"{period}年", "code": code, "reason": reason,
    }  # fmt: skip


def test_the_difference_note():
    old = {"figures": [figure("granted", "1217", code="A"), figure("population", "588")], "headings": {"map": "分布"}}
    new = {
        "figures": [figure("granted", "1220.000000", code="B", reason="漏登"), figure("inventions", "271", "2016")],
        "headings": {"course": "趋势"},
    }
    found = differences(new, old)
    assert [(one.old, one.new, one.reason, one.old_code, one.new_code) for one in found.restated] == [
        ("1,217", "1,220", "漏登", "A", "B")
    ]
    assert found.words == (
        "两份报告共同刊载的数据中，0 个一致，1 个有修订；新增指标 1 项：发明专利授权量；不再刊载指标 1 项：常住人口；"
        "新增图表 1 个；减少图表 1 个。"
    )
    assert differences(new, new).words == "两份报告共同刊载的 2 个数据全部一致。"
    assert differences(new, {"figures": [], "headings": new["headings"]}).words.startswith("两份报告没有共同刊载的数据")


@pytest.mark.parametrize(
    ("period", "base", "run"),
    [
        ("2016", "2015", ["2014", "2015", "2016"]),
        ("2018Q1", "2017Q1", ["2017Q3", "2017Q4", "2018Q1"]),
        ("2018H1", "2017H1", ["2017H1", "2017H2", "2018H1"]),
    ],
)
def test_periods_of_a_report(period, base, run):
    assert compared_with(read_period(period)).code == base
    assert [one.code for one in run_up_to(read_period(period), 2)] == run
