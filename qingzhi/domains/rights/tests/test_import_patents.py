"""Patents from export to register: what rows become, what is refused, what newer and older data do."""

from datetime import date

import pytest

from qingzhi.base.permits import SYSTEM
from qingzhi.domains.rights.models import Holding, Patent, Right, RightClass, RightLink, StatusSpan
from qingzhi.domains.rights.tests.files import (
    AS_OF,
    Party,
    counts,
    patent,
    previewed,
    reference,
    state,
    take_back,
    take_in,
)
from qingzhi.engine.imports.models import Change
from qingzhi.engine.search.models import IndexChange

pytestmark = pytest.mark.django_db
JULY, MAY = date(2018, 7, 31), date(2018, 5, 31)


@pytest.fixture(autouse=True)
def tables():
    reference()


def spans() -> list[tuple[str, str, str]]:
    rows = StatusSpan.objects.order_by("valid_from", "id").values_list("status", "valid_from", "valid_to")
    return [(status, str(begin), str(end or "")) for status, begin, end in rows]


def test_a_row_becomes_a_right_with_its_histories():
    batch = take_in("patents", [patent(优先权="US 62/123456 2016-07-22；CN201610000001.1")])
    assert counts(batch) == {"created": 1}
    right = Right.objects.get()
    assert (right.number, right.number_shown, right.number_check) == ("2017106018623", "201710601862.3", "ok")
    assert (right.status, str(right.status_on), str(right.expires_on)) == ("in_force", "2018-05-11", "2037-07-20")
    assert (right.region_code, right.is_public, right.data_as_of, right.batch_id) == ("630104", True, AS_OF, batch.pk)
    found = Patent.objects.get()
    assert (found.type, found.main_class, found.claim_count) == ("invention", "C01D15/08", 8)
    assert found.publication_number == "CN106844774A"
    assert spans() == [
        ("pending", "2017-07-21", "2017-12-01"),
        ("published", "2017-12-01", "2018-05-11"),
        ("in_force", "2018-05-11", ""),
    ]
    holders = Holding.objects.values_list("party__name", "position", "valid_from")
    assert list(holders) == [("青海甲有限公司", 0, date(2017, 7, 21)), ("乙大学", 1, date(2017, 7, 21))]
    assert list(RightClass.objects.values_list("scheme", "symbol")) == [("ipc", "C01D15/08"), ("ipc", "C02F1/44")]
    links = RightLink.objects.values_list("other_country", "other_number", "other_on").order_by("id")
    assert list(links) == [("US", "62/123456", date(2016, 7, 22)), ("CN", "201610000001.1", None)]
    assert Party.objects.get(name="青海甲有限公司").region.code == "630104"
    assert IndexChange.objects.filter(kind="patent", first_id=right.pk, last_id=right.pk).exists()


@pytest.mark.parametrize(
    ("change", "column", "part"),
    [
        ({"申请号": ""}, "申请号", "号码为空"),
        ({"申请号": "2.01711E+12"}, "申请号", "科学计数法"),
        ({"发明名称": ""}, "发明名称", "新登记须有名称"),
        ({"发明名称": "长" * 501}, "发明名称", "最多 500 字"),
        ({"专利类型": "外观设计"}, "专利类型", "申请号表明是发明"),
        ({"专利类型": "商标"}, "专利类型", "不是发明"),
        ({"申请日": "2017-13-01"}, "申请日", "没有“2017-13-01”这一天"),
        ({"申请日": "去年"}, "申请日", "看不懂日期"),
        ({"授权公告日": "2016-01-01"}, "授权公告日", "早于申请日"),
        ({"授权公告日": "2019-01-01"}, "授权公告日", "晚于数据截至日"),
        ({"分类号": "C01D15/08；随便"}, "分类号", "“随便”不是分类号"),
        ({"权利要求数": "很多"}, "权利要求数", "不是合理的项数"),
        ({"申请（专利权）人": "甲" * 201}, "申请（专利权）人", "一个名称超过 200 字"),
    ],
)
def test_a_row_that_cannot_be_is_refused_with_line_column_and_reason(change, column, part):
    batch = take_in("patents", [patent(1), patent(**change), patent(2)])
    assert counts(batch) == {"created": 2, "rejected": 1}
    [fault] = batch.rejections.all()
    assert (fault.line, fault.column_name) == (3, column)
    assert part in fault.reason


def test_every_fault_of_a_row_is_told_and_the_row_counted_once():
    batch = take_in("patents", [patent(申请日="去年", 分类号="随便", 权利要求数="很多")])
    assert counts(batch) == {"rejected": 1}
    assert batch.rejections.count() == 3


