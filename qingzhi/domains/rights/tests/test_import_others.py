"""Marks, indications, works, software, varieties and layouts from export to register."""

from datetime import date

import pytest

from qingzhi.domains.rights.models import GiUser, Right, StatusSpan, Trademark
from qingzhi.domains.rights.tests.files import counts, reference, state, take_back, take_in

pytestmark = pytest.mark.django_db
JULY = date(2018, 7, 31)


@pytest.fixture(autouse=True)
def tables():
    reference()


def mark(**values: str) -> dict[str, str]:
    row = {
        "注册号": "1234567", "商标名称": "大美青海", "国际分类": "29", "核定使用商品": "牛肉；乳制品", "申请日期": "2015-03-02", "初审公告日期": "2016-01-13",
        "注册公告日期": "2016-04-14", "专用权期限": "2016-04-14至2026-04-13", "商标状态": "已注册", "注册人": "青海甲有限公司",
        "注册人地址": "青海省西宁市城西区1号",
    }  # fmt: skip
    return row | values


def classes(number: str = "1234567") -> list[str]:
    return [row.symbol for row in Right.objects.get(number=number).classes.all()]


def test_a_mark_is_one_right_with_all_its_classes_in_one_row_or_several():
    take_in(
        "trademarks",
        [
            mark(国际分类="29、30"),
            mark(注册号="第7654321号"),
            mark(注册号="7654321", 国际分类="第35类", 核定使用商品="广告"),
        ],
    )
    assert classes() == ["29", "30"]
    assert classes("7654321") == ["29", "35"]
    goods = Trademark.objects.get(right__number="7654321").goods
    assert goods == "第29类：牛肉；乳制品\n第35类：广告"
    right = Right.objects.get(number="1234567")
    assert (right.status, str(right.expires_on), right.number_check) == ("in_force", "2026-04-13", "na")
    history = [row.status for row in StatusSpan.objects.filter(right=right)]
    assert history == ["pending", "published", "in_force"]


def test_rows_of_several_classes_are_the_same_in_any_order_and_again():
    rows = [mark(), mark(国际分类="30", 核定使用商品="面粉"), mark(国际分类="31", 核定使用商品="枸杞")]
    batch = take_in("trademarks", rows, chunk_rows=1000)
    assert counts(batch) == {"created": 1, "updated": 2}
    expected = state()
    assert counts(take_in("trademarks", rows[::-1])) == {"unchanged": 3}
    assert state() == expected
    assert counts(take_in("trademarks", [rows[1]])) == {"unchanged": 1}
    assert counts(take_in("trademarks", [mark(国际分类="32", 核定使用商品="啤酒")])) == {"updated": 1}
    assert classes() == ["29", "30", "31", "32"]


def test_a_mark_without_words_has_a_stand_in_and_a_wrong_class_is_refused():
    batch = take_in(
        "trademarks", [mark(商标名称=""), mark(注册号="2", 国际分类="46"), mark(注册号="3", 商标类型="什么")]
    )
    assert counts(batch) == {"created": 1, "rejected": 2}
    assert Right.objects.get().title == "（无文字）"
    assert sorted(fault.column_name for fault in batch.rejections.all()) == ["商标类型", "国际分类"]


def test_the_term_of_a_mark_is_renewed_while_it_is_in_force():
    take_in("trademarks", [mark(专用权期限="", 注册公告日期="1999-05-14", 申请日期="1998-01-01", 初审公告日期="")])
    assert str(Right.objects.get().expires_on) == "2019-05-13"
    lapsed = mark(
        注册号="2",
        专用权期限="",
        注册公告日期="1999-05-14",
        申请日期="",
        初审公告日期="",
        商标状态="期满未续展注册商标注销",
    )
    take_in("trademarks", [lapsed])
    right = Right.objects.get(number="2")
    assert (right.status, str(right.expires_on), str(right.status_on)) == ("expired", "2009-05-13", "2009-05-13")


def test_the_word_of_a_mark_under_attack_is_in_force_and_kept():
    take_in("trademarks", [mark(商标状态="撤销/无效宣告申请审查中"), mark(注册号="2", 商标状态="某种新状态")])
    assert Right.objects.get(number="1234567").status == "in_force"
    right = Right.objects.get(number="2")
    assert (right.status, right.statuses.last().basis) == ("unknown", "某种新状态（来源没有日期，自数据截至日记）")


