"""Responsible bodies and deadlines of measures."""

import pytest

from qingzhi.domains.plan.rules.compiler import as_json, compile_text
from qingzhi.domains.plan.rules.compiler.bodies import parse_bodies, parse_names

NOTICE = """某市人民政府办公室关于印发某市工作方案的通知
某政办发〔2022〕8号
某市人民政府办公室
2022年1月10日
某市工作方案
一、重点任务
"""


def measures_of(body: str, notice: str = NOTICE) -> list[dict]:
    return as_json(compile_text(notice + body))["measures"]


def roles(bodies) -> list[tuple[str, str]]:
    return [(b["name"], b["role"]) if isinstance(b, dict) else (b.name, b.role) for b in bodies]


GROUPS = [
    ("责任单位:省科技厅", [("省科技厅", "lead")]),
    ("责任单位：省科技厅、财政厅", [("省科技厅", "joint"), ("财政厅", "joint")]),
    (
        "牵头单位:市发改委;配合单位:市财政局、市教育局",
        [("市发改委", "lead"), ("市财政局", "support"), ("市教育局", "support")],
    ),
    (
        "牵头单位：市发改委，配合单位：市财政局，各县（市、区）人民政府",
        [("市发改委", "lead"), ("市财政局", "support"), ("各县（市、区）人民政府", "support")],
    ),
    ("省知识产权局负责", [("省知识产权局", "lead")]),
    (
        "市场监管总局、农业农村部、知识产权局负责",
        [("市场监管总局", "joint"), ("农业农村部", "joint"), ("知识产权局", "joint")],
    ),
    (
        "国家发展和改革委员会牵头,财政部、人力资源和社会保障部等配合",
        [("国家发展和改革委员会", "lead"), ("财政部", "support"), ("人力资源和社会保障部", "support")],
    ),
    (
        "省科技厅牵头，省教育厅、省财政厅等部门参与",
        [("省科技厅", "lead"), ("省教育厅", "support"), ("省财政厅", "support")],
    ),
    (
        "工业和信息化部、公安部、应急管理部按职责分工负责",
        [("工业和信息化部", "joint"), ("公安部", "joint"), ("应急管理部", "joint")],
    ),
    (
        "省发展改革委、省卫生和计划生育委员会按职责分别负责",
        [("省发展改革委", "joint"), ("省卫生和计划生育委员会", "joint")],
    ),
    ("市科技局牵头负责,各市(州)人民政府按职责分工负责", [("市科技局", "lead"), ("各市(州)人民政府", "joint")]),
    (
        "省市场监管局会同省财政厅、省农业农村厅负责",
        [("省市场监管局", "lead"), ("省财政厅", "support"), ("省农业农村厅", "support")],
    ),
    (
        "责任单位:省直有关部门,各市(州)、县(市、区)人民政府",
        [("省直有关部门", "joint"), ("各市(州)", "joint"), ("县(市、区)人民政府", "joint")],
    ),
    (
        "责任部门:市住房和城乡建设局和市自然资源和规划局",
        [("市住房和城乡建设局", "joint"), ("市自然资源和规划局", "joint")],
    ),
    (
        "牵头单位:市委宣传部 责任单位:市文化和旅游局 市教育局",
        [("市委宣传部", "lead"), ("市文化和旅游局", "joint"), ("市教育局", "joint")],
    ),
]


@pytest.mark.parametrize(("content", "expected"), GROUPS, ids=[g[0][:20] for g in GROUPS])
def test_groups(content, expected):
    assert roles(parse_bodies(content)) == expected


@pytest.mark.parametrize(
    "content", ["含民营企业", "2021—2025年", "以下简称《意见》", "试行", "其中发明专利100件", "详见附件", "市、区)"]
)
def test_other_brackets_name_nobody(content):
    assert parse_bodies(content) == ()


def test_the_first_leads_where_the_notice_says_so():
    assert roles(parse_bodies("责任单位:市科技局、市财政局", lead_first=True)) == [
        ("市科技局", "lead"),
        ("市财政局", "support"),
    ]
    found = measures_of(
        "(一)推进创新。建设实验室。(责任单位:市科技局、市财政局)\n二、要求\n责任单位排在第一位的为牵头单位。\n"
    )
    assert roles(found[0]["bodies"]) == [("市科技局", "lead"), ("市财政局", "support")]


def test_names_with_and_inside():
    assert parse_names("省人力资源和社会保障厅、省工业和信息化厅和省文化和旅游厅") == [
        "省人力资源和社会保障厅",
        "省工业和信息化厅",
        "省文化和旅游厅",
    ]


def test_bodies_at_the_end_apply_to_the_whole_section():
    found = measures_of(
        "(一)推进创新。建设实验室;培育企业。加强服务。(责任单位:市科技局;配合单位:市财政局)\n(二)保护。严格执法。(市公安局负责)\n"
    )
    assert [roles(m["bodies"])[0] for m in found] == [("市科技局", "lead")] * 3 + [("市公安局", "lead")]


def test_each_group_answers_for_the_sentences_before_it():
    found = measures_of("(一)推进创新。建设实验室。(市科技局负责)培育企业。(市工信局负责)\n")
    assert [roles(m["bodies"]) for m in found] == [[("市科技局", "lead")], [("市工信局", "lead")]]


def test_bodies_on_lines_of_their_own():
    found = measures_of(
        "(一)推进创新。\n建设实验室。\n牵头单位:市科技局\n配合单位:市财政局、市教育局\n(二)严格保护。\n加强执法。\n责任单位:市公安局\n"
    )
    assert roles(found[0]["bodies"]) == [("市科技局", "lead"), ("市财政局", "support"), ("市教育局", "support")]
    assert roles(found[1]["bodies"]) == [("市公安局", "lead")]
    assert len(found) == 2


