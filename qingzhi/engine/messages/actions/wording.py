"""The office's own texts of messages, and how somebody wants mail."""

from datetime import date

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import changed, record
from qingzhi.base.identity.models import Person
from qingzhi.base.permits import Actor, require
from qingzhi.base.secrecy.rules import refuse_classified

from ..kinds import kind_of
from ..models import MailChoice, MessageText
from ..refusals import NoSuchChoice, TextDayWrong, TextNotFit
from ..rules.texts import LONGEST_SHORT, TextWrong, check_text
from ..terms import Mail


@transaction.atomic
def edit_text(
    *,
    actor: Actor,
    kind: str,
    heading: str,
    body: str,
    short: str,
    note: str,
    gateway_code: str = "",
    valid_from: date | None = None,
) -> MessageText:
    """Give a kind other texts from a day on; those before end that day, and what was sent keeps what it said."""
    require(actor, "messages.templates.manage")
    declared, on = kind_of(kind), valid_from or clock.today()
    heading, body, short = heading.strip(), body.strip(), short.strip()
    _refuse_unfit(declared.known, heading, body, short, note)
    before = MessageText.objects.select_for_update().filter(kind=kind, valid_to=None).first()
    if on < clock.today() or (before is not None and on < before.valid_from):
        raise TextDayWrong("启用日期不能早于今天，也不能早于现行文字的启用日期")
    said = {"heading": heading, "body": body, "short": short, "gateway_code": gateway_code.strip()}
    if before is not None and all(getattr(before, name) == value for name, value in said.items()):
        return before
    if before is not None:
        before.valid_to = on
        before.save(update_fields=["valid_to"])
    made = MessageText.objects.create(
        kind=kind, **said, valid_from=on, note=note.strip(), edited_at=clock.now(), edited_by=actor.name
    )
    changes = {name: (getattr(before, name, ""), value) for name, value in said.items()}
    record(actor, "messages.edit_text", made, changes=changes, reason=note.strip())
    return made


@transaction.atomic
def end_text(*, actor: Actor, text: MessageText) -> MessageText:
    """End the office's texts today and return to the declared ones; ended already they stay as they are."""
    require(actor, "messages.templates.manage")
    found = MessageText.objects.select_for_update().get(pk=text.pk)
    if found.valid_to is not None:
        return found
    changes = changed(found, valid_to=max(clock.today(), found.valid_from))
    found.save(update_fields=["valid_to"])
    record(actor, "messages.end_text", found, changes=changes)
    return found


@transaction.atomic
def choose_mail(*, actor: Actor, mail: str) -> MailChoice:
    """Choose how mail comes: each message, a digest a day, none. Mail gathered so far still comes with the next digest."""
    person = Person.objects.select_for_update().filter(subject=actor.subject_id).first()
    if person is None or mail not in {each.value for each in Mail}:
        raise NoSuchChoice("没有这种接收方式")
    found = MailChoice.objects.filter(person=person).first() or MailChoice(person=person, mail=Mail.EACH.value)
    changes = changed(found, mail=mail)
    if changes or found.pk is None:
        found.save()
    if changes:
        record(actor, "messages.choose_mail", found, changes=changes)
    return found


def _refuse_unfit(known: tuple[str, ...], heading: str, body: str, short: str, note: str) -> None:
    try:
        for label, text in (("标题", heading), ("正文", body), ("短信", short)):
            check_text(text, known, label)
    except TextWrong as wrong:
        raise TextNotFit(str(wrong)) from wrong
    if not heading or not short or not note.strip():
        raise TextNotFit("标题、短信和修改说明都须填写")
    if len(short) > LONGEST_SHORT or len(heading) > 200:
        raise TextNotFit(f"短信不能超过 {LONGEST_SHORT} 字，标题不能超过 200 字")
    refuse_classified(heading, body, short)
