"""Who may handle a case, who does, and who is excluded."""

from datetime import date

from django.db.models import Q, QuerySet

from qingzhi.base.identity.models import Body
from qingzhi.base.permits import Actor, Scope
from qingzhi.engine.procedures.models import Case

from ..models import CaseOfficer, OfficerCertificate


def certificates_on(body: Body, on: date) -> QuerySet[OfficerCertificate]:
    """The certificates of a body that are valid on a day."""
    lasts = Q(valid_to=None) | Q(valid_to__gt=on)
    return OfficerCertificate.objects.filter(lasts, body=body, valid_from__lte=on).select_related("person")


def free_certificates(case: Case, on: date) -> QuerySet[OfficerCertificate]:
    """Those of them whose holders are not excluded from the case."""
    return certificates_on(case.body, on).exclude(person__in=case.exclusions.values("person"))


def officers_of(case: Case) -> QuerySet[CaseOfficer]:
    """Who is on the case now."""
    return case.officers.filter(to_on=None).select_related("certificate__person")


def officer_problem(case: Case, on: date) -> str:
    """Why the case has not two officers who may act on a day; empty where it has: 《行政处罚法》(2021) 第四十二条."""
    officers = list(officers_of(case))
    excluded = set(case.exclusions.values_list("person_id", flat=True))
    valid = set(free_certificates(case, on).values_list("pk", flat=True))
    able = {one.certificate.person_id for one in officers if one.certificate_id in valid}
    if len(able) >= 2:
        return ""
    for one in officers:
        person = one.certificate.person.name
        if one.certificate.person_id in excluded:
            return f"{person}须回避，请另行指定办案人员"
        if one.certificate_id not in valid:
            return f"{person}的执法证（{one.certificate.number}）今天无效，请另行指定办案人员"
    return f"办案人员不得少于两人并须有有效的执法证，现有{len(able)}人"


def is_officer(case: Case, person_subject_id: int | None) -> bool:
    """Whether somebody handles, or has handled, the case as an officer."""
    return (
        person_subject_id is not None and case.officers.filter(certificate__person__subject=person_subject_id).exists()
    )


def certificates_of(actor: Actor) -> QuerySet[OfficerCertificate]:
    """The certificates that an actor sees: all, or those of the own body."""
    rows = OfficerCertificate.objects.select_related("person", "body")
    scope = actor.grants.get("enforcement.case.view")
    return rows if scope is Scope.ALL else rows.filter(body=actor.body_id)
