"""What stands at the top of a subsidy's page and of a later check's: what is missing, what is in the way, what is asked."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from django.urls import reverse

from qingzhi.engine.procedures.queries.attention import Attention

from ..models import Recheck, SubsidyApplication
from ..rules.money import yuan

BEFORE_REVIEW = ("draft", "correction", "formal", "precheck")


def subsidy_notes(
    application: SubsidyApplication, claims: Sequence[Any], missing: Sequence[str], *, is_applicant: bool
) -> list[Attention]:
    """The notes of an application, the most pressing first."""
    state = application.case.state
    writes = is_applicant and state in ("draft", "correction")
    found = [*_asked(application, state, is_applicant=is_applicant)]
    if state in BEFORE_REVIEW:
        found += _incomplete(application, missing, url="" if not writes else _page("papers", application))
    if application.case.is_open:
        found += _paid_before(claims)
    return found


def recheck_notes(recheck: Recheck, *, is_applicant: bool) -> list[Attention]:
    """What the holder of a later check is asked for, and what is still to come back."""
    state, left = recheck.case.state, (recheck.amount or Decimal(0)) - recheck.repaid
    if state == "explaining" and is_applicant:
        return [Attention("warn", "请在期限内说明情况", (recheck.facts,))]
    if state == "recovering":
        return [
            Attention(
                "late" if left > 0 else "done", f"尚有 {yuan(left)} 没有退回" if left > 0 else "已足额退回，可以办结"
            )
        ]
    return []


def _asked(application: SubsidyApplication, state: str, *, is_applicant: bool) -> Iterator[Attention]:
    if state == "draft" and is_applicant:
        yield Attention("warn", "还没有提交", url=_page("choose", application), link="继续填报")
    if state == "correction":
        lines = tuple(application.correction_text.splitlines())
        if is_applicant:
            yield Attention("warn", "须补正的全部事项", lines, _page("choose", application), "去补正")
        else:
            yield Attention("warn", "已退回申请人补正的事项", lines)
    if state == "upheld":
        yield Attention(
            "late", "公示中的异议成立，已从名单撤下：须不予资助，或剔除有关事项后重新审查", (application.objection,)
        )
    if state == "paid" and is_applicant:
        yield Attention("warn", f"已拨付 {yuan(application.amount_granted or Decimal(0))}，请核对到账后确认")


def _incomplete(application: SubsidyApplication, missing: Sequence[str], *, url: str) -> list[Attention]:
    lines = [f"缺少材料：{one}" for one in missing]
    if not application.account_tail:
        lines.append("没有填写收款账户")
    return [Attention("late", f"还缺少 {len(lines)} 项", tuple(lines), url, "去补齐" if url else "")] if lines else []


def _paid_before(claims: Sequence[Any]) -> list[Attention]:
    lines = tuple(f"{one.claim.number_shown}：{one.earlier.told}" for one in claims if one.earlier)
    return [Attention("late", f"{len(lines)} 项已获其他资助，核算时已处理", lines)] if lines else []


def _page(name: str, application: SubsidyApplication) -> str:
    return reverse(f"support:{name}", args=[application.pk])
