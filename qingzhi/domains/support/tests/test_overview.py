"""Money and time for those who lead: right numbers, each opening the list that it counts, few queries, nobody else."""

import re
from datetime import date
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from qingzhi.base import clock
from qingzhi.base.identity.testing import a_post, a_role, an_account, signed_in
from qingzhi.base.permits import SYSTEM
from qingzhi.domains.funds.actions import claw_back
from qingzhi.engine.lake.actions import refresh_lake

from ..actions.money import reference_of
from ..testing import make_applicant, make_application, make_call, make_granted, office, walk

pytestmark = pytest.mark.django_db
PERMITS = (
    "support.overview.view",
    "funds.view",
    "procedures.case.view",
    "support.application.view",
    "support.call.view",
)


def browser(username, *permits):
    user = an_account(username, name=username)
    a_post(user, a_role(f"role-{username}", *permits), office())
    return signed_in(Client(), user)


@pytest.fixture
def told():
    """A call with one application paid and partly asked back, one in its check and overdue."""
    with clock.fixed(date(2018, 7, 1)):
        call, party = make_call(budget=100_000), make_applicant()
        made = make_application(call, party, [make_granted(party)], to="publicity")
        make_application(call, other := make_applicant(), [make_granted(other)], to="formal")
    with clock.fixed(date(2018, 7, 20)):
        walk(made, "closed")
        reference = reference_of(made, party)
        claw_back(actor=SYSTEM, reference=reference, key="back", decision="失效", amount=made.amount_granted / 2)
        refresh_lake()
    with clock.fixed(date(2018, 8, 20)):
        yield made


def text_of(page, url):
    answer = page.get(url)
    assert answer.status_code == 200, url
    return answer.content.decode()


def test_the_figures_are_the_ledger_s_and_the_cases(told):
    text = text_of(browser("leader", *PERMITS), "/support/overview/")
    plain = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text))
    granted = told.amount_granted
    for amount in (granted / 2, 100_000):
        assert f"{amount:,.2f}" in plain, amount
    assert "知识产权资助申报 全程 1 1 1 19 19" in plain, plain[-900:]
    assert "审查 知识产权资助申报 1 1" in plain and "公示 知识产权资助申报 0 0 — 19 19" in plain


def test_each_figure_opens_the_list_that_it_counts(told):
    """Every link is followed; a list of cases or claims has as many rows as the number that led there."""
    page = browser("leader", *PERMITS)
    for way in ("programme", "source", "year"):
        text = text_of(page, f"/support/overview/?by={way}")
        main = text[text.index("<main") : text.index("</main>")]
        links = {unescape(one): shown for one, shown in re.findall(r'<a href="(/[^"]+)">([\d,.]+)</a>', main)}
        assert len(links) > 4
        for url, shown in links.items():
            found = text_of(page, url)
            if "." not in shown:
                assert f"共 {int(shown)} 条" in found, (url, shown)
            else:
                assert "共 0 条" not in found, url


def test_it_asks_little_and_needs_no_lake(told, settings, tmp_path):
    page = browser("leader", *PERMITS)
    page.get("/support/overview/")
    with CaptureQueriesContext(connection) as asked:
        text_of(page, "/support/overview/")
    assert len(asked) < 15, [one["sql"][:90] for one in asked]
    settings.QINGZHI_DATA = tmp_path / "empty"
    assert "数据湖尚未生成" in text_of(page, "/support/overview/")


def test_what_is_exported_is_what_is_shown(told):
    page = browser("leader", *PERMITS)
    text = text_of(page, "/support/overview/?by=source")
    urls = [unescape(one) for one in re.findall(r'href="(\?[^"]*export=xlsx)"', text)]
    assert [set(re.findall(r"\w+(?==)", one)) for one in urls] == [
        {"year", "by", "m_export"},
        {"year", "by", "t_export"},
    ]
    for url in urls:
        assert b"".join(page.get(f"/support/overview/{url}"))[:2] == b"PK"


def test_nobody_else_opens_it(told):
    assert browser("clerk", *PERMITS[1:]).get("/support/overview/").status_code == 403
    assert Client().get("/support/overview/").status_code == 302
