"""Which bodies may appraise something, with which experts, and why the others may not."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects

from qingzhi.base import clock
from qingzhi.base.identity.models import Subject
from qingzhi.domains.talent.queries import registered
from qingzhi.engine.scoring.queries import reasons_against, threshold
from qingzhi.engine.scoring.sources import EntryFacts, Involved

from ..access import CODE
from ..models import Appraisal, AppraisalBody, Appraiser
from ..rules import spelt
from .people import near

LEAST = "appraisal.experts"  # how many experts appraise one matter


@dataclass(frozen=True)
class Candidate:
    """A body: what stands against it, its experts who may, those who may not with their reasons."""

    body: AppraisalBody
    reasons: tuple[str, ...]
    free: tuple[Appraiser, ...]
    excluded: tuple[tuple[Appraiser, tuple[str, ...]], ...]
    least: int  # how many have to appraise

    @property
    def may(self) -> bool:
        """Whether it may be chosen."""
        return not self.reasons


def candidates(appraisal: Appraisal, on: date) -> list[Candidate]:
    """The bodies that know the field, those that may appraise first. The rules of avoidance of engine.scoring are asked of every
    expert at once."""
    rows = AppraisalBody.objects.filter(retired_on=None).select_related("subject")
    rows = rows.prefetch_related(Prefetch("appraisers", Appraiser.objects.select_related("subject")))
    known = [one for one in rows if appraisal.field in one.fields]
    out = {one.subject_id: one.reason for one in appraisal.kept_out.all()}
    appraisers = [each for one in known for each in one.appraisers.all()]
    prefetch_related_objects([*(one.subject for one in known), *(one.subject for one in appraisers)], "mediation_ties")
    people = [one.subject_id for one in appraisers]
    experts = registered(people)
    found = reasons_against(experts, _entry(appraisal), on) if experts else {}
    least = int(threshold(LEAST, on)) if known else 0
    made = [_candidate(appraisal, one, on, out, found, least) for one in known]
    return sorted(made, key=lambda one: (not one.may, one.body.name))


def candidates_once(appraisal: Appraisal) -> list[Candidate]:
    """Those of today, asked once of a dossier as it was read: for a page, on which guard and fragment ask the same."""
    found: list[Candidate] = appraisal.__dict__.setdefault("_candidates", [])
    if not found:
        found.extend(candidates(appraisal, clock.today()))
    return found


def free_bodies(appraisal: Appraisal) -> list[Candidate]:
    """Those that may be chosen today."""
    return [one for one in candidates(appraisal, clock.today()) if one.may]


def candidate_of(appraisal: Appraisal, body: AppraisalBody, on: date) -> Candidate | None:
    """What stands against one body; none where it does not know the field or left the register."""
    return next((one for one in candidates(appraisal, on) if one.body.pk == body.pk), None)


def sides_of(source: Any) -> tuple[Subject | None, Subject | None]:
    """The anchors of both sides of a case, where they have one: its applicant, and whom its dossier answers for."""
    dossier = source.dossier
    if source.procedure == CODE:
        return source.applicant, dossier.other
    party = getattr(dossier, "respondent", None) or getattr(dossier, "party", None)
    return source.applicant, party.subject if party is not None else None


def _candidate(
    appraisal: Appraisal, body: AppraisalBody, on: date, out: dict[int, str], found: dict[int, list[str]], least: int
) -> Candidate:
    sides = {appraisal.one_side_id, appraisal.other_side_id} - {None}
    names = {spelt(one) for one in (appraisal.claimant, appraisal.respondent) if one}
    reasons = [] if body.stands_on(on) else ["不在名册有效期内"]
    if body.subject_id in sides:
        reasons.append("是一方当事人")
    reasons += near(body, names) + _left(body.subject_id, out)
    free, excluded = [], []
    for one in body.appraisers.all():
        why = [] if one.stands_on(on) and appraisal.field in one.fields else ["执业证不在有效期内或者没有这一专业领域"]
        why += ["本人是一方当事人"] if one.subject_id in sides else []
        why += near(one, names) + found.get(one.subject_id, []) + _left(one.subject_id, out)
        if why:
            excluded.append((one, tuple(why)))
        else:
            free.append(one)
    if len(free) < least:
        reasons.append(f"不需回避的鉴定人只有{len(free)}名，不足{least}名")
    return Candidate(body, tuple(reasons), tuple(free), tuple(excluded), least)


def _left(subject: int, out: dict[int, str]) -> list[str]:
    return [f"本委托中已回避：{out[subject]}"] if subject in out else []


def _entry(appraisal: Appraisal) -> EntryFacts:
    """What the commission touches, as the rules of avoidance ask it: both sides, and the right with its holders and makers."""
    sides = (
        (appraisal.one_side_id, appraisal.claimant, "applicant"),
        (appraisal.other_side_id, appraisal.respondent, "holder"),
    )
    known = [subject for subject, _, _ in sides if subject]
    parties = dict(Subject.objects.filter(pk__in=known).values_list("pk", "party__pk")) if known else {}
    rows = [
        Involved(role, "parties.party", str(parties.get(subject or 0) or ""), name) for subject, name, role in sides if name
    ]  # fmt: skip
    if appraisal.right_id is not None:
        rows.append(Involved("right", "rights.right", str(appraisal.right_id)))
    return EntryFacts(appraisal.case_id, "procedures.case", str(appraisal.case_id), str(appraisal), tuple(rows))
