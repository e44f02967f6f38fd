"""Names, dates and baselines of figures in sentences whose subject or date stands apart from the number."""

import pytest

from qingzhi.domains.plan.rules.compiler import as_json, compile_text

HEAD = """沙河省人民政府关于印发沙河省品牌建设行动计划(2023—2026年)的通知
沙政发〔2023〕6号
各市人民政府:
现将《沙河省品牌建设行动计划(2023—2026年)》印发给你们,请认真执行。
沙河省人民政府
2023年2月9日
沙河省品牌建设行动计划
(2023—2026年)
"""


def compiled(sentence: str, heading: str = "主要任务", head: str = HEAD) -> dict:
    return as_json(compile_text(f"{head}一、{heading}\n{sentence}\n"))


def brief(figure: dict) -> tuple:
    return figure["indicator"], figure["comparator"], figure["value"], figure["unit"], figure["kind"]


NAMES = [
    ("设立品牌发展基金,规模不低于2亿元。", [("品牌发展基金规模", ">=", 200000000, "元", "stock")]),
    ("设立总规模20亿元的品牌发展基金。", [("品牌发展基金总规模", ">=", 2000000000, "元", "stock")]),
    (
        "品牌产业增加值达到800亿元,占地区生产总值的比重超过9%。",
        [
            ("品牌产业增加值", ">=", 80000000000, "元", "flow"),
            ("品牌产业增加值占地区生产总值的比重", ">", 9, "%", "ratio"),
        ],
    ),
    ("每年开展“春雷”“护航”等集中整治3次以上。", [("“春雷”“护航”等集中整治", ">=", 3, "次", "flow")]),
    ("每年遴选40家左右“领航”企业。", [("“领航”企业", "≈", 40, "家", "flow")]),
    ("引进品牌管理人才不少于60名。", [("品牌管理人才", ">=", 60, "名", "flow")]),
    ("查处假冒商标案件一千二百件以上。", [("假冒商标案件", ">=", 1200, "件", "flow")]),
    ("办理时间不超过5个工作日。", [("办理时间", "<=", 5, "个工作日", "duration")]),
    ("全年新增注册商标900件。", [("注册商标", ">=", 900, "件", "flow")]),
    ("新增授权品种6个。", [("授权品种", ">=", 6, "个", "flow")]),
    ("新（改）建品牌展馆12座。", [("品牌展馆", ">=", 12, "座", "stock")]),
    ("新建、扩建检测中心8个。", [("检测中心", ">=", 8, "个", "stock")]),
    ("支持市属高校新增品牌专业7个以上。", [("品牌专业", ">=", 7, "个", "flow")]),
    ("支持60家骨干企业开展绿色化改造。", [("骨干企业开展绿色化改造", ">=", 60, "家", "stock")]),
    ("引进50名设计人才在我省落户。", [("设计人才", ">=", 50, "名", "flow")]),
    ("全省可吸入颗粒物(PM10)年均浓度控制在60微克/立方米以下。", [("全省可吸入颗粒物(PM10)年均浓度", "<=", 60, "微克/立方米", "stock")]),
    (
        "地级城市绿色出行比例达到75%,县级城市达到60%。",
        [("地级城市绿色出行比例", ">=", 75, "%", "ratio"), ("县级城市绿色出行比例", ">=", 60, "%", "ratio")],
    ),
    (
        "猪牛出栏分别达到50万头、8万头。",
        [("猪出栏", ">=", 500000, "头", "flow"), ("牛出栏", ">=", 80000, "头", "flow")],
    ),
    (
        "新增品牌师300人,其中高级品牌师40人。",
        [("品牌师", ">=", 300, "人", "flow"), ("高级品牌师", ">=", 40, "人", "flow")],
    ),
    ("主导制定国家标准、地方标准30项以上。", [("国家标准、地方标准", ">=", 30, "项", "stock")]),
    ("新增“沙河优品”30个。", [("“沙河优品”", ">=", 30, "个", "flow")]),
    ("基本医疗保险参保率达96%以上。", [("基本医疗保险参保率", ">=", 96, "%", "ratio")]),
    ("食品抽检量达到每千人6批次。", [("食品抽检量", ">=", 6, "批次", "flow")]),
    ("高级品牌师占品牌师的比重超过三分之一。", [("高级品牌师占品牌师的比重", ">", 33.33, "%", "ratio")]),
    ("用户投诉3个工作日内答复。", [("用户投诉", "<=", 3, "个工作日", "duration")]),
    ("举办品牌日活动20场（次）。", [("品牌日活动", ">=", 20, "场", "flow")]),
    ("劳动者平均受教育年限提高至11.5年。", [("劳动者平均受教育年限", ">=", 11.5, "年", "duration")]),
    ("选派20名校长、80名骨干教师赴先进地区学习。", [("校长", ">=", 20, "名", "stock"), ("骨干教师", ">=", 80, "名", "stock")]),
    ("改造提升检测站30所。", [("检测站", ">=", 30, "所", "stock")]),
    ("为不少于2万名消费者提供咨询服务。", [("消费者", ">=", 20000, "名", "stock")]),
    ("每月至少开展2次联合检查。", [("联合检查", ">=", 2, "次", "flow")]),
    ("细颗粒物浓度下降到32微克／立方米。", [("细颗粒物浓度", "<=", 32, "微克/立方米", "stock")]),
    ("整治排污口不少于八十处。", [("排污口", ">=", 80, "处", "stock")]),
    ("规范化处置率稳定保持在98%以上。", [("规范化处置率", ">=", 98, "%", "ratio")]),
    ("带动果农增收8%以上。", [("果农增收", ">=", 8, "%", "growth")]),
    ("万元工业增加值用水量控制在18立方米以内。", [("万元工业增加值用水量", "<=", 18, "立方米", "stock")]),
    ("注册商标总量达到3万件,较上年净增不少于900件。", [("注册商标总量", ">=", 30000, "件", "stock"), ("注册商标总量", ">=", 900, "件", "growth")]),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), NAMES, ids=[n[0][:20] for n in NAMES])
