"""Issuing a notice from a declared template: the office's own .docx where one is in force, else the built-in drawing."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.db import models, transaction

from qingzhi.base import clock
from qingzhi.base.files.queries import read_file
from qingzhi.base.identity.models import Body, Subject
from qingzhi.base.permits import Actor

from ..models import IssuedDocument
from ..notices import notice_of
from ..queries import series_for, template_in_force
from ..refusals import NoticeIncomplete
from ..rules.drawing import OfficialDocument, fill
from ..rules.notices import NoticeTemplate, NoticeValueMissing, addressed, drawable, printed, written
from ..rules.templating import FilledTemplate
from .issuing import Paper, issue_document


@transaction.atomic
def issue_notice(
    *,
    actor: Actor,
    template: str,
    subject: models.Model | None = None,
    body: Body,
    values: Mapping[str, object],
    addressee: Subject | None = None,
    recipients: Iterable[Body] = (),
    url: str = "",
    title: str = "",
    signed_by: str = "",
    issued_on: date | None = None,
) -> IssuedDocument:
    """Issue a notice about a record to an applicant (`addressee`) or to bodies; it is numbered, hashed and can be verified.

    `values` may hold more than the template asks for; what it requires and does not get is refused by name. The series of
    the issuing body («series-body») is used where one exists.
    """
    declared, on = notice_of(template), issued_on or clock.today()
    try:
        said = written(declared, values)
    except NoticeValueMissing as missing:
        raise NoticeIncomplete(f"“{declared.title}”缺少“{missing.label}”，不能制发") from missing
    bodies = list(recipients)
    names = [addressee.display_name] if addressee is not None else [one.name for one in bodies]
    heading = printed(title or declared.title)
    own = template_in_force(declared.code, on)
    content = read_file(own.file) if own is not None else None

    def build(number: str) -> Paper:
        if content is not None:
            return FilledTemplate(number, heading, content, said, on, printed(body.name), printed("、".join(names)))
        return built_in(declared, said, number=number, title=heading, body=body, names=names, on=on)

    return issue_document(
        actor=actor, kind=declared.code, title=heading, series=series_for(declared.series, body), document=build,
        body=body, subject=subject, url=url, recipients=bodies, signed_by=signed_by, issued_on=on, addressee=addressee,
        template=own,
    )  # fmt: skip


def built_in(
    declared: NoticeTemplate,
    said: Mapping[str, object],
    *,
    number: str,
    title: str,
    body: Body,
    names: Iterable[str],
    on: date,
) -> OfficialDocument:
    """The notice as the house draws it, in the layout of GB/T 9704-2012."""
    text, shown = drawable(declared, said)
    text, named = addressed(text, shown)
    to = () if declared.of_parties else named or tuple(printed(name) for name in names)
    house = {"title": title, "issuer": printed(body.name), "addressee": printed("、".join(names))}
    return OfficialDocument(
        kind=declared.kind,
        issuer_head="" if declared.of_parties else printed(body.name),
        number=number,
        title=title,
        body=fill(text, {**house, **shown}),
        signatory="" if declared.of_parties else printed(body.name),
        dated_on=on,
        addressees=to,
        of_parties=declared.of_parties,
        words=(declared.title,),
    )
