"""Judgments: entered once by their court, counted, linked, names covered, brought by a file and taken back."""

import io
from datetime import date
from decimal import Decimal

import pytest

from qingzhi.base import clock
from qingzhi.base.audit.models import AuditEntry
from qingzhi.base.permits import SYSTEM, PermitRefused, Scope
from qingzhi.domains.rights.testing import make_right
from qingzhi.engine.imports.actions import confirm_batch, prepare_batch, roll_back_batch, run_batch

from ..access import visible_judgments
from ..actions.importing_judgments import FIELDS
from ..actions.judging import JudgmentFaults, correct_judgment
from ..models import Judgment
from ..queries.judgments import WHICH, figures_of, shown_gist, shown_parties
from ..queries.linking import linked
from ..refusals import ValueNotValid
from ..rules.judgments import faults_of, middle, share
from ..testing import body_of, make_transfer
from ..testing.judgments import court, judge, make_judgment

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _july():
    with clock.fixed(date(2018, 7, 2)):
        yield


D = date(2018, 5, 21)
# instance, outcome, filed, judged, asked, awarded → fields at fault
TABLE = [
    ("first", "partly", D, D, 100, 100, []),
    ("first", "granted", D, D, None, None, []),
    ("first", "partly", D, date(2018, 5, 20), 100, 1, ["judged_on"]),
    ("first", "partly", D, date(2018, 7, 3), 100, 1, ["judged_on"]),
    ("first", "partly", D, D, 100, 101, ["awarded"]),
    ("first", "partly", D, D, None, 1, ["asked"]),
    ("first", "dismissed", D, D, None, 0, []),
    ("first", "dismissed", D, D, -1, None, ["asked"]),
    ("first", "changed", D, D, 100, 1, ["outcome"]),
    ("second", "changed", D, D, 100, 1, []),
    ("retrial", "remanded", D, D, None, None, []),
]


@pytest.mark.parametrize(("instance", "outcome", "filed", "judged", "asked", "awarded", "fields"), TABLE)
def test_what_must_hold(instance, outcome, filed, judged, asked, awarded, fields):
    asked, awarded = (None if one is None else Decimal(one) for one in (asked, awarded))
    found = faults_of(
        instance=instance,
        outcome=outcome,
        filed_on=filed,
        judged_on=judged,
        today=date(2018, 7, 2),
        asked=asked,
        awarded=awarded,
    )
    assert [field for field, _ in found] == fields


def test_shares_and_medians_by_hand():
    assert share([(Decimal(300), Decimal(120)), (Decimal(100), Decimal(0))]) == 30
    assert share([]) is None and middle([]) is None
    assert middle([10]) == 10 and middle([10, 21]) == 16 and middle([133, 10, 200]) == 133


def test_entered_once_and_another_content_is_refused():
    made = make_judgment(number="（2018）青01民初 5 号")
    assert made.number == "（2018）青01民初5号" and made.days == 133
    assert make_judgment(number="（2018）青01民初5号") == made
    with pytest.raises(ValueNotValid, match="内容不同"):
        make_judgment(number="（2018）青01民初5号", awarded=Decimal(1))
    assert AuditEntry.objects.filter(action="coordination.enter_judgment").count() == 1
    trail = str(list(AuditEntry.objects.values_list("changes", "object_label", "reason")))
    assert "马示例" not in trail


def test_every_fault_is_told_at_its_field():
    with pytest.raises(JudgmentFaults) as refused:
        make_judgment(cause="M99", plaintiff=" ", awarded=Decimal(999_999))
    assert sorted(refused.value.faults) == ["awarded", "cause", "plaintiff"]
    before = make_judgment()
    for values, field in (
        ({"instance": "first", "appeal_of": before}, "appeal_of"),
        (
            {"instance": "second", "appeal_of": before, "filed_on": date(2018, 1, 1), "judged_on": date(2018, 5, 1)},
            "appeal_of",
        ),
    ):
        with pytest.raises(JudgmentFaults) as refused:
            make_judgment(**values)
        assert refused.value.field == field


def test_only_its_court_enters_and_corrects():
    made = make_judgment()
    with pytest.raises(PermitRefused):
        make_judgment(body=court("court2", "另一法院"))
    with pytest.raises(PermitRefused):
        correct_judgment(actor=judge(court("court2", "另一法院")), judgment=made, why="错", awarded=Decimal(1))
    with pytest.raises(ValueNotValid, match="更正理由"):
        correct_judgment(actor=judge(), judgment=made, why=" ", awarded=Decimal(1))
    correct_judgment(actor=judge(), judgment=made, why="判赔额录错", awarded=Decimal(130_000), defendant="牛示例")
    entry = AuditEntry.objects.get(action="coordination.correct_judgment")
    assert entry.changes["awarded"] == ["120000.00", "130000"] and "示例" not in str(entry.changes)