def test_names(sentence, expected):
    result = compiled(sentence)
    assert [brief(t) for t in result["targets"]] == expected
    assert result["baselines"] == []


NONE = [
    "依托3个检测站,建立服务机制。",
    "贷款额度最高50万元。",
    "落实降低费率至1%政策。",
]


@pytest.mark.parametrize("sentence", NONE)
def test_means_limits_and_policies_are_no_targets(sentence):
    assert compiled(sentence)["targets"] == []


def test_a_date_before_the_beginning_of_a_change_belongs_to_the_baseline():
    result = compiled("消费者满意度由2022年的71.5分提高到80分。")
    (target,) = result["targets"]
    assert (target["value"], target["comparator"], target["deadline"]) == (80, ">=", "2026-12-31")
    assert (target["baseline"]["value"], target["baseline"]["as_of"]) == (71.5, "2022-12-31")
    assert [(b["value"], b["as_of"]) for b in result["baselines"]] == [(71.5, "2022-12-31")]


def test_the_beginning_of_a_change_without_a_date_has_none():
    (target,) = compiled("到2025年,执业检测师由400人增加到700人。")["targets"]
    assert (target["value"], target["deadline"]) == (700, "2025-12-31")
    assert (target["baseline"]["value"], target["baseline"]["as_of"]) == (400, None)


def test_a_change_that_is_past_gives_two_baselines():
    result = compiled("截至2022年底,全省有效商标从“十三五”末的8万件增加到12万件。", "发展基础")
    assert sorted((b["value"], b["as_of"]) for b in result["baselines"]) == [
        (80000, "2020-12-31"),
        (120000, "2022-12-31"),
    ]
    assert result["targets"] == []


def test_a_multiple_of_an_earlier_year():
    reached = compiled("2022年末有效商标12万件,是“十二五”末的3.2倍。", "发展基础")["baselines"]
    assert [(b["value"], b["unit"], b["kind"], b["from"]) for b in reached][1] == (3.2, "倍", "growth", "2015-12-31")
    demanded = compiled("到2026年,有效商标达到20万件,是2022年的1.7倍。")["targets"]
    assert [(t["indicator"], t["value"], t["deadline"]) for t in demanded] == [
        ("有效商标", 200000, "2026-12-31"),
        ("有效商标", 1.7, "2026-12-31"),
    ]


