"""Reads: documents of a record, their versions, and what the public may learn by a code."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import models
from django.db.models import Q, QuerySet

from qingzhi.base import clock
from qingzhi.base.identity.models import Body

from .models import DocumentSeries, IssuedDocument, TemplateVersion
from .rules.notices import NoticeTemplate
from .rules.numbering import is_well_formed, normalise_code
from .terms import Finding, Standing


@dataclass(frozen=True)
class Verdict:
    """What the public page says; `document` only where the code is known. No personal data are shown from it."""

    finding: Finding
    code: str
    document: IssuedDocument | None = None
    file_matches: bool | None = None


def documents_about(subject: models.Model) -> QuerySet[IssuedDocument]:
    """The documents issued about one record, newest first, old versions too."""
    found = IssuedDocument.objects.filter(subject_kind=subject._meta.label_lower, subject_id=str(subject.pk))
    return found.select_related("body", "series", "file", "pdf")


def versions_of(document: IssuedDocument) -> QuerySet[IssuedDocument]:
    """Every version under the same number, newest first."""
    same = {name: getattr(document, name) for name in ("series_id", "year", "sequence")}
    return IssuedDocument.objects.filter(**same).select_related("file", "pdf").order_by("-version")


def numbers_missing(series: DocumentSeries, year: int) -> list[int]:
    """The gaps in a year's numbers; empty unless somebody has been at the database by hand."""
    used = set(IssuedDocument.objects.filter(series=series, year=year).values_list("sequence", flat=True))
    return sorted(set(range(1, max(used, default=0) + 1)) - used)


def verdict_on(code: str, file_hash: str = "") -> Verdict:
    """What is to be said about a code as somebody typed it and, if given, the SHA-256 of the file in hand."""
    code = normalise_code(code)
    if not is_well_formed(code):
        return Verdict(Finding.MISTYPED, code)
    found = IssuedDocument.objects.filter(verification_code=code).select_related("body", "pdf", "replaced_by").first()
    if found is None:
        return Verdict(Finding.UNKNOWN, code)
    hashes = {found.sha256, found.pdf.sha256 if found.pdf else found.sha256}
    matches = file_hash.lower() in hashes if file_hash else None
    if found.standing is Standing.WITHDRAWN:
        finding = Finding.WITHDRAWN
    elif matches is False:
        finding = Finding.CHANGED
    else:
        finding = Finding.SUPERSEDED if found.standing is Standing.SUPERSEDED else Finding.ISSUED
    return Verdict(finding, code, found, matches)


def template_in_force(code: str, on: date | None = None) -> TemplateVersion | None:
    """The office's own template of a notice on a day; None where the built-in text holds."""
    day = on or clock.today()
    rows = TemplateVersion.objects.filter(Q(valid_to=None) | Q(valid_to__gt=day), template=code, valid_from__lte=day)
    return rows.select_related("file").order_by("-version").first()


def template_versions(code: str) -> QuerySet[TemplateVersion]:
    """Every version of a notice's template, newest first."""
    return TemplateVersion.objects.filter(template=code).select_related("file").order_by("-version")


def series_for(code: str, body: Body) -> str:
    """The series of that code which belongs to the body, or the common one."""
    own = f"{code}-{body.code}"
    return own if DocumentSeries.objects.filter(code=own, retired_on=None).exists() else code


def has_series(code: str, body: Body) -> bool:
    """Whether a body's papers of a series are numbered here: by one of its own, or by a common one that is no other body's."""
    rows = DocumentSeries.objects.filter(retired_on=None)
    return rows.filter(Q(code=f"{code}-{body.code}") | Q(code=code, body=body)).exists()


@dataclass(frozen=True)
class TemplateNow:
    """A declared notice with the version that stands for it today (None: the built-in text)."""

    declared: NoticeTemplate
    version: TemplateVersion | None

    @property
    def pk(self) -> str:
        return self.declared.code

    @property
    def title(self) -> str:
        return self.declared.title


def templates_now(declared: Iterable[NoticeTemplate]) -> list[TemplateNow]:
    """The declared notices and what draws them today; one query."""
    day = clock.today()
    rows = TemplateVersion.objects.filter(Q(valid_to=None) | Q(valid_to__gt=day), valid_from__lte=day)
    known = {one.template: one for one in rows.select_related("file").order_by("version")}
    return [TemplateNow(one, known.get(one.code)) for one in declared]
