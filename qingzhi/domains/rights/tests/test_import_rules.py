"""The pure rules of importing by tables: words of status, classes, cells, terms, histories."""

import pytest

from qingzhi.domains.rights.rules.classes import read_classes, read_ipc
from qingzhi.domains.rights.rules.rows import Bad, Cells, digest, read_count, read_day, read_flag, read_last_day
from qingzhi.domains.rights.rules.rows_history import Says, Span, course, current, woven
from qingzhi.domains.rights.rules.rows_terms import Term, Terms
from qingzhi.domains.rights.rules.statuses import POSSIBLE, read_status, warning
from qingzhi.domains.rights.terms import RightKind, RightStatus, Scheme

S = RightStatus


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("", None), ("有权", S.IN_FORCE), ("授权", S.IN_FORCE), ("专利权维持", S.IN_FORCE), ("有效", S.IN_FORCE), ("已注册", S.IN_FORCE),
        ("未缴年费专利权终止", S.LAPSED), ("未 缴 年 费 终 止", S.LAPSED), ("因未缴纳年费专利权终止", S.LAPSED), ("期限届满", S.EXPIRED),
        ("专利权有效期届满", S.EXPIRED), ("期满未续展注册商标注销", S.EXPIRED), ("发明专利申请公布后的视为撤回", S.WITHDRAWN), ("视为撤回", S.WITHDRAWN),
        ("主动撤回", S.WITHDRAWN), ("驳回", S.REJECTED), ("发明专利申请公布后的驳回", S.REJECTED), ("驳回复审中", S.PENDING),
        ("撤销/无效宣告申请审查中", S.IN_FORCE), ("专利权全部无效宣告", S.INVALIDATED), ("部分无效", S.IN_FORCE), ("注册商标已撤销", S.CANCELLED),
        ("实质审查的生效", S.EXAMINED), ("实质审查", S.EXAMINED), ("公开", S.PUBLISHED), ("初步审定公告", S.PUBLISHED), ("异议中", S.PUBLISHED),
        ("注册申请中", S.PENDING), ("失效", S.UNKNOWN), ("星期三", S.UNKNOWN), ("in_force", S.IN_FORCE), ("ＩＮ＿ＦＯＲＣＥ", S.IN_FORCE),
    ],
)  # fmt: skip
def test_words_of_exports_mean_a_status(word, status):
    assert read_status(word) is status


def test_every_kind_has_its_statuses_and_odd_changes_are_warned_of():
    assert set(POSSIBLE) == {kind.value for kind in RightKind}
    assert warning("work", None, S.LAPSED) == "作品登记一般没有“未缴年费终止”这一状态"
    assert "不常见" in warning("patent", S.REJECTED, S.LAPSED)
    assert warning("patent", S.PUBLISHED, S.IN_FORCE) == ""
    assert warning("patent", S.LAPSED, S.IN_FORCE) == ""  # restored


def test_symbols_take_one_form_and_strangers_are_named():
    assert read_ipc("A24B   15/18    (2006.01)") == "A24B15/18"
    assert read_classes(Scheme.IPC, "C01D15/08", "C01D 15/08(2006.01)I；c02f1/44") == (("C01D15/08", "C02F1/44"), "")
    assert read_classes(Scheme.NICE, "29、30 第35类") == (("29", "30", "35"), "")
    assert read_classes(Scheme.NICE, "46") == ((), "46")
    assert read_classes(Scheme.LOCARNO, "LOC(11)CL.09-03", "9.3") == (("09-03",), "9.3")
    assert read_classes(Scheme.IPC, "", "随便") == ((), "随便")


@pytest.mark.parametrize("text", ["2017-06-01", "2017/6/1", "2017.06.01", "20170601", "2017年6月1日", "２０１７年６月１日", "2017-06-01 00:00:00", "2017-06-01T08:00:00+08:00"])  # fmt: skip
def test_days_are_read_in_every_spelling(text):
    assert read_day(text) == "2017-06-01"


@pytest.mark.parametrize("text", ["2017-02-29", "2017-13-01", "20171301", "1017-01-01", "六月", "17-06-01", "2017"])
def test_what_is_no_day_is_bad(text):
    assert isinstance(read_day(text), Bad)


def test_other_cells():
    assert [read_day(text) for text in ("", "-", "0000-00-00", "无")] == [None] * 4
    assert read_last_day("2011年01月14日至2021年01月13日") == "2021-01-13"
    assert (read_count("10项"), read_count("8.0"), read_count("")) == (10, 8, None)
    assert isinstance(read_count("-1"), Bad)
    assert (read_flag("是"), read_flag("N"), read_flag("")) == (True, False, None)
    cells = Cells(read_count)
    assert [cells["3"], cells["3"], cells.bad] == [3, 3, False]
    assert isinstance(cells["x"], Bad) and cells.bad


def test_of_two_rows_the_greater_digest_tells_of_the_later_day():
    early, late = digest("2017-01-01", ("1", "z")), digest("2017-01-02", ("1", "a"))
    assert len(early) == 16 and early < late
    assert digest("2017-01-01", ("1", "z")) == early != digest("2017-01-01", ("1z", ""))
    assert digest("", ("1",)) < early


