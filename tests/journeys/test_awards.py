"""An award round as the people concerned walk it: thirty nominations, fifteen experts, three conflicts caught, blind scores,
a vote with quorum and two thirds, an objection that is right, the place it frees, a certificate that anybody can check."""

from collections.abc import Callable
from datetime import date
from typing import Any

from qingzhi.base.events.bus import deliver_events
from qingzhi.base.identity.testing import a_post, a_role, an_account
from qingzhi.base.permits import SYSTEM
from qingzhi.domains.parties.testing import make_party
from qingzhi.domains.rights.testing import make_right
from qingzhi.domains.support.actions.award_rounds import add_group
from qingzhi.domains.support.models import AwardNomination, AwardRound
from qingzhi.domains.support.testing.award_steps import fresh
from qingzhi.domains.support.testing.awards import OFFICE, make_award_round, make_nomination, office
from qingzhi.domains.talent.testing import make_expert
from qingzhi.engine.documents.models import IssuedDocument
from qingzhi.engine.publication.actions import load_grounds
from qingzhi.engine.publication.models import Publication
from qingzhi.engine.scoring.actions import accept_seat
from qingzhi.engine.scoring.models import Finding, Round, Seat, Sheet, Vote, VoteRecusal
from qingzhi.engine.scoring.terms import SheetState
from qingzhi.engine.scoring.testing import expert_of, score
from tests.journeys.calm import calm
from tests.journeys.conftest import fits
from tests.journeys.office import follows, presses, says, turn_to

CHIEF = ("support.award.view", "support.award.decide", "funds.commit", "publication.manage", "procedures.case.handle")
SECRETARY = (
    *(one for one in OFFICE if one not in ("support.award.decide", "support.award.pay", "funds.commit", "funds.pay")),
    "scoring.round.view", "talent.view",
)  # fmt: skip
HOLDER, MAKER = "青海示例昆仑盐湖有限公司", "祁发明"


def nominations(round_: AwardRound) -> list[AwardNomination]:
    """Thirty, checked against the register; the first is of a firm that employs an expert, the second by a known inventor."""
    special = {0: {"holders": [HOLDER]}, 1: {"details": {"inventors": f"{MAKER};韩工"}}}
    made = []
    for at in range(30):
        values: dict[str, Any] = {
            "title": f"一种高原装置{at + 1}",
            "holders": [f"青海示例企业{at + 1}"],
            **special.get(at, {}),
        }
        right = make_right(classes=[("ipc", "A23L7/10" if at % 2 else "C01D5/00")], **values)
        made.append(make_nomination(round_, right=right, to="grouping"))
    return made


def experts() -> list[Any]:
    """Fifteen with accounts: the first is employed by a holder, the second invented with the inventor of a nomination."""
    role, firm = a_role("expert", "scoring.score", home="outside"), make_party("青海示例另一企业")
    make_right(
        holders=[firm.name],
        details={"inventors": f"专家二;{MAKER}"},
        applied_on=date(2016, 5, 4),
        registered_on=date(2017, 9, 1),
    )
    users = []
    for at, name in enumerate("一二三四五六七八九十甲乙丙丁戊"):
        user = an_account(f"expert{at + 1}", f"专家{name}")
        a_post(user, role)
        employer = {0: {"employer": HOLDER}, 1: {"employer": firm.name, "employer_party": firm}}.get(at, {})
        make_expert(
            user.person.name,
            subject=user.person.subject,
            employed_from=date(2015, 1, 1),
            fields=[("ipc", "A23L"), ("ipc", "C01D")],
            **employer,
        )
        users.append(user)
    return users


def seated(scoring: Round, users: list[Any], code: int) -> tuple[Any, Seat]:
    """An expert who was drawn, with the seat."""
    seat = Seat.objects.filter(group__round=scoring).order_by("pk")[code]
    return next(one for one in users if one.person.subject_id == seat.candidate.subject_id), seat


def scores(scoring: Round, made: list[AwardNomination]) -> None:
    """Everybody else signs and scores: the earlier nominated, the better."""
    for seat in Seat.objects.filter(group__round=scoring, state="offered"):
        accept_seat(actor=expert_of(seat), seat=seat, declared=True)
    worth = {str(one.pk): 95 - 2 * at for at, one in enumerate(made)}
    worth[str(made[0].pk)], worth[str(made[1].pk)] = 92, 95
    left = Sheet.objects.filter(entry__round=scoring, state=SheetState.OPEN)
    for sheet in left.select_related("entry__round__version", "seat__candidate"):
        score(sheet, worth[sheet.entry.subject_id])


