"""The acts on a round of awards, each a page that asks before it is done."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from qingzhi.base import clock
from qingzhi.base.identity.models import Body
from qingzhi.base.pages.access import desk
from qingzhi.base.pages.request import PageRequest
from qingzhi.domains.talent.queries import active_on

from ...access.awards import visible_nominations
from ...actions import award_publishing, award_rounds, award_scoring, award_vacancies, award_voting
from ...forms.awards import GroupForm, MoveForm, NothingForm, PanelForm, RoundForm, ScoringForm, SeatForm
from ...models import AwardRound
from ...queries import award_rules
from .acting import acted
from .award_rounds import found_round

TEMPLATE = "support/award/form.html"


def url_of(found: AwardRound) -> str:
    """The page of a round."""
    return reverse("support:award_round", args=[found.pk])


def done_on(request: PageRequest, found: AwardRound, **more: Any) -> HttpResponse:
    """A page that does one thing to a round and leads back to it."""
    here = url_of(found)
    return acted(request, to=here, cancel_url=here, crumb=(found.title, here), template=TEMPLATE, **more)


@desk("support.award.manage")
def new_round(request: PageRequest) -> HttpResponse:
    """Draft a round; refused where the policy ended selections of the kind."""
    today = clock.today()
    initial = {"year": today.year, "granted_by": today.replace(month=1, day=1), "opens_on": today}
    body = get_object_or_404(Body, pk=request.actor.body_id)
    back = reverse("support:award_rounds")
    return acted(
        request, title="筹备评选", form=RoundForm(request.POST or None, initial=initial), to=url_of, cancel_url=back,
        success="已筹备，奖项名额和奖金取自现行规则，可以在发布前调整", submit="筹备", template=TEMPLATE,
        do=lambda form: award_rounds.draft_round(actor=request.actor, body=body, **form.cleaned_data),
    )  # fmt: skip


@desk("support.award.decide")
def publish(request: PageRequest, round_id: int) -> HttpResponse:
    """Publish the rules and take nominations."""
    found = found_round(request, round_id)
    return done_on(
        request, found, title="发布评选办法", form=NothingForm(request.POST or None), submit="发布", success="已发布，开始接受推荐",
        consequences=["评选办法、奖项名额和推荐时间向社会公开", "发布后不能再改名额和奖金"],
        do=lambda form: award_rounds.open_award_round(actor=request.actor, round=found),
    )  # fmt: skip


@desk("support.award.manage")
def seat(request: PageRequest, round_id: int, seat_id: int) -> HttpResponse:
    """Another quota or prize, before the rules are published."""
    found = found_round(request, round_id)
    row = get_object_or_404(found.seats, pk=seat_id)
    initial = {"quota": row.quota, "prize": row.prize}
    return done_on(
        request, found, title=f"调整{row.title}", form=SeatForm(request.POST or None, initial=initial), submit="保存", success="已调整",
        do=lambda form: award_rounds.set_seat(actor=request.actor, seat=row, **form.cleaned_data),
    )  # fmt: skip


@desk("support.award.manage")
def group(request: PageRequest, round_id: int) -> HttpResponse:
    """Add or correct a group."""
    found = found_round(request, round_id)

    def do(form: Any) -> object:
        data = form.cleaned_data
        return award_rounds.add_group(
            actor=request.actor, round=found, title=data["title"], fields=data["fields_"], experts=data["experts"]
        )

    return done_on(
        request, found, title="设置评审组", form=GroupForm(request.POST or None), submit="保存", success="已保存", do=do
    )


@desk("support.award.manage")
def assign(request: PageRequest, round_id: int) -> HttpResponse:
    """Put every checked nomination into the group of its main class."""
    found = found_round(request, round_id)
    return done_on(
        request, found, title="按主分类号分组", form=NothingForm(request.POST or None), submit="分组", success="已分组",
        consequences=["核验相符、还没有分组的推荐按主分类号列入评审组", "没有适合的组的留下，可以逐项指定"],
        do=lambda form: award_rounds.assign_groups(actor=request.actor, round=found),
    )  # fmt: skip


@desk("support.award.manage")
def move(request: PageRequest, nomination_id: int) -> HttpResponse:
    """Put one nomination into another group by hand."""
    row = get_object_or_404(visible_nominations(request.actor).select_related("round", "right"), pk=nomination_id)
    form = MoveForm(request.POST or None, groups=row.round.groups.all(), initial={"group": row.group_id})
    return done_on(
        request, row.round, title=f"指定评审组：{row.right.title}", form=form, submit="保存", success="已指定",
        do=lambda form: award_rounds.move_to_group(actor=request.actor, nomination=row, group=form.cleaned_data["group"]),
    )  # fmt: skip


@desk("support.award.manage")
def score(request: PageRequest, round_id: int) -> HttpResponse:
    """Hand the nominations to the experts."""
    found = found_round(request, round_id)
    return done_on(
        request, found, title="送专家评审", form=ScoringForm(request.POST or None), submit="送评", success="已送评，请在专家评审中抽取专家",
        consequences=["专家只见匿名材料", "抽取前公布随机种子摘要，抽取结果任何人可以核验", "送评后不再接受推荐和改组"],
        do=lambda form: award_scoring.start_scoring(actor=request.actor, round=found, **form.cleaned_data),
    )  # fmt: skip


@desk("support.award.manage")
def results(request: PageRequest, round_id: int) -> HttpResponse:
    """Take the ranking over and propose grades by quota."""
    found = found_round(request, round_id)
    return done_on(
        request, found, title="确定入围", form=NothingForm(request.POST or None), submit="确定入围", success="已按名次和名额确定入围",
        consequences=["各组合并按得分排名，同分按运用成效比较", "高等奖项先满先止，达不到最低分的不列入", "每项都记明列入或未入围的理由"],
        do=lambda form: award_scoring.take_results(actor=request.actor, round=found),
    )  # fmt: skip


@desk("support.award.manage")
def panel(request: PageRequest, round_id: int) -> HttpResponse:
    """Open the panel's vote."""
    found = found_round(request, round_id)

    def do(form: Any) -> object:
        members = [one.subject for one in form.cleaned_data["members"].select_related("subject")]
        count = form.cleaned_data["members_count"] or 0
        return award_voting.open_panel(actor=request.actor, round=found, members=members, members_count=count)

    return done_on(
        request, found, title="开始评委会表决", form=PanelForm(request.POST or None, experts=active_on(clock.today())), submit="开始",
        success="表决已开始，请签到或登记票数", do=do,
        consequences=["到会人数不足规定比例的，表决无效", "同意票达到到会人数规定比例的通过", "登记簿查出应当回避的委员，对该事项不投票"],
    )  # fmt: skip


