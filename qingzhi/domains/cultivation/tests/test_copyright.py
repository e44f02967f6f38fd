"""A copyright demonstration body is recognised: ways to an end, guards, who may not."""

from datetime import date

import pytest
from django.test import Client

from qingzhi.base import clock
from qingzhi.base.audit.models import AuditEntry
from qingzhi.base.files.actions import receive_file
from qingzhi.base.files.testing import pdf_bytes
from qingzhi.base.identity.testing import a_body, an_actor
from qingzhi.base.permits import SYSTEM, Actor, PermitRefused, Scope
from qingzhi.domains.cultivation.actions import NotInRegister, apply_for_recognition
from qingzhi.domains.cultivation.queries import recognised
from qingzhi.domains.parties.testing import make_party
from qingzhi.domains.rights.testing import make_right
from qingzhi.engine.documents.actions import load_series
from qingzhi.engine.documents.queries import documents_about
from qingzhi.engine.limits.models import LimitRule
from qingzhi.engine.procedures.actions import attach, take_step
from qingzhi.engine.procedures.refusals import AttachmentMissing, FormWrong, GuardRefused
from qingzhi.engine.procedures.terms import Outcome
from qingzhi.engine.tasks.queries import open_items_about

pytestmark = pytest.mark.django_db
LIMITS = (("accept", 5, "day", "working"), ("correct", 10, "day", "working"), ("review", 30, "day", "working"),
          ("term", 3, "year", "calendar"))  # fmt: skip
HANDLE, DECIDE = "cultivation.copyright.handle", "cultivation.copyright.decide"


@pytest.fixture(autouse=True)
def rules():
    for code, value, unit, counting in LIMITS:
        LimitRule.objects.create(code=f"cultivation.copyright.{code}", title=code, value=value, unit=unit, counting=counting,
                                 source="测试", status="default")  # fmt: skip
    series = {"code": "notice", "title": "通知", "prefix": "青知通", "form": "number", "retired_on": ""}
    load_series(actor=SYSTEM, rows=[{**series, "body": a_body().code}])
    with clock.fixed(date(2018, 7, 2)):
        yield


@pytest.fixture
def party():
    return make_party("青海示例文化有限公司")


@pytest.fixture
def desk():
    return an_actor("desk", HANDLE, "cultivation.copyright.view", "documents.issue")


@pytest.fixture
def chief():
    return an_actor("chief", DECIDE, "cultivation.copyright.view")


def firm_of(party) -> Actor:
    grants = {"cultivation.copyright.apply": Scope.BODY, "procedures.case.file": Scope.BODY}
    return Actor(kind="person", name="企业经办", user_id=900, acts_for=party.subject_id, mandate_id=1, grants=grants)


def filed(party, works: int = 2):
    """A sent application of a party with so many works."""
    for number in range(works):
        make_right("work", title=f"示例歌曲{number}", holders=[party.name])
    firm = firm_of(party)
    case = apply_for_recognition(actor=firm, body=a_body(), kind="unit", reasons="设有专人管理。").case
    pdf = receive_file(actor=SYSTEM, name="报告.pdf", data=pdf_bytes())
    attach(actor=firm, case=case, slot="report", label="版权工作报告", received=pdf)
    return take_step(actor=firm, case=case, step="submit", revision=0)


def test_recognised_for_three_years(party, desk, chief):
    case = filed(party)
    assert (case.due_on, case.dossier.works) == (date(2018, 7, 9), 2)
    case = take_step(actor=desk, case=case, step="accept", revision=1)
    assert [one.kind for one in documents_about(case)] == ["notice.acceptance"]
    case = take_step(
        actor=desk, case=case, step="visit", revision=2, data={"visited_on": "2018-07-02", "finding": "属实"}
    )
    case = take_step(
        actor=chief, case=case, step="recognise", revision=3, data={"decision_number": "青版〔2018〕示例1号"}
    )
    case.dossier.refresh_from_db()
    assert case.outcome == Outcome.GRANTED and case.dossier.valid_to == date(2021, 7, 2)
    assert not open_items_about(case).exists()
    assert AuditEntry.objects.filter(action="procedures.step.recognise").count() == 1
    assert "青海示例文化有限公司" in Client().get("/cultivation/copyright/").content.decode()
    with clock.fixed(date(2021, 7, 3)):
        assert not recognised().exists()


def test_nothing_registered_nothing_recognised(party):
    with pytest.raises(GuardRefused, match="没有您名下"):
        filed(party, works=0)


def test_without_the_report_nothing_is_sent(party):
    make_right("work", holders=[party.name])
    case = apply_for_recognition(actor=firm_of(party), body=a_body(), kind="park", reasons="园区。").case
    with pytest.raises(AttachmentMissing, match="版权工作报告"):
        take_step(actor=firm_of(party), case=case, step="submit", revision=0)


def test_returned_once(party, desk):
    case = take_step(actor=desk, case=filed(party), step="return_form", revision=1, note="报告没有盖章")
    case = take_step(actor=firm_of(party), case=case, step="resubmit", revision=2)
    with pytest.raises(GuardRefused, match="已退回补正一次"):
        take_step(actor=desk, case=case, step="return_form", revision=3, note="还缺")


def test_a_visit_lies_not_in_the_future(party, desk):
    case = take_step(actor=desk, case=filed(party), step="accept", revision=1)
    with pytest.raises(FormWrong):
        take_step(actor=desk, case=case, step="visit", revision=2, data={"visited_on": "2018-07-03", "finding": "属实"})


def test_who_visited_does_not_recognise(party, desk):
    both = an_actor("both", HANDLE, DECIDE)
    case = take_step(actor=desk, case=filed(party), step="accept", revision=1)
    case = take_step(
        actor=both, case=case, step="visit", revision=2, data={"visited_on": "2018-07-02", "finding": "属实"}
    )
    with pytest.raises(PermitRefused, match="另一人"):
        take_step(actor=both, case=case, step="recognise", revision=3, data={"decision_number": "1"})


def test_nobody_else_acts_for_the_firm(party):
    case = filed(party)
    with pytest.raises(PermitRefused):
        take_step(actor=firm_of(make_party("青海示例出版社")), case=case, step="withdraw", revision=1)


def test_who_stands_in_no_register_is_told(party, desk):
    grants = {"cultivation.copyright.apply": Scope.BODY}
    stranger = Actor(kind="person", name="无名", user_id=901, acts_for=a_body().subject_id, mandate_id=2, grants=grants)
    with pytest.raises(NotInRegister, match="登记主体"):
        apply_for_recognition(actor=stranger, body=a_body(), kind="unit", reasons="有。")
