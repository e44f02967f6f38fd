"""The procedure of a nomination: patent award 「专利奖」 (S03) and famous mark 「著名商标」 (S04), one way for both.

Nominated → form check → register check → grouped → scored → shortlisted → panel vote → visit → publicity → approval → certificate → prize;
after that revocation, and for marks removal. Steps from 中国专利奖评奖办法 and 珠海市专利奖实施细则 (默认，待确认).
"""

from collections.abc import Mapping
from typing import Any

from qingzhi.base.permits import Actor
from qingzhi.engine.procedures.declaring import Attachment, Clock, Lane, Procedure, State, Step
from qingzhi.engine.procedures.registry import procedure
from qingzhi.engine.procedures.terms import Layer, Outcome, Relation, Waits

from ..models import AwardNomination
from ..terms.awards import AwardKind
from .award_forms import DecisionForm, PaymentForm, RemovalForm, RevocationForm, StatementForm, VisitForm

NOMINATOR = Lane("nominator", "推荐单位", "support.award.nominate", Relation.APPLICANT)
SECRETARY = Lane("secretary", "评审办公室", "support.award.manage")
CHIEF = Lane("chief", "审定", "support.award.decide")
FINANCE = Lane("finance", "财务", "support.award.pay")
LETTER = Attachment("recommendation", "推荐函", note="加盖推荐单位公章")
PROOF = Attachment("effects", "实施效益证明", required=False)
BEFORE_SCORES = ("draft", "submitted", "correcting", "checking", "grouping")

STATES = (
    State("draft", "拟推荐", Waits.APPLICANT, task="提交推荐", stage="推荐"),
    State("submitted", "形式审查", task="形式审查", stage="审查"),
    State("correcting", "待补正", Waits.APPLICANT, task="补正推荐材料", stage="审查"),
    State("checking", "登记簿核验", task="登记簿核验", stage="审查"),
    State("grouping", "待评审", Waits.OTHERS, task="", stage="评审"),
    State("scoring", "专家评审", Waits.EXPERTS, task="", public="专家评审中", stage="评审"),
    State("shortlisted", "入围，待表决", Waits.OTHERS, task="", stage="表决"),
    State("voted", "表决通过", task="现场考察、提请公示", stage="表决"),
    State("publicity", "公示", task="公示期满办理", stage="公示"),
    State("investigating", "异议调查", task="调查异议", public="公示中，正在调查异议", stage="公示"),
    State("approving", "待审定", task="审定", stage="审定"),
    State("awarding", "待制发证书", task="制发证书", public="已审定", stage="授奖"),
    State("paying", "待拨付奖金", task="拨付奖金", public="已审定，待拨付奖金", stage="授奖"),
    State("awarded", "已授奖", Waits.NOBODY, outcome=Outcome.GRANTED, stage="授奖"),
    State("revoking", "撤销审查", task="撤销审查", stage="授奖"),
    State("refused", "不予受理", Waits.NOBODY, outcome=Outcome.REFUSED),
    State("not_shortlisted", "未入围", Waits.NOBODY, outcome=Outcome.CLOSED),
    State("not_passed", "表决未通过", Waits.NOBODY, outcome=Outcome.CLOSED),
    State("disqualified", "取消资格", Waits.NOBODY, outcome=Outcome.REFUSED),
    State("withdrawn", "已撤回", Waits.NOBODY, outcome=Outcome.WITHDRAWN),
    State("revoked", "已撤销", Waits.NOBODY, outcome=Outcome.REVOKED),
)