@desk("support.award.manage")
def vote(request: PageRequest, round_id: int) -> HttpResponse:
    """Take the counted vote over."""
    found = found_round(request, round_id)
    return done_on(
        request, found, title="登记表决结果", form=NothingForm(request.POST or None), submit="登记", success="已登记",
        consequences=["通过的进入考察和公示", "未通过的办结"],
        do=lambda form: award_voting.take_vote(actor=request.actor, round=found),
    )  # fmt: skip


@desk("support.award.manage")
def publicise(request: PageRequest, round_id: int) -> HttpResponse:
    """Publish those who are proposed."""
    found = found_round(request, round_id)
    return done_on(
        request, found, title="公示拟授奖项目", form=NothingForm(request.POST or None), submit="公示", success="已公示",
        consequences=["表决通过的全部公示，按期限表计算天数", "实质性异议中止公示并调查，非实质性异议更正排序"],
        do=lambda form: award_publishing.publicise(actor=request.actor, round=found),
    )  # fmt: skip


@desk("support.award.manage")
def vacancy(request: PageRequest, nomination_id: int) -> HttpResponse:
    """Settle the place that a disqualified nomination left, by the rule."""
    row = get_object_or_404(
        visible_nominations(request.actor).select_related("round", "right", "seat"), pk=nomination_id
    )
    rule = award_rules.rule(row.round.kind, award_vacancies.RULE, row.round.rules_on)
    told = "未入围者中名次最前、类型和最低分符合的递补，另行表决和公示" if rule.value else "名额空缺，不递补"
    return done_on(
        request, row.round, title="办理空出的名额", form=NothingForm(request.POST or None), submit="按规则办理", success="已按规则办理",
        consequences=[f"空出的名额：{row.seat.title if row.seat else '已办理'}（{row.right.number_shown}）", told, f"依据：{rule.source}"],
        do=lambda form: award_vacancies.settle_vacancy(actor=request.actor, nomination=row),
    )  # fmt: skip


@desk("support.award.decide")
def announce(request: PageRequest, round_id: int) -> HttpResponse:
    """Publish the awards given."""
    found = found_round(request, round_id)
    return done_on(
        request, found, title="公布获奖名单", form=NothingForm(request.POST or None), submit="公布", success="已公布",
        consequences=["获奖名单长期公开", "本轮评选办结"],
        do=lambda form: award_publishing.announce(actor=request.actor, round=found),
    )  # fmt: skip