TERMS = Terms(
    [
        Term("design", "applied", 10, "", "2021-06-01"), Term("design", "applied", 15, "2021-06-01", ""),
        Term("mark", "registered", 10, "", "", renewable=True), Term("work", "published", 50, "", "", to_year_end=True),
    ]
)  # fmt: skip


@pytest.mark.parametrize(
    ("type", "counts_from", "day", "on", "last"),
    [
        ("design", "applied", "2021-05-31", "", "2031-05-30"),
        ("design", "applied", "2021-06-01", "", "2036-05-31"),
        ("design", "applied", "2012-02-29", "", "2022-02-27"),
        ("mark", "registered", "1999-09-06", "2018-07-01", "2019-09-05"),
        ("mark", "registered", "1999-09-06", "", "2009-09-05"),
        ("work", "published", "2016-03-01", "", "2066-12-31"),
        ("design", "registered", "2016-03-01", "", None),
        ("mark", "registered", None, "", None),
    ],
)
def test_terms_follow_from_dated_rows(type, counts_from, day, on, last):
    assert TERMS.last_day(type, counts_from, day, on) == last


AS_OF = "2018-06-30"
INVENTION = Says("2012-01-05", "2013-07-10", "2015-03-04", "2032-01-04", None, None)


def statuses(spans):
    return [(span.status, span.begin, span.end) for span in spans]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, [("pending", "2012-01-05", "2013-07-10"), ("published", "2013-07-10", "2015-03-04"), ("in_force", "2015-03-04", None)]),
        (
            {"status": "lapsed", "status_on": "2017-01-05"},
            [
                ("pending", "2012-01-05", "2013-07-10"), ("published", "2013-07-10", "2015-03-04"),
                ("in_force", "2015-03-04", "2017-01-05"), ("lapsed", "2017-01-05", None),
            ],
        ),
        (
            {"registered": None, "status": "rejected", "status_on": "2016-01-01"},
            [("pending", "2012-01-05", "2013-07-10"), ("published", "2013-07-10", "2016-01-01"), ("rejected", "2016-01-01", None)],
        ),
        ({"published": "2015-03-04"}, [("pending", "2012-01-05", "2015-03-04"), ("in_force", "2015-03-04", None)]),
        (
            {"published": "2015-03-04", "status": "lapsed", "status_on": "2017-01-05"},
            [("pending", "2012-01-05", "2015-03-04"), ("in_force", "2015-03-04", "2017-01-05"), ("lapsed", "2017-01-05", None)],
        ),
        ({"applied": None, "published": None, "registered": None}, [("pending", None, None)]),
        ({"status": "lapsed"}, [("pending", "2012-01-05", "2013-07-10"), ("published", "2013-07-10", "2015-03-04"), ("in_force", "2015-03-04", AS_OF), ("lapsed", AS_OF, None)]),
        ({"expires": "2018-01-04"}, [("pending", "2012-01-05", "2013-07-10"), ("published", "2013-07-10", "2015-03-04"), ("in_force", "2015-03-04", "2018-01-04"), ("expired", "2018-01-04", None)]),
    ],
)  # fmt: skip
def test_the_course_of_a_right_follows_from_its_days(change, expected):
    says = INVENTION._replace(**change)
    assert statuses(course(says, current(says, AS_OF))) == expected


def test_newer_rows_close_and_open_and_what_lies_before_stays():
    known = course(INVENTION, current(INVENTION, AS_OF))
    lapsed = INVENTION._replace(status="lapsed", status_on="2018-07-05", word="未缴年费专利权终止")
    after = woven(known, lapsed, "2018-07-31")
    assert after[:2] == known[:2]
    assert after[2:] == [known[2]._replace(end="2018-07-05"), Span("lapsed", "2018-07-05", None, "未缴年费专利权终止")]
    assert woven(after, lapsed, "2018-08-31") == after
    restored = woven(
        after, INVENTION._replace(status="in_force", registered=None, status_on="2018-08-01"), "2018-08-31"
    )
    assert statuses(restored)[2:] == [
        ("in_force", "2015-03-04", "2018-07-05"),
        ("lapsed", "2018-07-05", "2018-08-01"),
        ("in_force", "2018-08-01", None),
    ]


def test_a_restored_patent_whose_row_repeats_the_grant_day_is_in_force_from_the_data_on():
    known = course(INVENTION, current(INVENTION, AS_OF))
    lapsed = woven(known, INVENTION._replace(status="lapsed", status_on="2017-07-05"), "2018-07-31")
    again = woven(lapsed, INVENTION._replace(status="in_force"), "2018-08-31")
    assert statuses(again)[-2:] == [("lapsed", "2017-07-05", "2018-08-31"), ("in_force", "2018-08-31", None)]


def test_an_application_that_is_granted_and_ended_between_two_files_has_both_steps():
    filed = Says("2012-01-05", None, None, None, "pending", None)
    known = course(filed, current(filed, "2013-01-01"))
    after = woven(known, INVENTION._replace(status="lapsed", status_on="2017-01-05"), AS_OF)
    assert [span.status for span in after] == ["pending", "published", "in_force", "lapsed"]
