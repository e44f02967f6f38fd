"""Links on the web: kept under the digest of what a browser saved, noticed, settled one by one, declared against, taken offline."""

from datetime import date, timedelta
from hashlib import sha256

import pytest

from qingzhi.base import clock
from qingzhi.base.audit.models import AuditEntry
from qingzhi.base.events.models import EventRow
from qingzhi.base.files.access import may_read
from qingzhi.base.files.testing import pdf_bytes, web_archive
from qingzhi.base.permits import PUBLIC, PermitRefused
from qingzhi.engine.documents.queries import documents_about
from qingzhi.engine.procedures.refusals import FormWrong, GuardRefused
from qingzhi.engine.procedures.terms import Outcome

from ..actions.online import add_links, capture_link
from ..models import CounterNotice, PenaltyCase
from ..queries.online import mismatch, online_context, proposed
from ..refusals import ValueNotValid
from ..refusals.online import LinkKnown, LinkNotOpen
from ..rules.online import BadLink, links_of, same_page
from ..testing.cases import make_penalty
from ..testing.complaints import make_complaint
from ..testing.decisions import someone
from ..testing.online import LINK, capture, make_online, officer, walk

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _march():
    with clock.fixed(date(2022, 3, 1)):
        yield


@pytest.mark.parametrize(
    "line",
    ["javascript:alert(1)", "file:///etc/passwd", "shop.example/1", "http://localhost/x", "https://a b.example/"],
)
def test_only_pages_of_the_web_are_links(line):
    with pytest.raises(BadLink):
        links_of(line)


def test_links_once_each_and_without_fragments():
    assert links_of("https://a.example/1#x\n\n https://a.example/1 \nhttp://b.example/?q=1") == [
        "https://a.example/1",
        "http://b.example/?q=1",
    ]
    assert same_page("http://a.example/1/", "https://a.example/1") and not same_page(
        "https://a.example/1", "https://a.example/2"
    )


def test_a_capture_is_evidence_under_its_digest():
    link = make_online().links.get()
    with pytest.raises(GuardRefused, match="没有快照"):
        walk(link.online.case, "notify")
    made = capture(link)
    assert made.item.sha256 == sha256(web_archive()).hexdigest() and made.item.url == LINK
    assert made.told_at.startswith("Mon, 02 Jul 2018") and not mismatch(made, link)
    assert may_read(officer(), made.item.file) and not may_read(PUBLIC, made.item.file)
    assert not may_read(someone(77, "coordination.view"), made.item.file)
    other = capture(link, web_archive("另一页").replace(b"item/1", b"item/9"))
    assert mismatch(other, link)
    assert capture(link, pdf_bytes("page"), "页面.pdf").told_address == ""
    with pytest.raises(ValueNotValid, match="晚于现在"):
        capture(link, seen_at=clock.now() + timedelta(hours=1))
    assert EventRow.objects.filter(name="enforcement.link_captured").count() == 3
    assert AuditEntry.objects.filter(action="enforcement.take_evidence").count() == 3


def test_nobody_without_the_permit_opens_or_captures():
    link = make_online().links.get()
    with pytest.raises(PermitRefused):
        add_links(actor=someone(77, "enforcement.case.view"), online=link.online, links="https://b.example/")
    with pytest.raises(LinkKnown):
        add_links(actor=officer(), online=link.online, links=LINK)
    received = capture(link).item.file
    assert received is not None
    case = walk(link.online.case, "notify", "outcome", "close")
    assert case.outcome == Outcome.CLOSED
    with pytest.raises(LinkNotOpen):
        capture(link)
    assert callable(capture_link)


def test_notified_with_a_paper_and_settled_one_by_one():
    made = make_online(captured=True, links=f"{LINK}\nhttps://shop.example/item/2")
    case = walk(made.case, "notify")
    assert (case.state, case.due_on) == ("noticed", date(2022, 3, 4))  # three working days
    assert [one.kind for one in documents_about(case)] == ["enforcement.online_notice"]
    first, second = made.links.all()
    with pytest.raises(FormWrong):
        walk(case, "outcome", **{f"link_{second.pk}": ""})
    case = walk(case, "outcome", **{f"link_{first.pk}": "removed", f"link_{second.pk}": "kept"})
    assert [one.outcome for one in made.links.all()] == ["removed", "kept"]
    shown = online_context(officer(), case)
    assert [state.code for _, state, _ in shown["listed"]] == ["done", "late"] and shown["notices"][0].count == 2
    with pytest.raises(GuardRefused, match="没有待处理"):
        walk(case, "notify")


def test_fifteen_days_after_the_declaration():
    made = make_online(captured=True)
    case = walk(made.case, "notify", "outcome", "counter")
    running = case.clocks.get(code="wait", ended_on=None)
    assert running.due_on == date(2022, 3, 16)
    with clock.fixed(date(2022, 3, 16)), pytest.raises(GuardRefused, match="2022-03-16 届满"):
        walk(case, "restore")
    with clock.fixed(date(2022, 3, 17)):
        case = walk(case, "restore", "close")
    assert made.links.get().outcome == "restored" and CounterNotice.objects.get().ended == "restored"


def test_who_sued_keeps_the_measures():
    made = make_online(captured=True)
    case = walk(made.case, "notify", "outcome", "counter")
    with pytest.raises(FormWrong, match="人民法院"):
        walk(case, "pursued", authority="")
    assert walk(case, "pursued").state == "measured"
    assert made.links.get().outcome == "removed"


def test_offline_opens_a_case_with_the_captures():
    made = make_online(captured=True)
    digest = made.links.get().captures.get().item.sha256
    case = walk(made.case, "notify", "go_offline")
    penalty = PenaltyCase.objects.get()
    assert case.outcome == Outcome.TRANSFERRED and case.dossier.offline == penalty.case
    assert penalty.case.evidence.get().sha256 == digest


def test_offline_joins_a_case_that_is_there():
    known = make_penalty().case
    before = known.evidence.count()
    made = make_online(captured=True)
    with pytest.raises(GuardRefused, match="没有找到"):
        walk(made.case, "go_offline", way="known", number="CF0")
    walk(made.case, "go_offline", way="known", number=known.number)
    assert known.evidence.count() == before + 1 and PenaltyCase.objects.count() == 1


def test_from_a_complaint_its_links_are_proposed():
    case = make_complaint().case
    assert proposed(case)["case"] == case.number and proposed(None) == {}
    made = make_online(source=case)
    assert made.source == case and made.case.links.get().to == case
