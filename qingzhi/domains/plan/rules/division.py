"""Dividing a measure 「任务分解」: the tasks that are proposed from the bodies that the plan names and from the regions."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from qingzhi.domains.plan.terms import BodyRole

TITLE_LENGTH = 40


@dataclass(frozen=True)
class NamedBody:
    """A body that a measure names; `body_id` None when nobody bears that name."""

    body_id: int | None
    name: str
    role: BodyRole
    region_code: str = ""


@dataclass(frozen=True)
class Proposal:
    """One task that could be made: for whom, where, with whom, by when, and why it is proposed."""

    lead_id: int
    region_code: str
    supports: tuple[int, ...]
    due_on: date
    reason: str


def short_title(text: str) -> str:
    """A task's title from a measure's text: its first clause, cut to what fits a list."""
    first = re.split("[。\uff1b;]", text.strip(), maxsplit=1)[0]
    if len(first) <= TITLE_LENGTH:
        return first
    clause = re.split("[\uff0c,]", first, maxsplit=1)[0]
    return clause if 6 <= len(clause) <= TITLE_LENGTH else first[: TITLE_LENGTH - 1] + "…"


def proposals(
    bodies: Sequence[NamedBody], offices: Iterable[tuple[int, str, str]], due_on: date, by_region: bool
) -> list[Proposal]:
    """One task for each lead (each joint body, where no lead is named), and one for each region's office if wanted.

    `offices` are (body, region code, region name) of the offices that a province-wide task is split over.
    """
    known = [(body.body_id, body) for body in bodies if body.body_id is not None]
    leads = [(pk, body) for pk, body in known if body.role is BodyRole.LEAD]
    heads = leads or [(pk, body) for pk, body in known if body.role is BodyRole.JOINT]
    supports = tuple(pk for pk, body in known if (pk, body) not in heads)
    word = "牵头" if leads else "共同责任"
    found = [Proposal(pk, "", supports, due_on, f"规划列为{word}单位：{head.name}") for pk, head in heads]
    if by_region:
        lead_ids = {pk for pk, _ in heads}
        found += [
            Proposal(body_id, code, (), due_on, f"按地区分解：{name}")
            for body_id, code, name in offices
            if body_id not in lead_ids
        ]
    return found