CHECKING = (
    Step("submit", "提交推荐", ("draft",), "submitted", "nominator", attachments=(LETTER, PROOF),
         guards=("support.award_round_takes",), style="primary"),
    Step("accept_form", "形式审查通过", ("submitted",), "checking", "secretary", style="primary", batch=True),
    Step("return_form", "退回补正", ("submitted",), "correcting", "secretary", guards=("support.award_not_returned",),
         needs_reason=True, told="请一次补齐"),
    Step("resubmit", "提交补正", ("correcting",), "submitted", "nominator", attachments=(LETTER,), style="primary"),
    Step("refuse_form", "不予受理", ("submitted", "correcting"), "refused", "secretary", needs_reason=True, style="danger"),
    Step("confirm_register", "核验相符", ("checking",), "grouping", "secretary", guards=("support.register_confirms",),
         effects=("support.keep_register_check",), style="primary", batch=True),
    Step("refuse_register", "核验不符", ("checking",), "refused", "secretary", effects=("support.keep_register_check",),
         needs_reason=True, style="danger"),
    Step("withdraw", "撤回推荐", BEFORE_SCORES, "withdrawn", "nominator", needs_reason=True,
         confirm="撤回后本轮不能再推荐同一权利。", style="danger"),
)  # fmt: skip
JUDGING = (
    Step("start_scoring", "送专家评审", ("grouping",), "scoring", "secretary", guards=("support.award_grouped",), batch=True),
    Step("shortlist", "入围", ("scoring",), "shortlisted", "secretary", guards=("support.award_seated",), batch=True),
    Step("drop", "未入围", ("scoring",), "not_shortlisted", "secretary", guards=("support.award_not_seated",), batch=True),
    Step("move_up", "递补入围", ("not_shortlisted",), "shortlisted", "secretary", guards=("support.award_moved_up",),
         told="按名次递补入围，待表决"),
    Step("pass_vote", "表决通过", ("shortlisted",), "voted", "secretary", guards=("support.award_vote_passed",), batch=True),
    Step("fail_vote", "表决未通过", ("shortlisted",), "not_passed", "secretary", guards=("support.award_vote_failed",),
         batch=True),
    Step("visit", "登记现场考察", ("voted",), "voted", "secretary", form=VisitForm, effects=("support.keep_visit",)),
    Step("fail_visit", "考察不符", ("voted",), "not_passed", "secretary", guards=("support.award_visit_failed",),
         needs_reason=True, style="danger"),
    Step("publicise", "公示", ("voted",), "publicity", "secretary", guards=("support.award_visit_done",), style="primary",
         layer=Layer.PUBLIC, batch=True),
)  # fmt: skip
DECIDING = (
    Step("object", "受理实质性异议", ("publicity",), "investigating", "secretary", needs_reason=True, told="收到异议，正在调查",
         style="danger"),
    Step("dismiss_objection", "异议不成立", ("investigating",), "publicity", "secretary", needs_reason=True),
    Step("uphold_objection", "异议成立", ("investigating",), "disqualified", "chief", needs_reason=True, style="danger"),
    Step("end_publicity", "公示期满", ("publicity",), "approving", "secretary", guards=("support.award_publicity_over",),
         style="primary", batch=True),
    Step("approve", "审定授奖", ("approving",), "awarding", "chief", form=DecisionForm, other_than="end_publicity",
         effects=("support.give_award",), style="primary", batch=True),
    Step("reject", "审定不授奖", ("approving",), "disqualified", "chief", needs_reason=True, style="danger"),
    Step("certify", "制发证书", ("awarding",), "paying", "secretary", guards=("support.award_has_prize",),
         effects=("support.issue_certificate",), style="primary"),
    Step("certify_only", "制发证书", ("awarding",), "awarded", "secretary", guards=("support.award_without_prize",),
         effects=("support.issue_certificate",), style="primary"),
    Step("pay", "登记奖金拨付", ("paying",), "awarded", "finance", form=PaymentForm, effects=("support.pay_prize",),
         style="primary"),
)  # fmt: skip
AFTERWARDS = (
    Step("propose_revocation", "提出撤销", ("awarded",), "revoking", "secretary", form=RevocationForm,
         effects=("support.propose_revocation",), told="拟撤销奖项，可以陈述和申辩"),
    Step("state", "陈述和申辩", ("revoking",), "revoking", "nominator", form=StatementForm, effects=("support.keep_award_statement",)),
    Step("revoke", "撤销奖项", ("revoking",), "revoked", "chief", form=DecisionForm, effects=("support.revoke_award",),
         other_than="propose_revocation", confirm="撤销后追回奖金并公告，不能恢复。", style="danger", layer=Layer.PUBLIC),
    Step("keep", "维持奖项", ("revoking",), "awarded", "chief", needs_reason=True, effects=("support.keep_award",)),
)  # fmt: skip
REMOVED = State("removed", "已移出名录", Waits.NOBODY, outcome=Outcome.REVOKED)
REMOVAL = (
    Step("remove", "移出名录", ("awarded",), "removed", "chief", form=RemovalForm, effects=("support.remove_mark",),
         confirm="移出后不再是著名商标，登记簿同时写明失效日。", style="danger", layer=Layer.PUBLIC),
)  # fmt: skip
CLOCKS = (
    Clock("form", "形式审查", "award.form_check", ("submitted",)),
    Clock("correction", "补正", "award.correction", ("correcting",)),
    Clock("register", "登记簿核验", "award.register_check", ("checking",)),
    Clock("publicity", "公示", "award.publicity", ("publicity",), stopped_in=("investigating",), period=True),
    Clock("objection", "异议调查", "award.objection.investigate", ("investigating",)),
    Clock("approval", "审定", "award.approval", ("approving",)),
    Clock("payment", "制发证书和拨付", "award.payment", ("awarding", "paying")),
    Clock("revocation", "撤销审查", "award.revocation", ("revoking",)),
)


FOLLOW = ("round__body", "right", "seat", "group", "holder", "nominator")


def context_of(actor: Actor, case: Any) -> Mapping[str, Any]:
    """What the dossier's part of the case page shows."""
    from ..queries.award_shown import nomination_shown

    return nomination_shown(actor, case.dossier)


def _declared(
    kind: AwardKind, prefix: str, basis: str, states: tuple[State, ...], steps: tuple[Step, ...]
) -> Procedure:
    return Procedure(
        code=kind.procedure, title=f"{kind.label}推荐", dossier=AwardNomination, prefix=prefix, follow=FOLLOW, states=states, steps=steps,
        lanes=(NOMINATOR, SECRETARY, CHIEF, FINANCE), initial="draft", clocks=CLOCKS, view_permit="support.award.view",
        detail="support/award/_dossier.html", context=context_of, guide="support:award_rounds_public", basis=basis,
    )  # fmt: skip


WAY = (*CHECKING, *JUDGING, *DECIDING, *AFTERWARDS)
PATENT_AWARD = procedure(_declared(AwardKind.PATENT, "ZLJ", "推进计划 4.1.1：专利奖评奖", STATES, WAY))
FAMOUS_MARK = procedure(
    _declared(
        AwardKind.MARK,
        "ZMSB",
        "推进计划 4.1.1：著名商标评选（国家政策停止评选之日起不再开展）",
        (*STATES, REMOVED),
        (*WAY, *REMOVAL),
    )
)