def test_bodies_of_a_parent_are_inherited():
    found = measures_of("(一)推进创新(市科技局牵头)\n1.建设平台。建设实验室。\n2.培育企业。培育龙头企业。\n")
    assert [roles(m["bodies"]) for m in found] == [[("市科技局", "lead")]] * 2


def test_bodies_inside_the_sentence():
    found = measures_of("(一)机制。由市科技局牵头建立联席会议制度。各县(市、区)人民政府要落实责任。\n")
    assert roles(found[0]["bodies"]) == [("市科技局", "lead")]
    assert roles(found[1]["bodies"]) == [("各县(市、区)人民政府", "lead")]


DUES = [
    ("6月底前制定实施细则。", ("2022-06-30", None)),
    ("2025年底前,建成数据平台。", ("2025-12-31", None)),
    ("到2025年,建成数据平台。", ("2025-12-31", None)),
    ("2023年建成数据平台。", ("2023-12-31", None)),
    ("2023年6月30日前完成整改。", ("2023-06-30", None)),
    ("2024年上半年启动建设。", ("2024-06-30", None)),
    ("第三季度完成验收。", ("2022-09-30", None)),
    ("今年年底前完成任务。", ("2022-12-31", None)),
    ("年内建成数据平台。", ("2022-12-31", None)),
    ("每年开展一次评估。", (None, "year")),
    ("每季度报送进展情况。", (None, "quarter")),
    ("每月通报进度。", (None, "month")),
    ("加强组织领导。", None),
    ("落实2021年国家知识产权局部署,加强保护。", None),
    ("贯彻《知识产权强国建设纲要(2021—2035年)》,加强保护。", None),
    ("“十四五”期间,建设10个实验室。", ("2025-12-31", None)),
    ("二〇二三年底前完成建设。", ("2023-12-31", None)),
]


@pytest.mark.parametrize(("sentence", "expected"), DUES, ids=[d[0][:16] for d in DUES])
def test_due(sentence, expected):
    due = measures_of(f"(一)任务。加强统筹协调。{sentence}\n")[-1]["due"]
    assert (due and (due["on"], due["every"])) == expected
    if due:
        assert due["quote"] in sentence


def test_a_deadline_beside_the_bodies():
    found = measures_of("(一)平台。建设数据平台。(责任单位:市大数据局;完成时限:2023年12月底)\n")[0]
    assert found["due"]["on"] == "2023-12-31"
    assert roles(found["bodies"]) == [("市大数据局", "lead")]


def test_descriptions_are_no_measures():
    text = "一、形势\n我市知识产权工作取得明显成效。\n二、任务\n(一)培育。知识产权是发展的重要资源。培育优势企业。\n"
    assert [m["text"] for m in measures_of(text, NOTICE.replace("一、重点任务\n", ""))] == ["培育优势企业。"]


def test_programmes_and_audiences():
    found = measures_of("(一)任务。实施高价值专利培育工程,开展“蓝天”专项行动,支持中小微企业和高校转化成果。\n")[0]
    assert found["programmes"] == ["高价值专利培育工程", "蓝天"]
    assert found["audiences"] == ["中小微企业", "高校"]


def test_a_sentence_of_bodies_answers_for_the_measures_before_it():
    found = measures_of(
        "(一)创造。建设实验室。培育企业。市科技局、市市场监管局按职责分别负责。\n(二)保护。严格执法。市公安局牵头,市法院配合。\n"
    )
    assert [m["text"] for m in found] == ["建设实验室。", "培育企业。", "严格执法。"]
    assert roles(found[1]["bodies"]) == [("市科技局", "joint"), ("市市场监管局", "joint")]
    assert roles(found[2]["bodies"]) == [("市公安局", "lead"), ("市法院", "support")]


def test_a_remark_on_the_first_body_is_no_body():
    found = measures_of(
        "(一)制度。修订办法。(市司法局、市财政局等按职责分工负责,列首位的为牵头单位,下同)\n(二)保护。严格执法。(市公安局、市法院按职责分工负责)\n"
    )
    assert [m["text"] for m in found] == ["修订办法。", "严格执法。"]
    assert roles(found[0]["bodies"]) == [("市司法局", "lead"), ("市财政局", "support")]
    assert roles(found[1]["bodies"]) == [("市公安局", "lead"), ("市法院", "support")]


def test_helpers_named_by_department():
    found = measures_of(
        "(一)机制。市司法局会同有关部门每年开展评估。州财政局要加强督促。市公安局要会同市法院建立机制。\n"
    )
    assert [roles(m["bodies"]) for m in found] == [
        [("市司法局", "lead"), ("有关部门", "support")],
        [("州财政局", "lead")],
        [("市公安局", "lead"), ("市法院", "support")],
    ]


def test_a_target_is_due_with_its_task():
    text = "(一)商标。每个县至少培育2件地理标志商标。(市农业农村局牵头,市财政局配合。完成时限:2023年6月)\n"
    result = as_json(compile_text(NOTICE + text))
    assert result["measures"][0]["due"]["on"] == "2023-06-30"
    assert [t["deadline"] for t in result["targets"]] == ["2023-06-30"]


def test_a_line_with_the_deadline_below_the_bodies():
    text = "(一)保护\n健全援助网络;查处侵权案件50件。\n责任单位:市司法局、市公安局;\n完成时限:2024年11月底。\n"
    result = as_json(compile_text(NOTICE + text))
    assert [(m["text"], m["due"]["on"]) for m in result["measures"]] == [
        ("健全援助网络;", "2024-11-30"),
        ("查处侵权案件50件。", "2024-11-30"),
    ]
    assert result["targets"][0]["deadline"] == "2024-11-30"
