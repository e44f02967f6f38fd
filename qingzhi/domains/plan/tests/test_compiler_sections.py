"""Sections and the head of a notice."""

import pytest

from qingzhi.domains.plan.rules.compiler import as_json, compile_text


def outline(text: str) -> list[tuple[str, str]]:
    return [(s["id"], s["heading"]) for s in as_json(compile_text(text))["sections"]]


def warnings_of(text: str) -> str:
    return "\n".join(w["text"] for w in as_json(compile_text(text))["warnings"])


def test_usual_numbers():
    text = "一、总则\n(一)目的。加强保护。\n1.内容。推进创新。\n(1)甲。落实。\n①乙项工作\n二、附则\n(一)施行。执行本办法。\n"
    assert outline(text) == [
        ("1", "总则"),
        ("1.1", "目的"),
        ("1.1.1", "内容"),
        ("1.1.1.1", "甲"),
        ("1.1.1.1.1", "乙项工作"),
        ("2", "附则"),
        ("2.1", "施行"),
    ]


def test_chapters_and_sections():
    text = "第一章 规划背景\n第一节 发展基础\n一、成效\n完成任务。\n第二节 面临形势\n形势。\n第二章 总体要求\n第一节 指导思想\n思想。\n"
    assert outline(text) == [
        ("1", "规划背景"),
        ("1.1", "发展基础"),
        ("1.1.1", "成效"),
        ("1.2", "面临形势"),
        ("2", "总体要求"),
        ("2.1", "指导思想"),
    ]


def test_articles_number_on_through_chapters():
    text = "第一章 总则\n第一条 为了加强保护,制定本办法。\n第二条 本办法适用于本省。\n第二章 职责\n第三条 省知识产权局负责实施。\n"
    assert [i for i, _ in outline(text)] == ["1", "1.1", "1.2", "2", "2.3"]
    assert warnings_of(text).count("编号") == 0


def test_continuous_numbers_across_chapters():
    text = "一、要求\n(一)思想。坚持。\n(二)目标。达到。\n二、任务\n(三)创造。培育。\n（四）运用。推进。\n三、保障\n(二十三)组织。加强。\n"
    assert [i for i, _ in outline(text)] == ["1", "1.1", "1.2", "2", "2.3", "2.4", "3", "3.23"]
    assert "编号不连续" in warnings_of(text)


@pytest.mark.parametrize("number", ["1.", "1、", "1．", "１．", "1. "])
def test_marks_behind_numbers(number):
    number = number.replace("１", "1")
    assert outline(f"一、任务\n(一)创造\n{number}培育企业。加强服务。\n")[-1] == ("1.1.1", "培育企业")


@pytest.mark.parametrize("number", ["(一)", "（一）", "(一）", "( 一 )", "㈠"])
def test_brackets_of_both_widths(number):
    assert outline(f"一、任务\n{number}培育企业。加强服务。\n")[-1] == ("1.1", "培育企业")


def test_decimals_and_years_are_no_headings():
    assert outline("一、任务\n1.5亿元资金到位。\n2020.12建成。\n") == [("1", "任务")]


def test_dotted_numbers():
    text = "1.总体要求\n1.1 指导思想\n坚持。\n1.2 目标\n达到。\n2.任务\n2.1 创造\n2.1.1 培育\n推进。\n"
    assert [i for i, _ in outline(text)] == ["1", "1.1", "1.2", "2", "2.1", "2.1.1"]


def test_duplicated_numbers_are_kept_apart_with_a_warning():
    text = "一、任务\n(一)创造。培育。\n(一)运用。推进。\n"
    ids = [i for i, _ in outline(text)]
    assert len(set(ids)) == 3
    assert "编号重复" in warnings_of(text)


def test_a_table_of_contents_is_no_section():
    text = "某省规划\n目录\n一、总体要求……1\n(一)指导思想……1\n二、任务……2\n一、总体要求\n(一)指导思想\n坚持创新。\n二、任务\n推进创新。\n"
    assert [i for i, _ in outline(text)] == ["1", "1.1", "2"]


def test_boxes_and_what_follows_them():
    text = (
        "二、任务\n(一)创造。培育企业。\n专栏1 高价值专利培育工程\n1.专利导航。建设10个导航基地。\n2.专利组合。培育组合。\n"
        "(二)运用。推进转化。\n"
    )
    ids = [i for i, _ in outline(text)]
    assert ids == ["2", "2.1", "2.1.专栏1", "2.1.专栏1.1", "2.1.专栏1.2", "2.2"]


def test_attachments_are_containers_of_their_own():
    text = (
        "某市人民政府关于印发方案的通知\n各区:\n现印发给你们。\n附件:1.某市方案\n2.任务分工表\n某市人民政府\n2022年3月1日\n"
        "附件1\n某市方案\n一、任务\n(一)创造。培育企业,加强服务,推进转化,完善体系,提升能力,优化环境,落实责任,强化监督,形成合力。\n附件2\n任务分工表\n一、分工\n落实责任。\n"
    )
    ids = [i for i, _ in outline(text)]
    assert ids == ["1", "1.1", "附2", "附2.1"]


