"""Official documents of the plan, filled from text templates; issuer and head come from the province's data."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from qingzhi.base import clock
from qingzhi.engine.documents.kinds import document_kind
from qingzhi.engine.documents.rules.drawing import Attachment, Attendance, Kind, OfficialDocument
from qingzhi.engine.documents.rules.drawing.markup import fill

from ..models import ConferenceOffice
from ..refusals import DocumentOfficeUnknown

TEMPLATES = Path(__file__).resolve().parents[1] / "documents"

DUNNING = document_kind("plan.dunning", "督办单").code
BULLETIN = document_kind("plan.bulletin", "进展通报").code
MINUTES = document_kind("plan.minutes", "会议纪要").code
PACK = document_kind("plan.meeting_pack", "会议材料").code
WHOLE = ("督办单", "通报", "纪要", "会议材料")  # words that a title is not broken in
SERIES = {DUNNING: "plan-dunning", BULLETIN: "plan-bulletin", MINUTES: "plan-minutes", PACK: "plan-pack"}


def printed(text: str) -> str:
    """A text as official documents print it: brackets of names are full-width."""
    return text.replace("(", "\uff08").replace(")", "\uff09")


def office_on(on: date | None = None) -> ConferenceOffice:
    """How the conference's office signs on a day; raises where the province has not said so."""
    on = on or clock.today()
    rows = ConferenceOffice.objects.filter(valid_from__lte=on).select_related("body__region")
    found = rows.exclude(valid_to__lte=on).last()
    if found is None:
        raise DocumentOfficeUnknown(
            f"{on} 没有登记联席会议办公室的发文机关标志和署名，不能制发公文，请先在基础数据中登记"
        )
    return found


def paper(
    template: str,
    values: Mapping[str, object],
    *,
    kind: Kind,
    number: str,
    title: str,
    office: ConferenceOffice,
    addressees: Sequence[str] = (),
    cc: Sequence[str] = (),
    attachments: Sequence[Attachment] = (),
    attendance: Sequence[Attendance] = (),
    head: str = "",
) -> OfficialDocument:
    """One document from its template; `head` where it bears another than the office's 「文件」."""
    today = clock.today()
    values = {name: printed(value) if isinstance(value, str) else value for name, value in values.items()}
    return OfficialDocument(
        kind=kind,
        issuer_head=head or office.issuer_head,
        number=number,
        title=printed(title),
        body=fill((TEMPLATES / f"{template}.txt").read_text(encoding="utf-8"), values),
        signatory=office.signatory,
        dated_on=today,
        addressees=tuple(addressees),
        cc=tuple(cc),
        attachments=tuple(attachments),
        attendance=tuple(attendance),
        printed_by=office.printed_by,
        printed_on=today if office.printed_by else None,
        words=WHOLE,
    )
