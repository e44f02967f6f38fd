"""Licences for 「双公示」: entered by whoever decided, published within the legal days, their later fate told, handed to the platform."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import record
from qingzhi.base.events.bus import publish
from qingzhi.base.identity.models import Body
from qingzhi.base.permits import SYSTEM, Actor, require
from qingzhi.base.secrecy.rules import refuse_classified
from qingzhi.engine.limits.queries import due, explain
from qingzhi.engine.publication.actions import Row, correct_row, publish_notice
from qingzhi.engine.publication.refusals import PersonalDataShown

from ..events import LicencePublished
from ..models import LicenceNotice
from ..queries.decisions import licence_words
from ..queries.licence_platform import licence_rows
from ..refusals import NotReportable, ValueNotValid
from ..terms.licences import LicenceCategory, LicenceStatus
from ..terms.publications import LICENCE, PERSON_LICENCE

LIMIT = "credit.licence.publish"
WORDS = ("document", "certificate", "content")  # written freely: the name of a natural person may stand in them


@transaction.atomic
def enter_licence(
    *, actor: Actor, body: Body, number: str, document: str, category: str, content: str, decided_on: date, valid_from: date,
    valid_to: date | None = None, party: Any = None, person: str = "", certificate: str = "", certificate_number: str = "",
) -> LicenceNotice:  # fmt: skip
    """Enter a licence that has to be published 「登记行政许可」; the same number of the same body is the same row."""
    require(actor, "credit.penalty.publish", body_id=body.pk)
    refuse_classified(content, document)
    if party is None and not person.strip():
        raise ValueNotValid("请填写单位的统一社会信用代码，或自然人姓名", "credit_code")
    for name, value in (("number", number), ("document", document), ("content", content)):
        if not value.strip():
            raise ValueNotValid("请填写文书名称、文书号和许可内容", name)
    if decided_on > clock.today():
        raise ValueNotValid("许可决定日期不能晚于今天", "decided_on")
    if valid_to is not None and valid_to < valid_from:
        raise ValueNotValid("有效期至不能早于有效期自", "valid_to")
    there = LicenceNotice.objects.filter(body=body, number=number.strip()).first()
    if there is not None:
        return there
    counted = due(LIMIT, decided_on, region=body.region.code)
    assert counted.on is not None  # nothing suspends this limit
    try:
        with transaction.atomic():
            made = LicenceNotice.objects.create(
                body=body, party=party, party_name=party.name if party is not None else person.strip()[:200], is_person=party is None,
                number=number.strip()[:60], document=document.strip()[:200], category=LicenceCategory(category).value,
                content=content.strip(), certificate=certificate.strip()[:100], certificate_number=certificate_number.strip()[:60],
                decided_on=decided_on, valid_from=valid_from, valid_to=valid_to, due_on=counted.on,
                due_explained=explain(LIMIT, counted), entered_at=clock.now(), entered_by=actor.name[:100],
            )  # fmt: skip
    except IntegrityError:
        return LicenceNotice.objects.get(body=body, number=number.strip())
    record(actor, "credit.enter_licence", made, changes={"due_on": (None, made.due_on)})
    return made


@transaction.atomic
def publish_licence(*, actor: Actor, notice: LicenceNotice) -> LicenceNotice:
    """Publish one licence 「公示」; published already it stays as it is."""
    found = _locked(actor, notice)
    if found.published_on is not None:
        return found
    found.publication = publish_notice(
        actor=SYSTEM, kind=PERSON_LICENCE if found.is_person else LICENCE, title=f"行政许可信息公示：{found.number}",
        rows=[Row(_values(found), found)], body=found.body, subject=found, region_code=found.body.region.code,
    )  # fmt: skip
    found.published_on, found.published_by = clock.today(), actor.name[:100]
    found.save(update_fields=["publication", "published_on", "published_by"])
    record(actor, "credit.publish_licence", found, changes={"published_on": (None, found.published_on)})
    publish(LicencePublished(notice_id=found.pk))
    return found


def publish_licences(*, actor: Actor, notices: Sequence[LicenceNotice]) -> tuple[int, list[str]]:
    """Publish several, each for itself: how many went out, and why the others did not."""
    done, refused = 0, []
    for one in sorted(notices, key=lambda one: one.pk):
        try:
            publish_licence(actor=actor, notice=one)
            done += 1
        except (NotReportable, PersonalDataShown) as reason:
            refused.append(reason.reason)
    return done, refused


@transaction.atomic
def change_licence(*, actor: Actor, notice: LicenceNotice, status: LicenceStatus, why: str) -> LicenceNotice:
    """Say that a licence was revoked, cancelled or withdrawn 「状态变更」; what is public says so too, with trace."""
    found = _locked(actor, notice)
    if found.status == status:
        return found
    if found.status != LicenceStatus.VALID:
        raise NotReportable(f"{found.number}已于{found.status_on}{found.get_status_display()}")
    if status is LicenceStatus.VALID or not why.strip():
        raise ValueNotValid("请选择新的状态，并写明依据", "why")
    found.status, found.status_on, found.status_why = status.value, clock.today(), why.strip()[:300]
    found.save(update_fields=["status", "status_on", "status_why"])
    row = found.publication.items.filter(withdrawn_at=None).first() if found.publication is not None else None
    if row is not None:
        correct_row(actor=SYSTEM, item=row, row=Row(_values(found), found), reason=licence_words(found, why))
    record(actor, "credit.change_licence", found, changes={"status": ("valid", found.status)}, reason=why)
    return found


@transaction.atomic
def export_licences(*, actor: Actor, notices: Sequence[LicenceNotice], form: str) -> list[list[str]]:
    """The rows of 「双公示」 for the platform; none is a report of zero 「零报告」, and audited as well."""
    require(actor, "credit.penalty.publish")
    source = Body.objects.filter(pk=actor.body_id or 0).select_related("subject__party").first()
    rows = list(licence_rows(notices, source))
    numbers = "、".join(one.number for one in notices)[:2000] or "本期没有作出行政许可决定（零报告）"
    record(actor, "credit.export_licences", changes={"rows": (None, len(rows)), "numbers": (None, numbers)}, label=form)
    return rows


def _locked(actor: Actor, notice: LicenceNotice) -> LicenceNotice:
    rows = LicenceNotice.objects.select_for_update(of=("self",)).select_related("body__region", "party", "publication")
    found = rows.get(pk=notice.pk)
    require(actor, "credit.penalty.publish", body_id=found.body_id)
    return found


def _values(notice: LicenceNotice) -> dict[str, object]:
    plain = (
        "document",
        "number",
        "certificate",
        "certificate_number",
        "content",
        "decided_on",
        "valid_from",
        "valid_to",
    )
    values: dict[str, object] = {name: getattr(notice, name) or None for name in plain}
    values |= {name: licence_words(notice, str(values[name])) for name in WORDS if values[name]}
    values |= {
        "name": notice.party_name, "category": notice.get_category_display(), "authority": notice.body.name,
        "status": notice.get_status_display(),
    }  # fmt: skip
    if not notice.is_person:
        values["code"] = notice.party.credit_code if notice.party is not None else None
    return values
