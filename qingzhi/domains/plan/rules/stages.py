"""The stages of a legislative project and the steps between them.

Sources: 《立法法》(2015)第五十二条至第五十八条、第七十七条、第八十二条; 《规章制定程序条例》(2017)第十五条(公开征求意见一般不少于 30 日)。
"""

from dataclasses import dataclass
from datetime import date

from qingzhi.domains.plan.terms import LegislativeStage as Stage

# stage → the stages that may follow; a text may go back for drafting until it is published
NEXT: dict[Stage, tuple[Stage, ...]] = {
    Stage.PROPOSAL: (Stage.DRAFTING,),
    Stage.DRAFTING: (Stage.CONSULTATION, Stage.REVIEW),
    Stage.CONSULTATION: (Stage.REVIEW, Stage.DRAFTING),
    Stage.REVIEW: (Stage.PUBLISHED, Stage.CONSULTATION, Stage.DRAFTING),
    Stage.PUBLISHED: (Stage.IN_FORCE,),
    Stage.IN_FORCE: (),
}


@dataclass(frozen=True)
class Facts:
    """What the record says of a project when somebody wants to move it."""

    draft_count: int = 0
    open_consultations: int = 0
    unanswered_comments: int = 0
    consultation_count: int = 0
    reported_consultations: int = 0


def why_not(now: Stage | str, to: Stage | str, facts: Facts) -> str:
    """Why a project may not go from one stage to another; empty when it may."""
    now, to = Stage(now), Stage(to)
    if to not in NEXT[now]:
        following = "、".join(stage.label for stage in NEXT[now]) or "无"
        return f"{now.label}之后不能转入{to.label}（可转入：{following}）"
    if to in (Stage.CONSULTATION, Stage.REVIEW) and not facts.draft_count:
        return f"还没有文稿，不能转入{to.label}"
    if to is Stage.REVIEW and facts.open_consultations:
        return "征求意见尚未截止，不能转入审查审议"
    if to is Stage.REVIEW and facts.unanswered_comments:
        return f"还有 {facts.unanswered_comments} 条意见没有答复，不能转入审查审议"
    if to is Stage.REVIEW and facts.consultation_count > facts.reported_consultations:
        return "意见采纳情况尚未公布，不能转入审查审议"
    return ""


@dataclass(frozen=True)
class Step:
    """One step of the stage line."""

    code: str
    label: str
    state: str  # done | now | next
    on: date | None = None


def stage_line(now: Stage | str, reached_on: dict[str, date]) -> list[Step]:
    """The stages in order, with the day on which each was last reached."""
    order = list(Stage)
    place = order.index(Stage(now))
    return [
        Step(
            stage.value,
            stage.label,
            "done" if index < place else "now" if index == place else "next",
            reached_on.get(stage.value) if index <= place else None,
        )
        for index, stage in enumerate(order)
    ]
