"""Online cases in the demonstration: a shop whose links were kept, noticed, removed by the platform itself and declared against; one whose
notice waits for the platform; one that begins. Shops and
pages are made up; the saved pages lie in the tree as text.
"""

from datetime import datetime
from typing import Any

from qingzhi.base import clock
from qingzhi.base.files.actions import receive_file
from qingzhi.base.identity.actions.subjects import enter_subject
from qingzhi.base.identity.models import User
from qingzhi.base.identity.models.subject import SubjectKind
from qingzhi.domains.enforcement.actions.online import KINDS, capture_link, open_online
from qingzhi.domains.enforcement.actions.platforms import answer_notice
from qingzhi.domains.enforcement.models import OnlineCase, OnlineLink
from qingzhi.domains.enforcement.terms.online import LinkOutcome, NoticeGround
from qingzhi.engine.procedures.actions import take_step

from .outsiders import mandate
from .stage import Stage

OFFICER, PLATFORM = "enforcement", "platform"
NAME = "某电商平台（示例）"
SHOP = "https://shop.example/item/"


def tell_online(stage: Stage) -> int | bool:
    """Two cases; how many."""
    if OnlineCase.objects.exists():
        return False
    _open_platform(stage)
    _declared(stage)
    _waiting(stage)
    _fresh(stage)
    return 3


def _open_platform(stage: Stage) -> None:
    """Somebody acts for the platform here."""
    row = next(one for one in stage.rows("outsiders") if one["account"] == PLATFORM)
    with clock.fixed(datetime(2018, 5, 28, 15, 0)):
        operator = enter_subject(kind=SubjectKind.PARTY, name=NAME)
        mandate(stage, User.objects.select_related("person").get(username=PLATFORM), operator, row)


def _opened(stage: Stage, at: str, shop: str, links: str, facts: str) -> OnlineCase:
    with clock.fixed(datetime.fromisoformat(at)):
        return open_online(
            actor=stage.actor(OFFICER), body=stage.bodies[stage.province.facts["plan"]["owner"]], platform=NAME, shop=shop,
            ground=NoticeGround.COUNTERFEIT, right_told="专利号查无记录（示例）", facts=facts, links=links,
        )  # fmt: skip


def saved_page(address: str, title: str, words: str) -> bytes:
    """A page as a browser saves it whole."""
    head = (
        f"From: <Saved by Blink>\r\nSnapshot-Content-Location: {address}\r\nSubject: example\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="----page"\r\n\r\n'
        "------page\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    )
    page = f"<html><head><title>{title}</title></head><body><h1>{title}</h1><p>{words}</p><p>示例网页，内容均为虚构。</p></body></html>"
    return f"{head}{page}\r\n------page--\r\n".encode()


def _captured(stage: Stage, link: OnlineLink, at: str, words: str) -> None:
    with clock.fixed(datetime.fromisoformat(at)):
        actor = stage.actor(OFFICER)
        page = saved_page(link.url, link.online.shop, words)
        received = receive_file(actor=actor, name="网页存档（示例）.mhtml", data=page, kinds=KINDS)
        capture_link(actor=actor, link=link, received=received, seen_at=clock.now(), taken_by="尕藏多杰、白秀兰")


def _step(stage: Stage, online: OnlineCase, at: str, step: str, **data: Any) -> None:
    with clock.fixed(datetime.fromisoformat(at)):
        case = online.case
        case.refresh_from_db()
        take_step(actor=stage.actor(OFFICER), case=case, step=step, revision=case.revision, data=data)


def _declared(stage: Stage) -> None:
    """Two of three links were removed; the shop declares that one is no infringement."""
    made = _opened(stage, "2018-06-11 09:40", "某某净水专营店（示例）", f"{SHOP}1001\n{SHOP}1002\n{SHOP}1003",
                   "商品页面标注的专利号在登记簿中查无记录。（示例）")  # fmt: skip
    links = list(made.links.all())
    for number, link in enumerate(links, 1):
        _captured(stage, link, f"2018-06-11 1{number}:05", f"净水器 {number} 号，国家专利产品，860 元")
    _step(stage, made, "2018-06-12 10:00", "notify")
    answers = {
        f"link_{one.pk}": LinkOutcome.KEPT.value if one == links[2] else LinkOutcome.REMOVED.value for one in links
    }
    with clock.fixed(datetime(2018, 6, 14, 16, 0)):
        said = {
            "forwarded_on": "2018-06-13",
            "words": "第三个商品的专利号与登记簿一致，未采取措施。（示例）",
            **answers,
        }
        answer_notice(actor=stage.actor(PLATFORM), notice=made.notices.get(), data=said)
    _step(
        stage, made, "2018-06-20 11:00", "counter", links_named=[str(links[0].pk)], by="某某净水专营店（示例）",
        text="该商品的专利由厂家申请，正在补交证书。（示例）", received_on="2018-06-19", forwarded_on="2018-06-20",
    )  # fmt: skip


def _waiting(stage: Stage) -> None:
    """A notice that the platform has not answered yet."""
    made = _opened(stage, "2018-06-27 10:10", "某某运动户外店（示例）", f"{SHOP}2001\n{SHOP}2002",
                   "商品页面标注的专利号属于他人。（示例）")  # fmt: skip
    for number, link in enumerate(made.links.all(), 1):
        _captured(stage, link, f"2018-06-27 1{number}:20", f"登山杖 {number} 号，专利产品，199 元")
    _step(stage, made, "2018-06-28 09:30", "notify")


def _fresh(stage: Stage) -> None:
    """A shop whose page was saved today."""
    made = _opened(
        stage,
        "2018-06-29 15:30",
        "某某藏饰小铺（示例）",
        "https://live.example/room/88",
        "直播间销售的挂饰标注他人专利号。（示例）",
    )
    _captured(stage, made.links.get(), "2018-06-29 15:42", "直播回放：挂饰 199 元，主播称“有专利”")
