"""A platform with an account is told in the system and answers there; another platform learns nothing."""

from datetime import date

import pytest

from qingzhi.base import clock
from qingzhi.base.audit.models import AuditEntry
from qingzhi.base.permits import PUBLIC, PermitRefused
from qingzhi.engine.documents.access import visible_documents
from qingzhi.engine.procedures.access import visible_cases
from qingzhi.engine.procedures.actions import take_step
from qingzhi.engine.procedures.models import Case
from qingzhi.engine.procedures.refusals import FormWrong
from qingzhi.engine.tasks.models import WorkItem

from ..actions.platforms import answer_notice
from ..models import OnlineLink, PlatformNotice
from ..queries.platforms import operator_named, visible_notices
from ..refusals.online import NoticeAnswered
from ..testing.online import PLATFORM, filled, make_online, make_operator, officer, platform, walk

pytestmark = pytest.mark.django_db
LINKS = "https://shop.example/item/1\nhttps://shop.example/item/2"


@pytest.fixture(autouse=True)
def _march():
    with clock.fixed(date(2022, 3, 1)):
        yield


def noticed(**values) -> PlatformNotice:
    make_operator()
    case = walk(make_online(captured=True, links=LINKS, **values).case, "notify")
    return PlatformNotice.objects.get(online__case=case)


def told(notice: PlatformNotice, *, kept: bool = False, words: str = "") -> dict[str, str]:
    first, second = OnlineLink.objects.filter(online=notice.online).order_by("pk")
    return {
        "forwarded_on": "2022-03-01",
        "words": words,
        f"link_{first.pk}": "removed",
        f"link_{second.pk}": "kept" if kept else "removed",
    }


def test_the_platform_is_told_with_its_paper_and_its_days():
    notice = noticed()
    item = WorkItem.objects.get(kind="enforcement.answer_notice")
    assert notice.addressee_id == make_operator().subject_id == item.holder_id and item.due_on == notice.due_on
    assert visible_documents(platform()).get() == notice.document
    assert visible_notices(platform()).get() == notice
    assert not visible_cases(platform()).exists()  # the case itself, its captures and its course stay with the office


def test_it_answers_link_by_link_and_the_case_goes_on():
    notice = noticed()
    with pytest.raises(FormWrong):
        answer_notice(actor=platform(), notice=notice, data=told(notice, kept=True))
    with clock.fixed(date(2022, 3, 2)):
        answer_notice(actor=platform(), notice=notice, data=told(notice, kept=True, words="有授权证明"))
    notice.refresh_from_db()
    case = Case.objects.get(online__notices=notice)
    assert (case.state, notice.answered_on, notice.forwarded_on) == ("measured", date(2022, 3, 2), date(2022, 3, 1))
    assert notice.words == "有授权证明" and sorted(notice.links.values_list("outcome", flat=True)) == [
        "kept",
        "removed",
    ]
    assert WorkItem.objects.get(kind="enforcement.answer_notice").closed_at is not None
    entry = AuditEntry.objects.get(action="enforcement.answer_notice")
    assert entry.reason == "有授权证明"


def test_the_first_answer_stands_whoever_gives_it():
    notice = noticed()
    answer_notice(actor=platform(), notice=notice, data=told(notice))
    with pytest.raises(NoticeAnswered, match="2022-03-01"):
        answer_notice(actor=platform(), notice=notice, data=told(notice))
    other = noticed()
    walk(other.online.case, "outcome")
    assert not WorkItem.objects.filter(kind="enforcement.answer_notice", closed_at=None).exists()
    with pytest.raises(NoticeAnswered):
        answer_notice(actor=platform(), notice=other, data=told(other))


def test_a_case_that_goes_offline_asks_the_platform_no_more():
    notice = noticed()
    walk(notice.online.case, "go_offline")
    assert not WorkItem.objects.filter(kind="enforcement.answer_notice", closed_at=None).exists()
    with pytest.raises(NoticeAnswered):
        answer_notice(actor=platform(), notice=notice, data=told(notice))


def test_nobody_else_reads_or_answers():
    notice = noticed()
    stranger = platform("另一平台")
    for actor in (stranger, officer(), PUBLIC):
        assert not visible_notices(actor).exists()
        with pytest.raises(PermitRefused):
            answer_notice(actor=actor, notice=notice, data=told(notice))
    case = Case.objects.get(online__notices=notice)
    for actor in (stranger, officer()):
        with pytest.raises(PermitRefused):
            take_step(actor=actor, case=case, step="answer", revision=case.revision, data=filled(case, "answer"))


def test_only_a_platform_with_an_account_is_told_in_the_system():
    assert operator_named(PLATFORM) is None
    mandate = make_operator()
    assert operator_named(f" {PLATFORM} ") == mandate.subject and operator_named("示例") is None
    with clock.fixed(date(2022, 3, 2)):
        mandate.valid_to = date(2022, 3, 2)
        mandate.save(update_fields=["valid_to"])
        assert operator_named(PLATFORM) is None
        case = walk(make_online(captured=True).case, "notify")
        assert PlatformNotice.objects.get(online__case=case).addressee_id is None
    assert not WorkItem.objects.filter(kind="enforcement.answer_notice").exists()
