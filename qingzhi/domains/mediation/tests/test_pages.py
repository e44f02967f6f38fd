"""The pages of mediation and appraisal at the desk."""

from urllib.parse import urlencode

import pytest
from django.urls import reverse

from qingzhi.base.identity.testing import a_mandate, a_post, a_role, an_account, signed_in
from qingzhi.domains.enforcement.testing.cases import make_case_rules, make_request
from qingzhi.domains.mediation import testing as t
from qingzhi.domains.mediation.models import Appraisal, AppraisalBody, Mediation, Tie
from qingzhi.domains.mediation.testing import appraisals as a
from qingzhi.engine.procedures.models import Case

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk(client):
    """Somebody of the desk, signed in."""
    user = an_account("d")
    permits = (*t.DESK, *a.DESK, "mediation.own", "enforcement.case.handle", "procedures.case.view")
    a_post(user, a_role("d", *dict.fromkeys(permits)), t.a_body())
    return signed_in(client, user)


def under_examination() -> Case:
    """An adjudication under examination; how it came there is enforcement's test."""
    make_case_rules()
    source = make_request(own=False).case
    Case.objects.filter(pk=source.pk).update(state="examining")
    return Case.objects.get(pk=source.pk)


def test_pages_open(clerk):
    """Lists, filters and forms."""
    t.make_mediation()
    body = a.make_bodies(1)[0]
    a.make_commission()
    for address in (
        "/mediation/", "/mediation/mine/", "/mediation/mediators/", "/mediation/entrust/", "/mediation/organisations/new/",
        "/mediation/mediators/new/", "/mediation/?standing=open&q=甲&field=patent", "/mediation/mediators/?field=patent",
        "/mediation/appraisals/?standing=open&q=示例", "/mediation/appraisals/new/", "/mediation/appraisal-bodies/?q=鉴定人11",
        f"/mediation/appraisal-bodies/{body.pk}/", "/mediation/appraisal-bodies/new/", f"/mediation/appraisers/new/?body={body.pk}",
        f"/mediation/appraisers/{body.appraisers.first().pk}/tie/",
    ):  # fmt: skip
        assert clerk.get(address).status_code == 200, address


def test_a_case_is_entrusted_from_its_page(clerk):
    """The button stands on the page of an adjudication; the form has the case's sides."""
    t.make_rules()
    source = under_examination()
    address = f"{reverse('mediation:entrust')}?{urlencode({'case': source.number})}"
    assert address.replace("&", "&amp;") in clerk.get(f"/cases/{source.pk}/").content.decode()
    page = clerk.get(address)
    told = page.context["form"].initial
    assert (told["source"], told["respondent"], told["field"]) == (
        source.number,
        source.dossier.respondent_name,
        "patent",
    )
    given = {**told, "dispute": "infringement", "claimant": t.CLAIMANT}
    refused = clerk.post("/mediation/entrust/", {**given, "source": "没有"})
    assert refused.status_code == 400 and "没有找到这件办件" in refused.content.decode()
    made = clerk.post("/mediation/entrust/", given)
    assert made.status_code == 302 and Mediation.objects.get().source == source
    source.refresh_from_db()
    assert source.state == "mediation"
    assert address not in clerk.get(f"/cases/{source.pk}/").content.decode()


def test_an_appraisal_is_commissioned_from_a_case_s_page(clerk):
    """With the case's sides; whoever may not be chosen is shown with the reason."""
    a.make_appraisal_rules()
    body = a.make_bodies(1)[0]
    source = under_examination()
    page = clerk.get(f"/cases/{source.pk}/")
    assert "委托鉴定" in page.content.decode()
    given = {
        "source": source.number,
        "matter": "compare",
        "field": "patent",
        "questions": "是否落入保护范围？\n\n是否等同？",
    }
    assert clerk.post("/mediation/appraisals/new/", given).status_code == 400  # nothing is handed over
    made = clerk.post("/mediation/appraisals/new/", {**given, "materials": "被控产品1件"})
    dossier = Appraisal.objects.get()
    assert (made.status_code, dossier.questions, dossier.respondent) == (
        302, ["是否落入保护范围？", "是否等同？"], source.dossier.respondent_name,
    )  # fmt: skip
    clerk.post(f"/mediation/appraisal-bodies/{body.pk}/tie/", {"name": dossier.respondent, "kind": "委托人"})
    assert Tie.objects.get().subject == body.subject
    assert "不能选定：与" in clerk.get(f"/cases/{dossier.case_id}/").content.decode()


def test_a_body_and_its_expert_are_entered_and_struck_off(clerk):
    """The register is open to everybody."""
    entered = {
        "name": "示例鉴定所",
        "licence": "示1号",
        "listed_by": "示例厅",
        "fields_known": ["mark"],
        "valid_from": "2018-01-01",
    }
    assert clerk.post("/mediation/appraisal-bodies/new/", entered).status_code == 302
    body = AppraisalBody.objects.get()
    expert = {
        "body": body.pk,
        "name": "示例人",
        "certificate": "示2号",
        "fields_known": ["mark"],
        "valid_from": "2018-01-01",
    }
    assert clerk.post("/mediation/appraisers/new/", {**expert, "account": "nobody"}).status_code == 400
    assert clerk.post("/mediation/appraisers/new/", expert).status_code == 302
    assert (
        clerk.post(f"/mediation/appraisers/{body.appraisers.get().pk}/retire/", {"reason": "退休"}).status_code == 302
    )
    assert body.appraisers.get().retired_why == "退休"
    clerk.logout()
    told = clerk.get(f"/mediation/appraisal-bodies/{body.pk}/").content.decode()
    assert "示2号" in told and "登记利害关系" not in told


def test_the_pages_ask_little(clerk, django_assert_max_num_queries):
    """Case pages under twenty questions, lists under fifteen."""
    a.make_appraisal_rules()
    a.make_bodies(3)
    dossier = a.make_commission(under_examination())
    mediated = t.walk(t.make_mediation().case, "agree", "accept")
    for address, most in (
        (f"/cases/{dossier.case_id}/", 19), (f"/cases/{mediated.pk}/", 16), ("/mediation/", 10), ("/mediation/appraisals/", 10),
        ("/mediation/appraisal-bodies/", 10),
    ):  # fmt: skip
        clerk.get(address)
        with django_assert_max_num_queries(most):
            assert clerk.get(address).status_code == 200


def test_an_organisation_sees_what_its_mediators_have_in_hand(client):
    """On the first page of its secretary."""
    case = t.walk(t.make_mediation().case, "agree", "accept", "choose")
    secretary = an_account("s")
    a_mandate(
        secretary, a_role("mediator", *t.ROLES["mediator"], home="mediator"), case.dossier.mediator.organisation.subject
    )
    told = signed_in(client, secretary).get("/").content.decode()
    assert "在办的调解和鉴定" in told and case.number in told
