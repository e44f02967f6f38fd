"""Pages of customs: the liaison enters, renews, notifies; the holder sees and answers on a page of its own; nobody else sees it."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from qingzhi.base import clock
from qingzhi.base.identity.testing import a_mandate, a_post, a_role, an_account, signed_in
from qingzhi.base.permits import SYSTEM, Scope
from qingzhi.domains.parties.testing import make_party

from ..models import CustomsRecordal, CustomsSeizure
from ..queries.customs import customs_figures
from ..testing.customs import CUSTOMS, HOLDER, customs_body, make_customs_rules

pytestmark = pytest.mark.django_db


@pytest.fixture
def _july():
    with clock.fixed(date(2018, 7, 2)):
        yield


def test_from_the_recordal_to_the_holder_s_answer(django_assert_max_num_queries):
    with clock.fixed(date(2018, 7, 2)):
        make_customs_rules()
        party = make_party("青海示例枸杞有限公司")
        liaison, clerk, stranger = (
            an_account("liaison", "郑守关"),
            an_account("clerk", "李秀梅"),
            an_account("stranger", "外人"),
        )
        permits = (*CUSTOMS, "parties.view", "rights.view", "procedures.case.view")
        a_post(liaison, a_role("customs", *permits, scope=Scope.BODY), customs_body())
        role = a_role("applicant", *HOLDER, scope=Scope.BODY, home="applicant")
        a_mandate(clerk, role, party.subject)
        a_mandate(stranger, role)
        desk, own, other = (signed_in(Client(), one) for one in (liaison, clerk, stranger))
        said = {"number": "T2009-1", "right_kind": "other", "right_number": "", "right_title": "示例商标", "holder": party.name,
                "holder_place": "CN", "goods": "枸杞", "valid_from": "2008-12-01"}  # fmt: skip
        assert (
            "没有找到"
            in desk.post(
                "/coordination/customs/new/", {**said, "right_number": "1", "holder": "无此企业"}
            ).content.decode()
        )
        url = desk.post("/coordination/customs/new/", {**said, "right_number": "1"})["Location"]
        assert CustomsRecordal.objects.get().expires_on == date(2018, 12, 1)
        assert desk.post(f"{url}renew/", {"basis": "准予续展"}).status_code == 302
        goods = {"recordal": CustomsRecordal.objects.get().pk, "direction": "export", "goods": "枸杞", "value": "60000", "trader": "示例公司",
                 "trader_place": "US", "facts": "查验发现"}  # fmt: skip
        assert desk.post("/coordination/customs/seizures/new/", goods).status_code == 400
        case = desk.post("/coordination/customs/seizures/new/", {**goods, "notice_number": "西关〔2018〕1号"})[
            "Location"
        ]
        with django_assert_max_num_queries(15):
            page = own.get("/coordination/customs/mine/").content.decode()
        assert "2018-07-05" in page and "30,000.00" in page
        shown = own.get(case).content.decode()
        assert "涉外" in shown and "收发货人在境外（美国）" in shown
        for address in ("/coordination/customs/?standing=valid", "/coordination/customs/seizures/?open=1&foreign=1"):
            with django_assert_max_num_queries(15):
                assert desk.get(address).status_code == 200
        assert other.get(case).status_code == 404 and other.get(url).status_code == 404
        assert other.get("/coordination/customs/").status_code == 403
    with clock.fixed(date(2018, 7, 9)):
        desk, own = (signed_in(Client(), one) for one in (liaison, clerk))
        assert "没有答复海关通知的权利人" in desk.get("/coordination/board/").content.decode()
        assert "没有在" in own.get("/coordination/customs/mine/").content.decode()
        figures = customs_figures(SYSTEM, "", "")
    assert [one.value for one in figures] == [1, 0, 0, 1, 1, 1]
    assert CustomsSeizure.objects.get().foreign_why


@pytest.mark.usefixtures("_july")
def test_the_holder_asks_on_a_page_and_nobody_else_finds_it(django_assert_max_num_queries):
    make_customs_rules()
    party = make_party("青海示例枸杞有限公司")
    liaison, clerk, stranger = (an_account(one, one) for one in ("liaison", "clerk", "stranger"))
    a_post(liaison, a_role("customs", *CUSTOMS, "procedures.case.view", scope=Scope.BODY), customs_body())
    a_mandate(clerk, a_role("applicant", *HOLDER, scope=Scope.BODY, home="applicant"), party.subject)
    a_mandate(stranger, a_role("applicant"))
    desk, own, other = (signed_in(Client(), one) for one in (liaison, clerk, stranger))
    address = reverse("coordination:ask_recording")
    with django_assert_max_num_queries(15):
        assert "合法行使权利的货物情况" in own.get(address).content.decode()
    said = {
        "right_kind": "other",
        "right_number": "1",
        "right_title": "",
        "goods": "枸杞",
        "lawful": "青海产",
        "body": customs_body().pk,
    }
    assert "请填写名称" in own.post(address, said).content.decode() and desk.get(address).status_code == 403
    assert own.post(address, {**said, "right_kind": "trademark", "right_number": "99999999"}).status_code == 400
    case = own.post(address, {**said, "right_title": "示例商标"})["Location"]
    assert "合法行使权利的货物" in own.get(case).content.decode() and other.get(case).status_code == 404
    with django_assert_max_num_queries(15):
        assert "示例商标海关备案" in own.get(reverse("coordination:customs_mine")).content.decode()
    figure = next(one for one in customs_figures(SYSTEM, "", "") if one.label == "备案辅导")
    assert figure.value == 1 and desk.get(figure.url).status_code == 200