def test_one_announcement_protects_several_products_and_names_users():
    row = {"公告号": "2014年第96号", "产品名称": "柴达木枸杞", "类型": "地理标志产品", "批准日期": "2014-08-25", "申请人": "海西州枸杞协会", "核准使用人": "甲合作社；乙合作社", "状态": "有效"}  # fmt: skip
    batch = take_in("geographical-indications", [row, row | {"产品名称": "互助八眉猪", "核准使用人": ""}])
    assert counts(batch) == {"created": 2}
    found = Right.objects.get(title="柴达木枸杞")
    assert (found.number, found.number_shown, found.status) == ("2014N96/柴达木枸杞", "2014年第96号", "in_force")
    assert [user.name_written for user in GiUser.objects.order_by("id")] == ["甲合作社", "乙合作社"]
    before = state(ids=True)
    assert counts(take_in("geographical-indications", [row])) == {"unchanged": 1}
    later = take_in("geographical-indications", [row | {"核准使用人": "乙合作社；丙合作社"}], JULY)
    assert counts(later) == {"updated": 1}
    assert [user.name_written for user in GiUser.objects.order_by("id")] == ["甲合作社", "乙合作社", "丙合作社"]
    take_back(later)
    assert state(ids=True) == before


def test_works_and_software_of_one_file_go_to_their_registers():
    rows = [
        {"登记号": "国作登字-2017-F-00123456", "作品/软件名称": "唐卡《示例》", "作品类别": "美术", "作者": "扎西", "登记日期": "2017-06-01", "著作权人": "扎西"},
        {"登记号": "2017SR123456", "作品/软件名称": "示例管理系统", "版本号": "V1.0", "首次发表日期": "2016-12-01", "登记日期": "2017-05-02", "著作权人": "青海甲有限公司"},
        {"登记号": "软著登字第1234567号", "作品/软件名称": "另一系统", "登记日期": "2017-05-02", "著作权人": "青海甲有限公司"},
        {"登记号": "国作登字-2017-F-00123457", "作品/软件名称": "", "登记日期": "2017-06-01", "著作权人": "扎西"},
    ]  # fmt: skip
    batch = take_in("copyrights", rows)
    assert counts(batch) == {"created": 3, "rejected": 1}
    assert dict(Right.objects.values_list("number_shown", "kind")) == {
        "国作登字-2017-F-00123456": "work", "2017SR123456": "software", "软著登字第1234567号": "software",
    }  # fmt: skip
    assert str(Right.objects.get(kind="software", title="示例管理系统").expires_on) == "2066-12-31"
    assert Right.objects.get(kind="work").expires_on is None  # a person's work: for life and fifty years
    assert counts(take_in("copyrights", rows)) == {"unchanged": 3, "rejected": 1}
    take_back(batch)
    assert not Right.objects.exists()


def test_varieties_last_longer_where_they_are_woody():
    base = {"品种名称": "青某1号", "申请日": "2010-03-01", "授权日": "2014-01-01", "品种权人": "某农林科学院"}
    rows = [
        base | {"品种权号": "CNA20100123.4", "植物种属": "大麦属"},
        base | {"品种权号": "20140012", "植物种属": "枸杞属", "领域": "林业"},
        base | {"品种权号": "", "申请号": "20100999999", "植物种属": "苹果属", "授权日": ""},
    ]
    assert counts(take_in("plant-varieties", rows)) == {"created": 3}
    found = dict(Right.objects.values_list("number", "expires_on"))
    assert {number: str(day) for number, day in found.items()} == {
        "CNA201001234": "2028-12-31", "20140012": "2033-12-31", "CNA20100999999": "None",
    }  # fmt: skip


def test_layouts_last_from_filing_or_use_whichever_is_earlier():
    row = {"布图设计登记号": "BS.175001234", "布图设计名称": "示例芯片", "申请日": "2017-05-01", "公告日期": "2017-09-01", "首次投入商业利用日": "2016-11-01", "权利人": "青海甲有限公司"}  # fmt: skip
    assert counts(take_in("layout-designs", [row])) == {"created": 1}
    right = Right.objects.get()
    assert (right.number, str(right.expires_on), right.status) == ("BS175001234", "2026-10-31", "in_force")
