"""Factories of online cases: an officer, a shop with links, captures as a browser saves them, what steps are filled with."""

from typing import Any

from qingzhi.base import clock
from qingzhi.base.files.actions import receive_file
from qingzhi.base.files.testing import web_archive
from qingzhi.base.identity.models import Mandate
from qingzhi.base.identity.testing import a_body, a_mandate, a_party_subject, a_role, an_account
from qingzhi.base.permits import Actor, Scope
from qingzhi.engine.procedures.actions import take_step
from qingzhi.engine.procedures.models import Case

from ..actions.online import KINDS, capture_link, open_online
from ..models import LinkCapture, OnlineCase, OnlineLink
from ..queries.platforms import ANSWER
from ..terms.online import NoticeGround
from .cases import make_case_rules
from .decisions import DESK, someone

LINK, PLATFORM = "https://shop.example/item/1", "示例平台"


def officer(user_id: int = 51) -> Actor:
    """Who handles online cases at the office."""
    return someone(user_id, *DESK, "documents.view", body=a_body(), name="网监执法员")


def make_operator(name: str = PLATFORM) -> Mandate:
    """Somebody acts for a platform; twice is the same mandate."""
    known = Mandate.objects.filter(subject__display_name=name, role__code="platform").first()
    if known is not None:
        return known
    role = a_role("platform", ANSWER, "tasks.view", "tasks.handle", "documents.view", scope=Scope.BODY, home="mediator")
    return a_mandate(an_account(f"platform-{name}", name="平台联络员"), role, a_party_subject(name))


def platform(name: str = PLATFORM) -> Actor:
    """Who acts for it."""
    mandate = make_operator(name)
    grants = dict.fromkeys((ANSWER, "tasks.view", "documents.view"), Scope.BODY)
    return Actor(
        kind="person", name="平台联络员", user_id=910 + mandate.pk, role_title="平台联络员", acts_for=mandate.subject_id, mandate_id=mandate.pk,
        grants=grants,
    )  # fmt: skip


def make_online(*, captured: bool = False, links: str = LINK, source: Case | None = None, **values: Any) -> OnlineCase:
    """A shop on a platform; with `captured` each link has a capture."""
    make_case_rules()
    usual: dict[str, Any] = {
        "platform": PLATFORM, "shop": "示例专营店（虚构）", "ground": NoticeGround.TRADEMARK, "right_told": "1234567 示例",
        "facts": "未经许可使用相同商标。",
    }  # fmt: skip
    made = open_online(actor=officer(), body=a_body(), links=links, source=source, **{**usual, **values})
    if captured:
        for one in made.links.all():
            capture(one)
    return made


def capture(link: OnlineLink, data: bytes | None = None, name: str = "页面.mhtml", **values: Any) -> LinkCapture:
    """A page as a browser saved it."""
    received = receive_file(actor=officer(), name=name, data=data or web_archive(), kinds=KINDS)
    return capture_link(actor=officer(), link=link, received=received, **{"seen_at": clock.now(), **values})


def filled(case: Case, step: str) -> dict[str, Any]:
    """What each step is filled with today."""
    today, links = clock.today().isoformat(), [str(one.pk) for one in OnlineLink.objects.filter(online__case=case)]
    given: dict[str, dict[str, Any]] = {
        "outcome": {"answered_on": today, "forwarded_on": today, **{f"link_{one}": "removed" for one in links}},
        "answer": {"forwarded_on": today, "words": "", **{f"link_{one}": "removed" for one in links}},
        "counter": {"links_named": links, "by": "示例专营店", "text": "有授权", "received_on": today, "forwarded_on": today},
        "pursued": {"ended": "pursued", "authority": "示例法院", "number": "（2019）示01民初1号"},
        "go_offline": {"way": "new", "offence": "trademark"},
    }  # fmt: skip
    return given.get(step, {})


def walk(case: Case, *steps: str, note: str = "理由", **data: Any) -> Case:
    """Take these steps; `data` changes what the last one is filled with."""
    for code in steps:
        case = Case.objects.get(pk=case.pk)
        given = {**filled(case, code), **(data if code == steps[-1] else {})}
        case = take_step(actor=officer(), case=case, step=code, revision=case.revision, data=given, note=note)
    return case
