"""Factories of online cases: an officer, a shop with links, captures as a browser saves them, what steps are filled with."""

from typing import Any

from qingzhi.base import clock
from qingzhi.base.files.actions import receive_file
from qingzhi.base.files.testing import web_archive
from qingzhi.base.identity.testing import a_body
from qingzhi.base.permits import Actor
from qingzhi.engine.procedures.actions import take_step
from qingzhi.engine.procedures.models import Case

from ..actions.online import KINDS, capture_link, open_online
from ..models import LinkCapture, OnlineCase, OnlineLink
from ..terms.online import NoticeGround
from .cases import make_case_rules
from .decisions import DESK, someone

LINK = "https://shop.example/item/1"


def officer(user_id: int = 51) -> Actor:
    """Who handles online cases at the office."""
    return someone(user_id, *DESK, "documents.view", body=a_body(), name="网监执法员")


def make_online(*, captured: bool = False, links: str = LINK, source: Case | None = None, **values: Any) -> OnlineCase:
    """A shop on a platform; with `captured` each link has a capture."""
    make_case_rules()
    usual: dict[str, Any] = {
        "platform": "示例平台", "shop": "示例专营店（虚构）", "ground": NoticeGround.TRADEMARK, "right_told": "1234567 示例",
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