def test_an_award_round(new_page: Callable[..., Any], enter: Any, demo_day: date, axe: Any) -> None:
    def comes(user: Any) -> Any:
        page = new_page()
        enter(page, user)
        return page

    def officer(name: str, *permits: str) -> Any:
        user = an_account(name, name)
        a_post(user, a_role(name, *permits), office())
        return user

    round_ = make_award_round()
    load_grounds(actor=SYSTEM, rows=[
        {"code": "ownership", "title": "权属有争议", "nature": "substantive", "needs_evidence": "0", "evidence_hint": "", "kinds": "",
         "valid_from": "", "valid_to": "", "source": "测试"},
    ])  # fmt: skip
    made, users = nominations(round_), experts()
    for title in ("综合组", "机械组"):
        add_group(actor=SYSTEM, round=round_, title=title, fields="" if title == "综合组" else "C", experts=5)
    here = f"/awards/{round_.pk}/"

    keeper = officer("祁秘书", *SECRETARY)
    secretary = comes(keeper)
    secretary.goto(here)
    follows(secretary, "按主分类号分组（30 项）")
    presses(secretary, "分组")
    follows(secretary, "送专家评审")
    assert "已送评" in presses(secretary, "送评")
    scoring = Round.objects.get()
    secretary.goto(f"/scoring/rounds/{scoring.pk}/")
    for button in ("公布种子摘要", "锁定名单并筛查回避"):
        follows(secretary, button)
        presses(secretary, button)
    secretary.goto(f"/scoring/rounds/{scoring.pk}/findings/")
    found = says(secretary)
    assert HOLDER in found and "专利登记簿" in found and MAKER in found
    secretary.goto(f"/scoring/rounds/{scoring.pk}/")
    follows(secretary, "抽取专家")
    assert "专家已抽取" in presses(secretary, "抽取专家")

    user, seat = seated(scoring, users, 0)
    expert = comes(user)
    expert.goto(f"/scoring/mine/seats/{seat.pk}/")
    expert.check("[name=declared]")
    presses(expert, "签署并开始评审")
    first = seat.sheets.order_by("pk").first()
    expert.goto(f"/scoring/mine/sheets/{first.pk}/")
    shown = expert.content()
    nomination = AwardNomination.objects.get(pk=first.entry.subject_id)
    assert not [one for one in (*nomination.holders, *nomination.persons, nomination.nominator.name) if one in shown]
    axe(expert)
    for field in expert.locator("input[inputmode=decimal]").all():
        field.fill("88")
    assert "请继续评下一项" in presses(expert, "提交评分")
    follows(expert, "我与该项目有利害关系")
    expert.fill("[name=reason]", "曾为该项目提供技术咨询")
    assert "已回避该项目" in presses(expert, "回避该项目")
    assert Finding.objects.filter(code="declared").count() == 1
    kinds = set(Finding.objects.values_list("code", flat=True))
    assert {"talent.employer", "talent.co_inventor", "declared"} <= kinds  # three conflicts, two from the registers
    scores(scoring, made)

    secretary.goto(f"/scoring/rounds/{scoring.pk}/")
    follows(secretary, "结束评分")
    secretary.fill("[name=reason]", "个别项目分歧较大，由评审委员会审定")
    presses(secretary, "结束评分")
    secretary.goto(here)
    follows(secretary, "确定入围")
    presses(secretary, "确定入围")
    shortlisted = list(round_.nominations.filter(case__state="shortlisted").order_by("seat__position", "rank"))
    assert len(shortlisted) == 3

    follows(secretary, "开始评委会表决")
    for label in ("专家一", "专家三", "专家四", "专家五"):
        secretary.get_by_label(label, exact=True).check()
    presses(secretary, "开始")
    vote = Vote.objects.get()
    secretary.goto(f"/scoring/votes/{vote.pk}/")
    follows(secretary, "委员签到")
    for label in ("专家一", "专家三"):
        secretary.get_by_label(label, exact=True).check()
    presses(secretary, "保存签到")
    assert "表决无效" in presses(secretary, "公布表决结果")  # two of four are not two thirds
    follows(secretary, "委员签到")
    secretary.get_by_label("专家四", exact=True).check()
    presses(secretary, "保存签到")
    items = list(vote.items.order_by("position"))
    for at in (0, 2, 3):
        member = comes(users[at])
        member.goto(f"/scoring/votes/{vote.pk}/")
        mine = VoteRecusal.objects.filter(member__subject=users[at].person.subject)
        barred = set(mine.values_list("item_id", flat=True))
        for place, item in enumerate(items):
            if item.pk in barred:
                assert member.locator(f"[name=item_{item.pk}]").count() == 0
                continue
            against = (place == 2 and at) or (place == 0 and at == 3)
            member.check(f"[name=item_{item.pk}][value={'against' if against else 'for'}]")
        assert "已投票" in presses(member, "投票")
    assert "表决结果已公布" in presses(secretary, "公布表决结果")
    axe(secretary)
    secretary.goto(here)
    follows(secretary, "登记表决结果")
    presses(secretary, "登记")
    passed = [fresh(one).case.state for one in shortlisted]
    assert passed == ["voted", "voted", "not_passed"], [fresh(one).vote_why for one in shortlisted]
    gold, excellent, _ = shortlisted

    secretary.goto(f"/cases/{gold.case_id}/")
    follows(secretary, "登记现场考察")
    for name, value in (("visited_on", "2018-06-30"), ("visited_by", "祁秘书、冶处长"), ("finding", "已在生产线使用")):
        secretary.fill(f"[name={name}]", value)
    presses(secretary, "登记现场考察")
    secretary.goto(here)
    follows(secretary, "公示拟授奖项目")
    assert "已公示" in presses(secretary, "公示")

    publication = Publication.objects.get(kind="support.award.proposed")
    public = new_page(width=390)
    public.goto(f"/publicity/{publication.pk}/object/")
    public.fill("[name=item]", "2")
    public.select_option("[name=ground]", label="权属有争议（实质性异议）")
    for name, value in (
        ("text", "该专利的归属已由法院受理，受理通知书可查。"),
        ("name", "王大山"),
        ("phone", "0971-0000001"),
    ):
        public.fill(f"[name={name}]", value)
    public.locator("main form button.btn-p").click()
    calm(public)
    assert fits(public)
    deliver_all()
    assert fresh(excellent).case.state == "investigating" and fresh(gold).case.state == "publicity"
    objection = publication.objections.get()
    secretary.goto(f"/publicity/objections/{objection.pk}/")
    presses(secretary, "受理")
    follows(secretary, "答复")
    secretary.check("[name=upheld][value='1']")
    secretary.fill("[name=answer]", "经查，该专利权属已由法院受理，异议成立。")
    secretary.check("[name=withdraw]")
    presses(secretary, "确认")
    deliver_all()
    assert fresh(excellent).case.state == "disqualified"
    secretary.goto(here)
    assert "空出的名额" in says(secretary)
    secretary.get_by_role("link", name="按规则办理").click()
    assert "已按规则办理" in presses(secretary, "按规则办理")
    assert fresh(excellent).seat is None and "空缺不补" in excellent.seat_why

    turn_to(date(2018, 7, 12))
    enter(secretary, keeper)
    secretary.goto(f"/cases/{gold.case_id}/")
    follows(secretary, "公示期满")
    presses(secretary, "公示期满")
    chief = comes(officer("冶处长", *CHIEF))
    chief.goto(f"/cases/{gold.case_id}/")
    follows(chief, "审定授奖")
    chief.fill("[name=decision]", "省政府专题会议纪要〔2018〕12号")
    presses(chief, "审定授奖")
    secretary.goto(f"/cases/{gold.case_id}/")
    follows(secretary, "制发证书")
    presses(secretary, "制发证书")
    chief.goto(here)
    follows(chief, "公布获奖名单")
    assert "已公布" in presses(chief, "公布")

    public.goto(f"/awards/public/{round_.pk}/")
    told = says(public)
    assert gold.right.title in told and excellent.right.title not in told
    axe(public)
    code = IssuedDocument.objects.get(number=fresh(gold).certificate_number).verification_code
    public.goto(f"/verify/{code}")
    assert gold.certificate_number in says(public) and "有效" in says(public)


def deliver_all() -> None:
    """What the worker does."""
    while deliver_events():
        pass
