"""「双公示」 of licences: seven working days, published once, revoked with trace, the platform's fields, a report of zero."""

from datetime import date

import pytest

from qingzhi.base import clock
from qingzhi.base.audit.models import AuditEntry
from qingzhi.base.permits import PermitRefused

from ..actions import change_licence, enter_licence, export_licences, publish_licence, publish_licences
from ..models import LicenceNotice
from ..queries.licence_platform import FIELDS
from ..refusals import NotReportable, ValueNotValid
from ..terms.licences import LicenceStatus
from ..testing import chief, clerk, make_firm, office

pytestmark = pytest.mark.usefixtures("june")


def entered(**values):
    usual = {
        "actor": clerk(), "body": office(), "number": "青知许〔2018〕1号", "document": "准予行政许可决定书", "category": "general",
        "content": "准予从事示例业务。", "decided_on": date(2018, 6, 4), "valid_from": date(2018, 6, 4), "valid_to": date(2023, 6, 3),
        "certificate": "示例许可证", "certificate_number": "63-001",
    }  # fmt: skip
    return enter_licence(
        **{"party": values.get("party") or (None if values.get("person") else make_firm()), **usual, **values}
    )


def test_seven_working_days_and_late_afterwards():
    made = entered()
    assert made.due_on == date(2018, 6, 13)  # 5, 6, 7, 8, 11, 12, 13 June
    assert entered() == made
    with clock.fixed(date(2018, 6, 14)):
        assert made.is_late(clock.today())


def test_published_once_and_revoked_with_trace():
    firm = make_firm(credit_code="91630100MA00000020")
    out = publish_licence(actor=clerk(), notice=entered(party=firm))
    assert publish_licence(actor=clerk(), notice=out).publication_id == out.publication_id
    row = out.publication.items.get().values
    assert (row["code"], row["status"], row["valid_to"]) == ("91630100MA00000020", "有效", "2023-06-03")
    for _ in range(2):
        change_licence(actor=clerk(), notice=out, status=LicenceStatus.REVOKED, why="以欺骗手段取得")
    assert out.publication.items.get(withdrawn_at=None).values["status"] == "撤销"
    assert AuditEntry.objects.filter(action="credit.change_licence").count() == 1
    with pytest.raises(NotReportable, match="撤销"):
        change_licence(actor=clerk(), notice=out, status=LicenceStatus.CANCELLED, why="注销")


def test_the_fields_of_the_platform_and_a_person_masked():
    person, firm = entered(person="马示例", number="青知许〔2018〕2号", valid_to=None), entered()
    assert publish_licences(actor=clerk(), notices=[person, firm]) == (2, [])
    assert person.__class__.objects.get(pk=person.pk).publication.items.get().values["name"] == "马**"
    lines = [
        dict(zip(FIELDS, one, strict=True))
        for one in export_licences(actor=clerk(), notices=[person, firm], form="测试")
    ]
    assert lines[0]["行政相对人名称"] == "马**" and lines[0]["有效期至"] == "2099-12-31"
    assert (lines[1]["许可类别"], lines[1]["当前状态"], lines[1]["许可机关"]) == ("普通", "有效", "省知识产权局")


def test_nothing_licensed_is_a_report_of_zero():
    assert export_licences(actor=clerk(), notices=[], form="测试") == []
    entry = AuditEntry.objects.get(action="credit.export_licences")
    assert entry.changes["rows"][1] == 0 and "零报告" in entry.changes["numbers"][1]


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"number": " "}, "number"), ({"decided_on": date(2018, 6, 5)}, "decided_on"), ({"valid_to": date(2018, 6, 3)}, "valid_to"),
    ],
)  # fmt: skip
def test_what_is_not_entered(values, field):
    with pytest.raises(ValueNotValid) as refused:
        entered(**values)
    assert refused.value.field == field and not LicenceNotice.objects.exists()


def test_only_who_may():
    with pytest.raises(PermitRefused):
        entered(actor=chief())
    with pytest.raises(PermitRefused):
        export_licences(actor=chief(), notices=[], form="测试")