def test_figures_by_hand_and_each_opens_its_records():
    first = make_judgment()
    make_judgment(asked=Decimal(100_000), awarded=Decimal(0), outcome="dismissed", judged_on=date(2018, 1, 18))
    make_judgment(asked=None, awarded=None, outcome="withdrawn", judged_on=date(2018, 2, 7))
    for outcome in ("upheld", "changed"):
        make_judgment(instance="second", outcome=outcome, appeal_of=first, filed_on=date(2018, 6, 1), judged_on=date(2018, 6, 30),
                      asked=None, awarded=None)  # fmt: skip
    rows = Judgment.objects.all()
    told = figures_of(rows)
    assert (told.count, told.damages, told.share, told.days) == (5, 2, 30, 29)  # 133, 10, 30, 29, 29 days
    assert (told.appeals, told.reversed, told.reversal) == (2, 1, 50)
    assert {name: narrow(rows).count() for name, narrow in WHICH.items()} == {"damages": 2, "appeal": 2, "reversed": 1}


def test_names_are_covered_for_whoever_may_not_read_them():
    made = make_judgment(gist="马示例明知是侵权商品仍销售，联系电话13800138000。")
    office = judge(body_of("office"), "coordination.judgment.view", scope=Scope.ALL)
    assert shown_parties(judge(), made)[1] == "马示例"
    assert shown_parties(office, made)[1] == "马**"
    gist = shown_gist(office, made)
    assert "马示例" not in gist and "13800138000" not in gist and "侵权商品" in gist
    made.has_persons = False
    assert shown_parties(office, made)[0] == "青海示例酒业有限公司"


def test_seen_by_its_court_by_the_body_of_the_case_and_by_those_for_all():
    office = body_of("office")
    made = make_judgment(case=make_transfer().case)
    other = judge(court("court2", "另一法院"))
    assert list(visible_judgments(judge())) == [made] and not visible_judgments(other).exists()
    assert list(visible_judgments(judge(office, "coordination.judgment.view"))) == [made]
    assert list(visible_judgments(judge(court("court2"), "coordination.judgment.view", scope=Scope.ALL))) == [made]
    assert not visible_judgments(judge(office, "coordination.view")).exists()


def test_linked_by_the_numbers_that_people_write():
    first, right, case = make_judgment(), make_right(), make_transfer().case
    found = linked(
        appeal_of=first.number, case_number=case.number, right_kind=right.kind, right_number=right.number_shown
    )
    assert (found["appeal_of"], found["case"], found["right_id"]) == (first, case, right.pk)
    for given, field in (
        ({"appeal_of": "（2000）无"}, "appeal_of"), ({"case_number": "无"}, "case_number"), ({"right_number": "1"}, "right_kind"),
        ({"right_number": "99999999", "right_kind": "trademark"}, "right_number"),
    ):  # fmt: skip
        with pytest.raises(ValueNotValid) as refused:
            linked(**given)
        assert refused.value.field == field


def file_of(*rows):
    heads = [one.title for one in FIELDS]
    lines = [",".join(heads), *(",".join(str(row.get(one.name, "")) for one in FIELDS) for row in rows)]
    return io.BytesIO("\n".join(lines).encode())


def test_a_file_brings_many_and_is_taken_back():
    made = make_judgment()
    row = {
        "number": "（2018）青01民初901号", "court": "示例中级人民法院", "instance": "一审", "cause": "侵害商标权纠纷",
        "filed_on": "2018年1月8日", "judged_on": "2018-05-21", "outcome": "支持部分诉讼请求", "asked": "300000元", "awarded": "120000",
        "plaintiff": "甲公司", "defendant": "乙",
    }  # fmt: skip
    appeal = {**row, "number": "（2018）青民终9号", "instance": "二审", "outcome": "维持原判", "filed_on": "2018-06-01",
              "judged_on": "2018-06-20", "appeal_of": row["number"], "asked": "", "awarded": ""}  # fmt: skip
    bad = {**row, "number": "（2018）青01民初902号", "cause": "没有的案由", "asked": "很多"}
    other = {**row, "number": made.number, "awarded": "1"}
    batch = prepare_batch(actor=judge_who_imports(), kind="judgments", source=file_of(row, appeal, bad, other), file_name="裁判.csv",
                          data_as_of=date(2018, 6, 30), licence="内部", complete=True)  # fmt: skip
    batch = confirm_batch(actor=judge_who_imports(), batch=batch)
    run_batch(batch)
    batch.refresh_from_db()
    assert (batch.created_count, batch.rejected_count) == (2, 2)
    brought = Judgment.objects.filter(batch_id=batch.pk).order_by("judged_on")
    assert [one.has_persons for one in brought] == [True, True] and brought[1].appeal_of == brought[0]
    roll_back_batch(actor=SYSTEM, batch=batch, reason="试导入")
    assert list(Judgment.objects.all()) == [made]


def judge_who_imports():
    return judge(court(), "coordination.judgment.enter", "imports.view")