WITHIN = [
    ("四年内新增区域品牌20个以上,总数翻一番。", ["2026-12-31", "2026-12-31"]),
    ("两年内新增区域品牌20个。", ["2024-12-31"]),
    ("九年内新增区域品牌20个。", ["2026-12-31"]),
]


@pytest.mark.parametrize(("sentence", "expected"), WITHIN)
def test_within_so_many_years(sentence, expected):
    result = compiled(sentence)
    assert [t["deadline"] for t in result["targets"]] == expected
    assert result["targets"][0]["indicator"] == "区域品牌"
    assert result["measures"][0]["due"]["on"] == expected[0]


def test_a_total_after_an_increase_is_named_by_it():
    second = compiled("四年内新增区域品牌20个以上,总数翻一番。")["targets"][1]
    assert brief(second) == ("区域品牌总数", ">=", 2, "倍", "growth")


def test_the_whole_year_is_that_of_a_notice_without_a_period():
    head = "沙河市人民政府关于稳就业的若干措施\n沙政规〔2024〕2号\n沙河市人民政府\n2024年3月1日\n"
    result = compiled("全年募集见习岗位不少于3000个。新增就业2万人,同比增长2%。", head=head)
    assert [(t["indicator"], t["deadline"]) for t in result["targets"]] == [
        ("见习岗位", "2024-12-31"),
        ("新增就业", None),
        ("新增就业", None),
    ] or [t["value"] for t in result["targets"]] == [3000, 20000, 2]
    assert result["baselines"] == []


def test_what_is_built_once_is_not_yearly():
    assert [t["per"] for t in compiled("每年实施30个培育项目,建成90个示范中心。")["targets"]] == ["year", None]


def test_a_fall_keeps_a_positive_value_and_its_rule_says_that_it_falls():
    (target,) = compiled("单位产值能耗下降12.5%以上。")["targets"]
    assert (target["value"], target["comparator"], target["kind"], target["rule"]) == (12.5, ">=", "growth", "T12")
    assert "下降" in target["quote"]


def test_the_subject_of_a_change_is_named_without_its_verb():
    result = compiled("每年新增商户90户,培育“领航”企业由2022年的40家增加至2025年的100家。")
    assert [(t["indicator"], t["value"], t["per"], t["deadline"]) for t in result["targets"]] == [
        ("商户", 90, "year", "2026-12-31"),
        ("“领航”企业", 100, None, "2025-12-31"),
    ]
    assert [(b["indicator"], b["as_of"]) for b in result["baselines"]] == [("“领航”企业", "2022-12-31")]


def test_figures_in_a_section_that_is_one_sentence_are_named_without_its_number():
    text = HEAD + "一、任务\n(一)人均体育场地面积达到2.6平方米。\n(二)品牌培训每年不少于20期。\n"
    names = [t["indicator"] for t in as_json(compile_text(text))["targets"]]
    assert names == ["人均体育场地面积", "品牌培训"]


def test_the_latest_baseline_of_a_name_is_the_targets():
    text = HEAD + "一、发展基础\n毛入园率由2017年的76%提高到2022年的91%。\n二、目标\n毛入园率达到95%。\n"
    (target,) = as_json(compile_text(text))["targets"]
    assert (target["baseline"]["value"], target["baseline"]["as_of"]) == (91, "2022-12-31")


def test_an_attached_plan_has_its_own_end():
    text = (
        "沙河市人民政府关于印发纲要和规划的通知\n沙政发〔2022〕9号\n各县:\n现将纲要和规划印发给你们。\n沙河市人民政府\n2022年3月11日\n"
        "附件1\n沙河市品牌纲要(2022—2035年)\n一、任务\n建设品牌基地12个。\n"
        "附件2\n沙河市“十四五”品牌规划\n一、任务\n培育品牌企业30家。\n"
    )
    targets = as_json(compile_text(text))["targets"]
    assert [(t["value"], t["deadline"]) for t in targets] == [(12, "2035-12-31"), (30, "2025-12-31")]
