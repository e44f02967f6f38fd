"""Redaction of running text: by tables, and over made-up decisions with planted personal data."""

import pytest

from bench.made_decisions import made_decisions
from bench.redaction import KINDS, examined
from qingzhi.engine.publication.rules.running import find_personal, redact
from qingzhi.engine.publication.rules.spans import Personal, Span, merged


def found(text, *known):
    return [(one.kind.value, one.within(text)) for one in find_personal(text, known)]


@pytest.mark.parametrize(
    ("text", "kind", "personal"),
    [
        ("身份证号码：６３０１０２１９９００９１０９９３１。", "identity", "６３０１０２１９９００９１０９９３１"),
        ("公民身份号码630102 19900910 9931，", "identity", "630102 19900910 9931"),
        ("证件号码632621781208123\n", "identity", "632621781208123"),
        ("身份证号63010219900910993\n1，", "identity", "63010219900910993\n1"),
        ("身份证号：630102199009109930（校验码录错）", "identity", "630102199009109930"),
        ("电话（0971）8251234。", "phone", "（0971）8251234"),
        ("联系方式：139－9712－3456", "phone", "139－9712－3456"),
        ("电话：6145678。", "phone", "6145678"),
        ("微信号：ma_de-biao78，", "contact", "ma_de-biao78"),
        ("QQ号码为3812345。", "contact", "3812345"),
        ("邮箱 a.b@example.com 联系", "contact", "a.b@example.com"),
        ("驾驶青A·D12345小型客车", "plate", "青A·D12345"),
        ("卡号6228 4805 0000 0000 018的", "account", "6228 4805 0000 0000 018"),
        ("账号：2806001234567，", "account", "2806001234567"),
    ],
)
def test_numbers_are_found_however_they_are_written(text, kind, personal):
    assert (kind, personal) in found(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("当事人：马德彪，男", "马德彪"),
        ("姓　　名：马 德 彪\n", "马 德 彪"),
        ("法定代表人（负责人）：欧阳娜", "欧阳娜"),
        ("证人索南才让证实", "索南才让"),
        ("经询问，韩阿舍木称其", "韩阿舍木"),
        ("委托代理人：阿卜杜拉·买买提，律师", "阿卜杜拉·买买提"),
        ("货款转入额尔德尼名下", "额尔德尼"),
        ("法定代表人：KIM MIN SU，", "KIM MIN SU"),
        ("登记在冯向\n前名下", "冯向\n前"),
        ("由赵青海担任组长", "赵青海"),
    ],
)
def test_names_are_found_by_what_stands_around_them(text, name):
    assert ("name", name) in found(text)


def test_a_name_once_found_is_covered_everywhere_and_called_alike():
    text = "当事人：王静，女。王静与证人王明证实，王 静收取货款。次日王静离开。"
    assert redact(text) == "当事人：王某，女。王某与证人王某2证实，王某收取货款。次日王某离开。"


def test_the_county_stays_and_what_lies_below_it_goes():
    shown = redact("住青海省西宁市城东区八一中路12号3号楼2单元501室，系个体户。送达至八一中路12号3号楼2单元501室。")
    assert shown == "住青海省西宁市城东区***，系个体户。送达至***。"


@pytest.mark.parametrize(
    "text",
    [
        "当事人：青海高原红商贸有限公司，统一社会信用代码：91630104MA7512345X，住所：西宁市城东区金桥路9号。",
        "依据《中华人民共和国商标法》第六十条第二款、《中华人民共和国行政处罚法》第七十二条的规定，处罚如下：",
        "查获标有“李宁”字样的运动鞋12双，商品条形码6901234567892，涉及第12345678号注册商标。",
        "青市监处罚〔2018〕47号，2018年7月26日，罚款12,345.60元，违法经营额24.80万元。",
        "实用新型专利ZL201820012345.6，对比文件CN102345678A，订单编号123456789012345678。",
        "向青海省人民政府申请行政复议，或者向西宁市城西区人民法院提起行政诉讼。",
        "本局向西宁市公安局发出协助调查函，请求人和被请求人均到庭，当事人的上述行为违法。",
    ],
)
def test_firms_authorities_laws_numbers_amounts_and_days_stay_readable(text):
    assert redact(text) == text


def test_a_party_given_by_the_record_is_covered_where_no_pattern_knows_the_name():
    text = "某日，石和在夜市；石和称不知情。"
    assert redact(text, ["石和"]) == "某日，石某在夜市；石某称不知情。"


def test_spans_never_lie_over_each_other():
    one, two = Span(0, 5, Personal.NAME, ""), Span(3, 8, Personal.PHONE, "")
    assert [(span.start, span.end) for span in merged([two, one, Span(1, 2, Personal.NAME, "")])] == [(0, 5), (5, 8)]


def test_all_planted_data_of_made_up_decisions_are_found_and_little_else_is_covered():
    outcome = examined(made_decisions(60), known=True)
    assert all(outcome.planted[kind] > 30 for kind in KINDS)
    assert outcome.missed == [] and outcome.wrongly_covered < 2
