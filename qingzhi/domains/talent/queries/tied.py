"""What a screening compares: what each entry touches as the registers tell it, and what each expert is tied to."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.urls import reverse

from qingzhi.domains.parties.queries.families import roots_of
from qingzhi.domains.rights.queries.makers import Makers, makers_of
from qingzhi.engine.scoring.sources import EntryFacts, FoundConflict, Screening

from ..models import Expert, ExpertEmployment, ExpertRelation
from ..rules.names import key_of

PARTY, RIGHT = "parties.party", "rights.right"
INTERESTED = ("applicant", "holder")


@dataclass
class Touched:
    """One entry: records that stand for its applicants and holders, their names, its makers, its agents, its rights."""

    entry: int
    parties: dict[int, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    makers: dict[str, tuple[str, Makers | None]] = field(default_factory=dict)
    agents: dict[str, str] = field(default_factory=dict)
    agent_parties: set[int] = field(default_factory=set)
    rights: list[Makers] = field(default_factory=list)


@dataclass
class Tied:
    """One expert: the record, the own party, posts and declared ties with the records that stand for their parties."""

    expert: Expert
    own: int | None
    posts: list[tuple[ExpertEmployment, int | None]] = field(default_factory=list)
    relations: list[tuple[ExpertRelation, int | None]] = field(default_factory=list)

    @property
    def key(self) -> str:
        return key_of(self.expert.name)

    def employers(self) -> set[int]:
        """Every registered employer of any time."""
        return {root for _, root in self.posts if root is not None}

    def employer_names(self) -> set[str]:
        return {key_of(one.employer) for one, _ in self.posts}


def touched_by(asked: Screening) -> list[Touched]:
    """What the entries touch, the registers' word on their rights included."""
    refs = {one.id: one.refs(RIGHT) for one in asked.entries}
    rights = {one.right_id: one for one in makers_of(right for ids in refs.values() for right in ids)}
    roots = roots_of(party for one in asked.entries for party in one.refs(PARTY))
    return [
        _touched(one, [rights[right] for right in sorted(refs[one.id]) if right in rights], roots)
        for one in asked.entries
    ]


def tied_to(asked: Screening) -> list[Tied]:
    """What the experts are tied to, in four questions."""
    experts = list(Expert.objects.filter(subject_id__in=asked.experts).order_by("pk"))
    posts: dict[int, list[ExpertEmployment]] = defaultdict(list)
    for post in ExpertEmployment.objects.filter(expert__in=experts).order_by("pk"):
        posts[post.expert_id].append(post)
    relations: dict[int, list[ExpertRelation]] = defaultdict(list)
    for relation in ExpertRelation.objects.filter(expert__in=experts).order_by("pk"):
        relations[relation.expert_id].append(relation)
    parties = {one.party_id for rows in (*posts.values(), *relations.values()) for one in rows}  # type: ignore[attr-defined]
    roots = roots_of({one for one in parties | {one.party_id for one in experts} if one})
    return [
        Tied(
            one, roots.get(one.party_id or 0),
            [(post, roots.get(post.party_id or 0)) for post in posts[one.pk]],
            [(each, roots.get(each.party_id or 0)) for each in relations[one.pk]],
        )
        for one in experts
    ]  # fmt: skip


def by_party(rows: Iterable[Touched]) -> dict[int, list[Touched]]:
    """The entries by the records that stand for their applicants and holders."""
    found: dict[int, list[Touched]] = defaultdict(list)
    for one in rows:
        for party in one.parties:
            found[party].append(one)
    return found


def conflict(
    tied: Tied, entry: int | None, reason: str, source: object, text: str, *, certain: bool = True
) -> FoundConflict:
    """A finding with its record: an expert's row or a right."""
    kind, number, url = _source(source)
    return FoundConflict(tied.expert.subject_id, entry, reason, text, kind, number, url, certain)


def _source(source: object) -> tuple[str, str, str]:
    if isinstance(source, Makers):
        return RIGHT, str(source.right_id), reverse("rights:right", args=[source.right_id])
    if isinstance(source, ExpertEmployment | ExpertRelation):
        return source._meta.label_lower, str(source.pk), reverse("talent:expert", args=[source.expert_id])
    if isinstance(source, Expert):
        return source._meta.label_lower, str(source.pk), reverse("talent:expert", args=[source.pk])
    return "", "", ""


def _touched(one: EntryFacts, rights: list[Makers], roots: dict[int, int]) -> Touched:
    found = Touched(one.id, rights=rights)
    for each in one.involved:
        root = roots.get(int(each.ref_id)) if each.ref_kind == PARTY and each.ref_id.isdecimal() else None
        if each.role in INTERESTED:
            if root is not None:
                found.parties.setdefault(root, each.name)
            if each.name:
                found.names.setdefault(key_of(each.name), each.name)
        elif each.role == "inventor" and each.name:
            found.makers.setdefault(key_of(each.name), (each.name, None))
        elif each.role == "agent":
            if root is not None:
                found.agent_parties.add(root)
            if each.name:
                found.agents.setdefault(key_of(each.name), each.name)
    for right in rights:
        for name in right.holder_names:
            found.names.setdefault(key_of(name), name)
        for party_id in right.holders:
            found.parties.setdefault(party_id, "、".join(right.holder_names))
        for maker in right.makers:
            found.makers[key_of(maker)] = (maker, right)
        if right.agency:
            found.agents.setdefault(key_of(right.agency), right.agency)
    for known in (found.names, found.makers, found.agents):
        known.pop("", None)
    return found