def test_offsets_nest():
    sections = as_json(compile_text("一、任务\n(一)创造\n1.培育企业。加强服务。\n2.引进人才。\n(二)运用。推进。\n"))[
        "sections"
    ]
    by_id = {s["id"]: s for s in sections}
    for section in sections:
        parent = by_id.get(section["id"].rpartition(".")[0])
        if parent:
            assert parent["start"] <= section["start"] <= section["end"] <= parent["end"]


FRONTS = [
    (
        "某省人民政府办公厅关于印发某省三年行动计划(2023—2025年)的通知\n某政办发〔2023〕15号\n各市:\n现印发。\n某省人民政府办公厅\n2023年3月6日\n",
        ("某省三年行动计划(2023—2025年)", "某政办发〔2023〕15号", "某省人民政府办公厅", "2023-03-06", (2023, 2025)),
    ),
    (
        "浙江省人民政府关于印发浙江省知识产权发展“十四五”规划的通知\n浙政发[2021]8号\n各市、县:\n现印发。\n浙江省人民政府\n二〇二一年五月七日\n",
        ("浙江省知识产权发展“十四五”规划", "浙政发[2021]8号", "浙江省人民政府", "2021-05-07", (2021, 2025)),
    ),
    (
        "某市2024年知识产权工作要点\n某知发【2024】3号\n一、任务\n加强保护。\n某市知识产权局\n2024年2月1日\n",
        ("某市2024年知识产权工作要点", "某知发【2024】3号", "某市知识产权局", "2024-02-01", (2024, 2024)),
    ),
    (
        "关于印发《某县乡村振兴实施方案(2021-2023年)》的通知\n某农发(2021)5号\n各乡镇:\n现印发。\n某县农业农村局 某县财政局\n2021年4月2日\n",
        (
            "某县乡村振兴实施方案(2021-2023年)",
            "某农发(2021)5号",
            "某县农业农村局、某县财政局",
            "2021-04-02",
            (2021, 2023),
        ),
    ),
]


@pytest.mark.parametrize(("text", "expected"), FRONTS, ids=[f[1][0] for f in FRONTS])
def test_front(text, expected):
    result = as_json(compile_text(text + "一、任务\n加强保护。\n" if "一、" not in text else text))
    period = result["period"]
    assert (
        result["title"],
        result["number"],
        result["issuer"],
        result["issued_on"],
        (period["from"], period["to"]),
    ) == expected


def test_a_title_over_two_lines():
    text = "某省人民政府办公厅\n关于印发某省促进科技成果转化行动方案的通知\n某政办〔2022〕7号\n各市:\n现印发。\n某省人民政府办公厅\n2022年5月5日\n某省促进科技成果转化行动方案\n一、任务\n加强保护。\n"
    result = as_json(compile_text(text))
    assert result["title"] == "某省促进科技成果转化行动方案"
    assert result["number"] == "某政办〔2022〕7号"


def test_a_number_whose_year_does_not_fit_is_doubted():
    text = "某市人民政府关于加强保护的意见\n某政发〔2012〕7号\n一、任务\n加强保护。\n某市人民政府\n2021年5月5日\n"
    assert "疑有误" in warnings_of(text)


CITATIONS = [
    ("落实《国务院关于印发规划的通知》(国发〔2021〕20号)精神。", [("国务院关于印发规划的通知", "国发〔2021〕20号")]),
    (
        "根据《专利法》《商标法》和国办发〔2021〕4号文件。",
        [("专利法", None), ("商标法", None), (None, "国办发〔2021〕4号")],
    ),
    ("执行《企业知识产权管理规范》（GB/T 29490-2013）。", [("企业知识产权管理规范", "GB/T 29490-2013")]),
    ("《关于印发〈方案〉的通知》[国知发(2020)1号]", [("关于印发〈方案〉的通知", None), (None, "国知发(2020)1号")]),
]


@pytest.mark.parametrize(("sentence", "expected"), CITATIONS)
def test_citations(sentence, expected):
    found = as_json(compile_text(f"某办法\n一、依据\n{sentence}\n"))["citations"]
    assert [(c["title"], c["number"]) for c in found] == expected


def test_an_order_has_its_number_and_issuer():
    text = "某市促进转化办法\n(2023年5月6日某市人民政府令第12号公布 自2023年7月1日起施行)\n第一章 总则\n第一条 为了促进转化,制定本办法。\n第二条 市知识产权局负责实施。\n"
    result = as_json(compile_text(text))
    assert (result["number"], result["issuer"], result["issued_on"]) == (
        "某市人民政府令第12号",
        "某市人民政府",
        "2023-05-06",
    )
    assert result["citations"] == []
