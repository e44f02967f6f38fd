"""The rules of avoidance 「回避规则」 as the registers can tell them; each finding names its record.

Table of the award review (general practice, default, to be confirmed): ① employed by applicant or holder within 3 years, ② near kin,
③ agency, litigation or valuation service, ④ teacher and student, joint inventors within 5 years, ⑤ shares or other interest,
⑥ own application in the same round. The years are dated rows. Where only names agree a finding is a suspicion.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from qingzhi.domains.rights.queries.makers import Makers, made_for
from qingzhi.engine.scoring.queries import threshold
from qingzhi.engine.scoring.sources import FoundConflict, Screening

from ..models import ExpertRelation
from ..rules.names import key_of
from ..terms import RelationKind
from .tied import Tied, Touched, by_party, conflict, tied_to, touched_by

EMPLOYER_YEARS, INVENTOR_YEARS = "conflict.employer_years", "conflict.inventor_years"


def employed(asked: Screening) -> Iterator[FoundConflict]:
    """① Employed by an applicant or holder, now or within the years of the row."""
    since = _back(asked.on, EMPLOYER_YEARS)
    rows = touched_by(asked)
    parties, names = by_party(rows), _by_name(rows, "names")
    for tied in tied_to(asked):
        for post, root in tied.posts:
            if post.valid_to is not None and post.valid_to <= since:
                continue
            if post.valid_from is not None and post.valid_from > asked.on:
                continue
            for one in _entries(parties.get(root or 0, []), names.get(key_of(post.employer), [])):
                reason = f"{_period(post.valid_from, post.valid_to)}任职于“{post.employer}”，该单位是申报单位或权利人"
                yield conflict(tied, one.entry, reason, post, f"专家库任职记录：{tied.expert.number} {post.employer}")


def agents(asked: Screening) -> Iterator[FoundConflict]:
    """③ At the agency of the entry, or in its service for an applicant or holder (declared)."""
    since = _back(asked.on, EMPLOYER_YEARS)
    rows = touched_by(asked)
    parties, names, agencies = by_party(rows), _by_name(rows, "names"), _by_name(rows, "agents")
    of_agency: dict[int, list[Touched]] = defaultdict(list)
    for one in rows:
        for party in one.agent_parties:
            of_agency[party].append(one)
    for tied in tied_to(asked):
        for post, root in tied.posts:
            if post.valid_to is not None and post.valid_to <= since:
                continue
            for one in _entries(of_agency.get(root or 0, []), agencies.get(key_of(post.employer), [])):
                reason = f"{_period(post.valid_from, post.valid_to)}任职于该项目的代理机构“{post.employer}”"
                yield conflict(tied, one.entry, reason, post, f"专家库任职记录：{tied.expert.number} {post.employer}")
        for relation, root in _of(tied, RelationKind.AGENT, since):
            key = key_of(relation.name)
            near = _entries(parties.get(root or 0, []), names.get(key, []))
            near += _entries(of_agency.get(root or 0, []), agencies.get(key, []))
            for one in _entries(near):
                yield _declared(tied, one, relation, f"与“{relation.name}”有代理、诉讼或评估服务关系")


def shares(asked: Screening) -> Iterator[FoundConflict]:
    """⑤ Shares in or another interest with an applicant or holder."""
    rows = touched_by(asked)
    parties, names = by_party(rows), _by_name(rows, "names")
    for tied in tied_to(asked):
        for relation, root in _of(tied, RelationKind.EQUITY, asked.on):
            for one in _entries(parties.get(root or 0, []), names.get(key_of(relation.name), [])):
                yield _declared(tied, one, relation, f"持有“{relation.name}”的股份或有其他经济利益")


def kin(asked: Screening) -> Iterator[FoundConflict]:
    """② Near kin among the makers or persons who apply, whenever declared."""
    yield from _persons(asked, (RelationKind.KIN,), date.min, "近亲属")


def teachers(asked: Screening) -> Iterator[FoundConflict]:
    """④ Teacher or student of a maker."""
    yield from _persons(asked, (RelationKind.TEACHER, RelationKind.STUDENT), date.min, "师生")


def co_inventors(asked: Screening) -> Iterator[FoundConflict]:
    """④ Joint inventor with a maker within the years of the row: by the patent register, and as declared."""
    since = _back(asked.on, INVENTOR_YEARS)
    yield from _persons(asked, (RelationKind.CO_INVENTOR,), since, "合作发明人")
    rows, people = touched_by(asked), tied_to(asked)
    makers = _by_name(rows, "makers")
    parties = {party for one in rows for party in one.parties} | {party for one in people for party in one.employers()}
    own_rights = {right.right_id for one in rows for right in one.rights}
    by_maker: dict[str, list[Makers]] = defaultdict(list)
    for right in made_for(parties, since):
        if right.right_id not in own_rights:
            for name in right.makers:
                by_maker[key_of(name)].append(right)
    for tied in people:
        for right in by_maker.get(tied.key, []):
            certain = _is_surely(tied, right)
            for name in right.makers:
                for one in makers.get(key_of(name), []) if key_of(name) != tied.key else []:
                    reason = f"与该项目发明人{name}是专利 {right.number}“{right.title}”的共同发明人"
                    yield conflict(tied, one.entry, reason, right, f"专利登记簿：{right.number}", certain=certain)


def own(asked: Screening) -> Iterator[FoundConflict]:
    """① Maker, applicant or holder oneself; ⑥ then the whole round is avoided (no entry named)."""
    rows = touched_by(asked)
    parties, names, makers = by_party(rows), _by_name(rows, "names"), _by_name(rows, "makers")
    for tied in tied_to(asked):
        surely: Touched | None = None
        for one in _entries(parties.get(tied.own or 0, [])):
            surely = one
            yield conflict(tied, one.entry, "本人是申报人或权利人", tied.expert, f"主体登记簿：{tied.expert.name}")
        for one in _entries(names.get(tied.key, [])):
            if one is not surely:
                yield conflict(
                    tied,
                    one.entry,
                    "申报人或权利人与专家同名",
                    tied.expert,
                    f"项目申报人：{tied.expert.name}",
                    certain=False,
                )
        for one in _entries(makers.get(tied.key, [])):
            name, right = one.makers[tied.key]
            certain = right is not None and _is_surely(tied, right)
            surely = one if certain else surely
            reason = "本人是该项目的发明（设计、培育）人" if certain else "该项目的发明（设计、培育）人与专家同名"
            text = f"权利登记簿：{right.number}" if right is not None else f"项目发明人：{name}"
            yield conflict(tied, one.entry, reason, right or tied.expert, text, certain=certain)
        if surely is not None:
            yield conflict(tied, None, "本人申报同届评审", tied.expert, f"参评项目：{_title(asked, surely)}")


def _persons(asked: Screening, kinds: tuple[RelationKind, ...], since: date, word: str) -> Iterator[FoundConflict]:
    """Ties to persons by name; certain where the register's party, or the other's employer, agrees too."""
    rows = touched_by(asked)
    parties, makers, names = by_party(rows), _by_name(rows, "makers"), _by_name(rows, "names")
    for tied in tied_to(asked):
        for kind in kinds:
            for relation, root in _of(tied, kind, since):
                for one in _entries(parties.get(root or 0, [])):
                    yield _declared(tied, one, relation, f"与申报人或权利人{relation.name}是{word}")
                key = key_of(relation.name)
                for one in _entries(makers.get(key, []), names.get(key, [])):
                    if root in one.parties:
                        continue
                    same = not relation.employer or key_of(relation.employer) in one.names
                    reason = f"与该项目的{relation.name}是{word}"
                    yield _declared(tied, one, relation, reason, certain=bool(relation.employer) and same)


def _declared(
    tied: Tied, one: Touched, relation: ExpertRelation, reason: str, *, certain: bool = True
) -> FoundConflict:
    text = f"利益关系申报 {relation.declared_on}（{relation.source}）：{relation}"
    return conflict(tied, one.entry, reason, relation, text, certain=certain)


def _of(tied: Tied, kind: RelationKind, since: date) -> list[tuple[ExpertRelation, int | None]]:
    return [
        (one, root)
        for one, root in tied.relations
        if one.kind == kind and (one.valid_to is None or one.valid_to > since)
    ]


def _is_surely(tied: Tied, right: Makers) -> bool:
    """Whether a namesake among a right's makers is the expert: the right is of an employer of any time, or of the expert."""
    if right.holders & tied.employers() or (tied.own is not None and tied.own in right.holders):
        return True
    return bool({key_of(name) for name in right.holder_names} & tied.employer_names())


def _by_name(rows: list[Touched], what: str) -> dict[str, list[Touched]]:
    found: dict[str, list[Touched]] = defaultdict(list)
    for one in rows:
        for key in getattr(one, what):
            found[key].append(one)
    return found


def _entries(*lists: list[Touched]) -> list[Touched]:
    """Each entry once."""
    return list({one.entry: one for rows in lists for one in rows}.values())


def _back(on: date, code: str) -> date:
    years = int(threshold(code, on))
    day = 28 if (on.month, on.day) == (2, 29) else on.day
    return on.replace(year=on.year - years, day=day)


def _period(first: date | None, last: date | None) -> str:
    return f"{first or '起始日不明'}至{last or '今'}"


def _title(asked: Screening, one: Touched) -> str:
    return next((each.title for each in asked.entries if each.id == one.entry), "")