def test_wrong_and_missing_check_digits_are_stored_and_flagged():
    take_in("patents", [patent(申请号="201710601862.4"), patent(申请号="201711111111"), patent(申请号="US13797521")])
    assert dict(Right.objects.values_list("number", "number_check")) == {
        "2017106018624": "bad", "201711111111X": "na", "US13797521": "na",
    }  # fmt: skip


def test_what_is_not_published_yet_is_not_public():
    row = patent(授权公告日="", 授权公告号="", 当前法律状态="申请中", 法律状态日期="") | {
        "公开（公告）号": "",
        "公开（公告）日": "",
    }
    take_in("patents", [row])
    right = Right.objects.get()
    assert (right.status, right.is_public, right.expires_on) == ("pending", False, None)
    take_in("patents", [patent()], JULY)
    assert Right.objects.get().is_public is True


@pytest.mark.parametrize(
    ("values", "last"),
    [
        ({"申请号": "201720000001.8", "专利类型": "实用新型"}, "2027-07-20"),
        ({"申请号": "201730033448.8", "专利类型": "外观设计", "主分类号": "09-03", "分类号": "09-03"}, "2027-07-20"),
        (
            {
                "申请号": "202130033448.3", "专利类型": "外观设计", "主分类号": "09-03", "分类号": "", "申请日": "2021-06-01",
                "授权公告日": "2021-12-01", "公开（公告）日": "2021-12-01", "法律状态日期": "2021-12-01",
            },
            "2036-05-31",
        ),
    ],
)  # fmt: skip
def test_the_last_day_follows_from_dated_rows(values, last):
    take_in("patents", [patent(**values)], date(2022, 1, 31))
    assert str(Right.objects.get().expires_on) == last


def test_newer_data_update_and_keep_the_histories():
    take_in("patents", [patent()])
    batch = take_in(
        "patents",
        [patent(**{"申请（专利权）人": "丙有限公司", "当前法律状态": "未缴年费专利权终止", "法律状态日期": "2018-07-21", "摘要": "", "分类号": "B01J20/00", "主分类号": "B01J20/00"})],
        JULY,
    )  # fmt: skip
    assert counts(batch) == {"updated": 1}
    right = Right.objects.get()
    assert (right.status, str(right.status_on), right.holder_text) == ("lapsed", "2018-07-21", "丙有限公司")
    assert spans()[-2:] == [("in_force", "2018-05-11", "2018-07-21"), ("lapsed", "2018-07-21", "")]
    holders = Holding.objects.order_by("id").values_list("party__name", "valid_to")
    assert list(holders) == [("青海甲有限公司", JULY), ("乙大学", JULY), ("丙有限公司", None)]
    assert [row.symbol for row in right.classes.all()] == ["B01J20/00"]
    assert right.patent.abstract == "本发明公开了一种装置。"  # an empty cell says nothing
    change = Change.objects.get(batch=batch, model="rights.right")
    assert change.old["holder_text"] == "青海甲有限公司；乙大学"


def test_the_same_file_twice_changes_nothing():
    rows = [patent(), patent(1), patent(2, **{"申请（专利权）人": ""})]
    take_in("patents", rows)
    before = state(ids=True)
    assert counts(take_in("patents", rows)) == {"unchanged": 3}
    assert state(ids=True) == before
    assert counts(take_in("patents", [patent() | {"申请日": "2017年7月21日"}])) == {"unchanged": 1}
    assert state(ids=True) == before


def test_older_data_change_nothing():
    take_in("patents", [patent(), patent(1)])
    before = state(ids=True)
    batch = take_in("patents", [patent(发明名称="旧名", 法律状态日期="2018-05-01"), patent(1)], MAY)
    assert counts(batch) == {"older": 2}
    assert state(ids=True) == before


def test_data_that_only_confirm_make_what_lies_between_older():
    take_in("patents", [patent()])
    assert counts(take_in("patents", [patent()], date(2018, 9, 30))) == {"unchanged": 1}
    assert counts(take_in("patents", [patent(发明名称="中间的名称")], JULY)) == {"older": 1}
    assert Right.objects.get().title == "一种盐湖提锂装置"


def test_a_correction_of_the_same_day_is_taken():
    take_in("patents", [patent()])
    assert counts(take_in("patents", [patent(发明名称="更正后的名称")])) == {"updated": 1}
    assert Right.objects.get().title == "更正后的名称"


