"""The life of a progress report 「进展填报」 as a table, and what a report must contain.

Sources: the plan's own duty to report (推进计划「保障措施」) and the customary order 填报 → 审核 → 认可/退回; a locked period
changes only by a dated revision (《统计法实施条例》第十七条: 统计资料应当签署,更正须留痕, to be confirmed by the office).
"""

from dataclasses import dataclass

from qingzhi.domains.plan.terms import ReportState

SAVE, SUBMIT, RETURN, ACCEPT, REVISE = "save", "submit", "return", "accept", "revise"

# verb → the states that it may start from, and the state that it leads to
TRANSITIONS: dict[str, tuple[frozenset[ReportState], ReportState]] = {
    SAVE: (frozenset({ReportState.OWED, ReportState.DRAFT, ReportState.RETURNED}), ReportState.DRAFT),
    SUBMIT: (frozenset({ReportState.OWED, ReportState.DRAFT, ReportState.RETURNED}), ReportState.SUBMITTED),
    RETURN: (frozenset({ReportState.SUBMITTED}), ReportState.RETURNED),
    ACCEPT: (frozenset({ReportState.SUBMITTED}), ReportState.ACCEPTED),
    REVISE: (frozenset({ReportState.ACCEPTED}), ReportState.ACCEPTED),
}

WHY_NOT = {
    ReportState.OWED: "这份填报还没有提交",
    ReportState.DRAFT: "这份填报尚在填写，还没有提交",
    ReportState.SUBMITTED: "这份填报已提交，正在等待审核",
    ReportState.RETURNED: "这份填报已退回责任单位补正",
    ReportState.ACCEPTED: "这份填报已经认可",
    ReportState.WAIVED: "任务已经办结或撤销，这一期不再填报",
    ReportState.MISSED: "到期没有完成填报，已记入履职记录",
}


@dataclass(frozen=True)
class Move:
    """Whether a verb may be done, where it leads, and why not."""

    allowed: bool
    to: ReportState | None
    reason: str = ""

    def __bool__(self) -> bool:
        return self.allowed


def move(verb: str, state: ReportState | str, *, locked: bool) -> Move:
    """What a verb does to a report in this state, in an open or a locked round."""
    state = ReportState(state)
    starts, to = TRANSITIONS[verb]
    if locked and verb != REVISE:
        return Move(False, None, "本填报期已锁定，只能以注明日期和理由的更正修改")
    if not locked and verb == REVISE:
        return Move(False, None, "本填报期尚未锁定，请退回后由责任单位修改")
    if state not in starts:
        return Move(False, None, f"{WHY_NOT[state]}，请刷新查看")
    if verb == SAVE and state is ReportState.RETURNED:
        return Move(True, ReportState.RETURNED)
    return Move(True, to)


@dataclass(frozen=True)
class Content:
    """What was typed and attached, beside the last accepted report."""

    text: str
    percent: int | None
    problems: str = ""
    evidence_count: int = 0
    last_percent: int = 0
    expects_evidence: bool = False


def faults(content: Content) -> dict[str, str]:
    """What keeps a report from being submitted, by field; empty when nothing does."""
    found = {}
    if not content.text.strip():
        found["text"] = "请写明本期进展情况"
    if content.percent is None:
        found["percent"] = "请填写进度"
    elif not 0 <= content.percent <= 100:
        found["percent"] = "进度应在 0 至 100 之间"
    elif content.percent < content.last_percent and not content.problems.strip():
        found["problems"] = f"进度低于上次认可的 {content.last_percent}%，请在存在问题中说明原因"
    if content.percent == 100 and content.expects_evidence and not content.evidence_count:
        found["evidence"] = "填报完成须附佐证材料"
    return found


def evidence_gap(content: Content) -> str:
    """Why the evidence does not bear the progress that is claimed; empty when it does or none is asked for."""
    if not content.expects_evidence or content.evidence_count:
        return ""
    if content.percent is not None and content.percent > content.last_percent:
        return f"进度由 {content.last_percent}% 报至 {content.percent}%，未附佐证材料"
    return ""
