"""Earlier grants from prefectures' spreadsheets: taken, told again, doubled, faulty, taken back."""

from datetime import date
from types import SimpleNamespace

import pytest

from ..actions.importing import FIELDS, GrantWriter, roll_back
from ..models import PaidClaim
from ..queries.ledger import earlier_payment
from ..testing import make_applicant, make_granted, make_rules

pytestmark = pytest.mark.django_db


def row(line=2, **cells):
    usual = {
        "kind": "专利",
        "holder": "青海示例旧名有限公司",
        "amount": "2,000",
        "year": "2016",
        "body": "西宁市科技局",
        "region": "西宁市",
    }
    values = {**usual, **cells}
    return line, [values.get(one.name, "") for one in FIELDS]


def writer(batch=71):
    return GrantWriter(SimpleNamespace(pk=batch))


def test_taken_found_and_told_again():
    make_rules()
    party = make_applicant()
    right = make_granted(party)
    outcome = writer().write([row(number=f"ZL{right.number_shown}", paid_on="2016年11月20日")])
    assert (outcome.created, outcome.faults) == (1, [])
    found = PaidClaim.objects.get()
    assert (found.right_id, found.act, found.level, found.amount) == (right.pk, "grant", "prefectural", 2000)
    assert found.paid_on == date(2016, 11, 20) and found.region_code == "630100"
    assert "西宁市科技局" in earlier_payment("patent", right.number, "grant").told
    again = writer().write([row(number=right.number_shown, paid_on="2016-11-20")])
    assert (again.created, again.unchanged) == (0, 1)


def test_a_number_that_the_register_lacks_is_kept_by_its_number():
    writer().write([row(number="201510000001.0", holder="某单位")])
    found = PaidClaim.objects.get()
    assert found.right_id is None and earlier_payment("patent", found.number, "grant") is not None


def test_a_second_payer_is_kept_as_doubled_and_moves_up_when_the_first_is_taken_back():
    writer(71).write([row(number="201510000001.0")])
    outcome = writer(72).write([row(number="201510000001.0", body="海东市科技局")])
    assert outcome.created == 1
    assert list(PaidClaim.objects.order_by("pk").values_list("batch_id", "doubled")) == [(71, False), (72, True)]
    assert roll_back(SimpleNamespace(pk=71)) == 1
    assert not PaidClaim.objects.get().doubled


@pytest.mark.parametrize(
    ("cells", "field"),
    [({"number": ""}, "number"), ({"number": "201510000001.0", "kind": "奇怪"}, "kind"),
     ({"number": "201510000001.0", "amount": "很多"}, "amount"), ({"number": "201510000001.0", "amount": "NaN"}, "amount"),
     ({"number": "201510000001.0", "year": "", "paid_on": ""}, "year"), ({"number": "201510000001.0", "body": ""}, "body")],
)  # fmt: skip
def test_faults_name_the_column(cells, field):
    outcome = writer().write([row(**cells)])
    assert [one.field for one in outcome.faults] == [field] and not PaidClaim.objects.exists()


def test_preview_writes_nothing_and_answers_the_same():
    rows = [
        row(number="201510000001.0"),
        row(3, number="201510000001.0", body="海东市科技局"),
        row(4, number="201510000001.0"),
    ]
    told, done = writer().preview(rows), writer().write(rows)
    assert (told.created, told.unchanged) == (done.created, done.unchanged) == (2, 1)
    assert len(told.differences) == 2 and PaidClaim.objects.count() == 2