def test_files_of_fewer_columns_update_what_they_hold():
    take_in("patents", [patent()])
    few = {"专利号": "ZL201710601862.3", "法律状态": "专利权全部无效", "法律状态公告日": "2018-07-02"}
    assert counts(take_in("patents", [few], JULY)) == {"updated": 1}
    right = Right.objects.get()
    assert (right.status, right.title, right.holder_text) == (
        "invalidated",
        "一种盐湖提锂装置",
        "青海甲有限公司；乙大学",
    )
    few["法律状态"] = ""
    assert counts(take_in("patents", [few | {"发明名称": "新名"}], date(2018, 8, 31))) == {"updated": 1}
    assert Right.objects.get().status == "invalidated"


def test_what_was_entered_by_hand_is_updated_by_data():
    right = Right.objects.create(
        kind="patent", number="2017106018623", number_shown="x", title="手工", status="pending"
    )
    Patent.objects.create(right=right, type="invention")
    assert counts(take_in("patents", [patent()])) == {"updated": 1}
    assert spans()[-1] == ("in_force", "2018-05-11", "")


def test_a_dry_run_tells_what_would_be():
    take_in("patents", [patent()])
    before = state(ids=True)
    base = {"number": "201710601862.3", "status": "驳回", "status_on": "2018-07-01", "title": "新名"}
    outcome = previewed(
        "patents", [base, {"number": "201711111111.0", "title": "又一件"}, {"number": "", "type": "发明"}], JULY
    )
    assert (outcome.created, outcome.updated, len(outcome.faults)) == (1, 1, 1)
    new, changed = outcome.differences
    assert (new.line, new.what, new.label) == (3, "created", "201711111111.0 又一件")
    assert ("名称", "一种盐湖提锂装置", "新名") in changed.changes
    assert ("法律状态", "有效", "驳回") in changed.changes
    assert state(ids=True) == before
    assert Party.objects.count() == 2


def test_a_batch_is_taken_back_whole():
    take_in("patents", [patent(), patent(1), patent(2, 优先权="US 1/2 2016-01-01")])
    before, kept = state(ids=True), Change.objects.count()
    second = take_in(
        "patents",
        [
            patent(发明名称="改", **{"申请（专利权）人": "丙有限公司", "当前法律状态": "驳回", "法律状态日期": "2018-07-02"}),
            patent(1), patent(2, 优先权="JP 3/4 2016-02-02", 摘要="改", 分类号="A01B1/00"), patent(3), patent(4),
        ],
        JULY,
    )  # fmt: skip
    assert counts(second) == {"created": 2, "updated": 2, "unchanged": 1}
    take_back(second)
    assert state(ids=True) == before
    assert Change.objects.exclude(model="rights.seen").count() == kept


def test_a_batch_whose_rights_changed_since_stays():
    from qingzhi.domains.rights.refusals import RightsChangedSince

    first = take_in("patents", [patent(), patent(1)])
    take_in("patents", [patent(1, 摘要="改")], JULY)
    before = state(ids=True)
    with pytest.raises(RightsChangedSince, match="1 项"):
        take_back(first)
    assert state(ids=True) == before


def test_a_batch_whose_rights_were_corrected_by_hand_stays():
    from qingzhi.domains.rights.actions.correcting import correct_right
    from qingzhi.domains.rights.refusals import RightsChangedSince

    take_in("patents", [patent(), patent(1)])
    correct_right(actor=SYSTEM, right=Right.objects.first(), values={"title": "手工更正"}, reason="核对原件")
    second = take_in("patents", [patent(2)], JULY)
    take_back(second)
    third = take_in("patents", [patent(发明名称="又改"), patent(1, 发明名称="又改")], JULY)
    correct_right(actor=SYSTEM, right=Right.objects.last(), values={"title": "再次更正"}, reason="核对原件")
    with pytest.raises(RightsChangedSince, match="1 项"):
        take_back(third)


@pytest.mark.parametrize(
    ("address", "region", "code"),
    [
        ("810000 青海省西宁市城西区示例路1号", "", "630104"),
        ("西宁市城西区示例路1号", "青海；63", "630104"),
        ("城西区示例路1号", "", ""),
        ("海南藏族自治州共和县恰卜恰镇", "", "632521"),
        ("河南蒙古族自治县优干宁镇", "", "632324"),
        ("570100 海南省海口市", "", "460000"),
        ("河南省郑州市金水区", "", "410000"),
        ("", "北京；11", "110000"),
        ("", "630104", "630104"),
        ("某某大厦", "青海", "630000"),
        ("美国加利福尼亚州", "美国；US", ""),
    ],
)
def test_the_region_is_read_from_address_or_column(address, region, code):
    take_in("patents", [patent(地址=address, 地区=region)])
    assert Right.objects.get().region_code == code
