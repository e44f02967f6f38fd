"""An enterprise asks for an account 「企业账号申请」; a security administrator approves or refuses."""

import secrets
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from qingzhi.base import clock
from qingzhi.base.audit.actions import changed, record
from qingzhi.base.audit.refusals import require_reason
from qingzhi.base.events.bus import publish
from qingzhi.base.permits import Actor, require

from ..events import AccountApplicationDecided, AccountAskedFor
from ..holders import holder_register
from ..models import AccountApplication, Mandate, Role, Subject, User
from ..passwords import first_password
from ..refusals import AlreadySo, ApplicationUnfit, TooManyApplications
from .accounts import enter_account
from .mandates import enter_mandate

APPLICANT = "applicant"
SIGNS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # none that is taken for another
State = AccountApplication.State


@transaction.atomic
def ask_for_account(
    *, actor: Actor, credit_code: str, name: str, contact: str, phone: str, reason: str, email: str = ""
) -> AccountApplication:
    """Ask for an account of an enterprise's clerk; anybody may. Asking again while it waits gives the one that is there.

    From one address come at most `QINGZHI_ACCOUNT_APPLICATIONS_PER_DAY` in 24 hours.
    """
    code = holder_register().canonical(credit_code)
    if fault := holder_register().fault(code):
        raise ApplicationUnfit(fault)
    waiting = AccountApplication.objects.select_for_update().filter(
        credit_code=code, contact=contact.strip(), state=State.PENDING
    )
    if found := waiting.first():
        if found.phone != phone.strip():
            raise ApplicationUnfit("该企业的这位经办人已有一份申请在等待审批，请凭回执号查询")
        return found
    _refuse_flood(actor.address)
    values = {
        "receipt": new_receipt(), "name": name.strip()[:200], "phone": phone.strip()[:40], "email": email.strip(),
        "reason": require_reason(reason, "请填写申请事由")[:500], "address": actor.address[:64],
        "submitted_at": clock.now(), "received_at": clock.real_now(),
    }  # fmt: skip
    application, created = AccountApplication.objects.get_or_create(
        credit_code=code, contact=contact.strip()[:100], state=State.PENDING, defaults=values
    )
    if not created:  # somebody clicked twice
        return application
    record(actor, "identity.ask_for_account", application, label=application.name, changes={"credit_code": ("", code)})
    publish(AccountAskedFor(application_id=application.pk))
    return application


@transaction.atomic
def approve_application(
    *, actor: Actor, application: AccountApplication, username: str = "", note: str = ""
) -> tuple[AccountApplication, str | None]:
    """Open an account for the clerk with a mandate of the enterprise; returns the first password, to be shown once.

    With `username` the clerk has an account already, which is given the mandate (and no password). An enterprise that the
    register does not know is entered there. The permit is the security administrator's own: these accounts are nobody's
    in the offices, and no post can be had with it.
    """
    require(actor, "identity.application.decide")
    application = _locked(application)
    subject_id = holder_register().enter(
        actor=actor, code=application.credit_code, name=application.name, reason=f"企业账号申请 {application.receipt}"
    )
    user, password = (_existing(application, username), None) if username else _opened(actor, application)
    mandate = enter_mandate(
        actor=actor,
        person=user.person,
        subject=Subject.objects.get(pk=subject_id),
        role=Role.objects.get(code=APPLICANT),
        basis=f"企业账号申请 {application.receipt}",
    )
    if AccountApplication.objects.filter(mandate=mandate).exists():
        raise AlreadySo(f"账号“{user}”已经持有这家企业的经办授权")
    _decide(actor, application, State.APPROVED, note, mandate)
    return application, password


@transaction.atomic
def refuse_application(*, actor: Actor, application: AccountApplication, reason: str) -> AccountApplication:
    """Refuse it with the reason, which the enterprise sees by its receipt."""
    require(actor, "identity.application.decide")
    reason = require_reason(reason, "请填写不批准的理由，申请人凭回执号可以看到")
    application = _locked(application)
    _decide(actor, application, State.REFUSED, reason, None)
    return application


def new_receipt() -> str:
    """A receipt number that cannot be guessed (80 bits), in groups of four."""
    drawn = "".join(secrets.choice(SIGNS) for _ in range(16))
    return "-".join(drawn[start : start + 4] for start in range(0, 16, 4))


def _decide(actor: Actor, row: AccountApplication, state: State, note: str, mandate: Mandate | None) -> None:
    changes = changed(row, state=state.value, decision_note=note.strip()[:500], mandate=mandate)
    row.decided_at, row.address = clock.now(), ""
    row.decided_by = User.objects.filter(pk=actor.user_id).first()  # type: ignore[misc]  # None finds none
    row.save()
    verb = "approve" if state == State.APPROVED else "refuse"
    record(actor, f"identity.{verb}_application", row, changes=changes, reason=note.strip())
    publish(AccountApplicationDecided(application_id=row.pk, state=state.value))


def _locked(application: AccountApplication) -> AccountApplication:
    row = AccountApplication.objects.select_for_update(of=("self",)).get(pk=application.pk)
    if not row.is_pending:
        by = row.decided_by.person.name if row.decided_by else "系统"
        raise AlreadySo(f"这份申请已由{by}办理：{row.get_state_display()}")
    return row


def _opened(actor: Actor, application: AccountApplication) -> tuple[User, str]:
    password = first_password()
    user = enter_account(
        actor=actor,
        username=_free_name(f"qy{application.credit_code[8:17].lower()}"),
        name=application.contact,
        phone=application.phone,
        email=application.email,
        password=password,
    )
    return user, password


def _existing(application: AccountApplication, username: str) -> User:
    user = User.objects.select_related("person").filter(username=username.strip(), is_active=True).first()
    if user is None:
        raise ApplicationUnfit(f"没有在用的账号“{username}”")
    if user.person.name != application.contact:
        raise ApplicationUnfit(f"账号“{user}”属于{user.person.name}，与申请的经办人{application.contact}不一致")
    return user


def _free_name(stem: str) -> str:
    """The enterprise's account name; its further clerks are counted."""
    taken = set(
        User.objects.filter(Q(username=stem) | Q(username__startswith=f"{stem}-")).values_list("username", flat=True)
    )
    return next(name for name in (stem, *(f"{stem}-{number}" for number in range(2, 10_000))) if name not in taken)


def _refuse_flood(address: str) -> None:
    since = clock.real_now() - timedelta(hours=24)
    quota: Any = settings.QINGZHI_ACCOUNT_APPLICATIONS_PER_DAY
    recent = AccountApplication.objects.filter(received_at__gt=since)
    if address and recent.filter(address=address).count() >= quota:
        raise TooManyApplications(f"同一网络地址 24 小时内最多提交 {quota} 份申请，请明天再试或联系窗口")
    if recent.filter(state=State.PENDING).count() >= 100 * quota:
        raise TooManyApplications("今天的申请过多，请明天再试或联系窗口")
