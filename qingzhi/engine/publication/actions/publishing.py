"""Publishing a text and its rows."""

from collections.abc import Sequence
from datetime import date

from django.db import models, transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import record
from qingzhi.base.events.bus import publish
from qingzhi.base.identity.models import Body
from qingzhi.base.permits import Actor, require
from qingzhi.base.secrecy.rules import refuse_classified
from qingzhi.engine.limits.queries import due, explain

from ..events import NoticePublished
from ..kinds import PublicationKind, kind_of
from ..models import Publication, PublicationItem, PublicationTrace
from ..refusals import PersonalDataShown, RowWrong
from ..rules.redaction import personal_in
from ..terms import Trace
from .rows import Row, drawn, refuse_unfit

BATCH = 500


@transaction.atomic
def publish_notice(
    *,
    actor: Actor,
    kind: str,
    title: str,
    text: str = "",
    rows: Sequence[Row] = (),
    body: Body,
    subject: models.Model | None = None,
    days_limit: str | None = None,
    objections: bool | None = None,
    url: str = "",
    contact: str = "",
    region_code: str = "",
    starts_on: date | None = None,
    replaces: Publication | None = None,
) -> Publication:
    """Publish 「公示」 a text, rows, or both, about a record; publishing the same again returns the first.

    `days_limit` overrides the kind's limit code ("" : it stays for good). The day of publication does not count, the last
    one is a working day, and how that was counted stands on the page.
    """
    require(actor, "publication.manage", body_id=body.pk, region_code=body.region.code)
    declared, on = kind_of(kind), starts_on or clock.today()
    Body.objects.select_for_update(of=("self",)).get(pk=body.pk)  # two who publish at once come one after the other
    known = _published_already(kind, title, subject, body) if replaces is None else None
    if known is not None:
        return known
    _refuse_unfit(declared, title, text, rows)
    limit = declared.limit if days_limit is None else days_limit
    counted = due(limit, on, region=body.region.code) if limit else None
    made = Publication.objects.create(
        kind=declared.code, title=title.strip()[:200], text=text.strip(), columns=_columns(declared), body=body,
        region_code=region_code or body.region.code, url=url, contact=contact, licence=declared.licence,
        subject_kind=subject._meta.label_lower if subject is not None else "",
        subject_id=str(subject.pk) if subject is not None else "",
        published_at=clock.now(), starts_on=on, limit_code=limit,
        closes_on=counted.on if counted else None, closes_explained=explain(limit, counted) if counted else [],
        takes_objections=bool(counted) and (declared.objections if objections is None else objections),
        replaces=replaces,
    )  # fmt: skip
    items = [drawn(made, row, place, made.published_at) for place, row in enumerate(rows, 1)]
    PublicationItem.objects.bulk_create(items, batch_size=BATCH)
    PublicationTrace.objects.create(publication=made, at=made.published_at, what=Trace.PUBLISHED.value)
    record(actor, "publication.publish", made, changes={"rows": (0, len(items)), "closes_on": (None, made.closes_on)})
    publish(NoticePublished(made.pk, made.kind, made.subject_kind, made.subject_id))
    return made


def _published_already(kind: str, title: str, subject: models.Model | None, body: Body) -> Publication | None:
    """The same publication of today, so that a second click publishes nothing twice."""
    same = Publication.objects.filter(kind=kind, title=title.strip()[:200], body=body, withdrawn_at=None, ended_at=None)
    if subject is None:
        same = same.filter(subject_id="", starts_on=clock.today())
    else:
        same = same.filter(subject_kind=subject._meta.label_lower, subject_id=str(subject.pk))
    return same.first()


def _refuse_unfit(declared: PublicationKind, title: str, text: str, rows: Sequence[Row]) -> None:
    if not title.strip() or not (text.strip() or rows):
        raise RowWrong("公示须有标题，并有正文或名单")
    refuse_classified(title, text)
    found = personal_in(f"{title}\n{text}")
    if found:
        raise PersonalDataShown(f"公示正文含有{found}，不能公开，请删去")
    for place, row in enumerate(rows, 1):
        refuse_unfit(declared.columns, row, place)


def _columns(declared: PublicationKind) -> list[dict[str, str]]:
    return [
        {"code": one.code, "label": one.label, "kind": one.kind.value, "shown": one.shown.value}
        for one in declared.columns
    ]
