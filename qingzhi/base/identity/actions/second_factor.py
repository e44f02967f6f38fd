"""The second factor: enrolling, recovery codes, resetting, trying a code."""

import hashlib
import hmac
import secrets
from base64 import b32encode
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken

from qingzhi.base.audit.actions import record
from qingzhi.base.audit.refusals import require_reason
from qingzhi.base.audit.rules.ciphers import derived_key
from qingzhi.base.permits import Actor, require

from ..models import SecondFactor, User
from ..models.second_factor import DIGITS, sealed_key
from ..refusals import AlreadySo, CodeWrong, OwnMatter
from .sessions import end_all_sign_ins

CODES = 10
WRONG = "验证码不正确，请核对后重试。每个验证码只能用一次。"


@transaction.atomic
def begin_second_factor(*, actor: Actor, user: User) -> SecondFactor:
    """Make a device that is not confirmed yet, in place of one that never was."""
    User.objects.select_for_update().get(pk=user.pk)
    if SecondFactor.objects.filter(user=user, confirmed=True).exists():
        raise AlreadySo("已启用双因素认证；更换设备请由安全管理员重置")
    SecondFactor.objects.filter(user=user, confirmed=False).delete()
    device = SecondFactor.objects.create(user=user, name="动态口令", confirmed=False, key=sealed_key())
    record(actor, "identity.begin_second_factor", user)
    return device


@transaction.atomic
def confirm_second_factor(*, actor: Actor, user: User, code: str) -> list[str]:
    """Confirm the device by its first code; returns recovery codes that are shown once."""
    device = SecondFactor.objects.select_for_update().filter(user=user, confirmed=False).first()
    if device is None:
        raise AlreadySo("没有待确认的设备，请重新开始")
    if not device.verify_token(_plain(code)):
        raise CodeWrong(WRONG)
    device.confirmed = True
    device.save(update_fields=["confirmed"])
    record(actor, "identity.confirm_second_factor", user)
    return _new_codes(user)


def renew_recovery_codes(*, actor: Actor, user: User, code: str) -> list[str]:
    """New recovery codes in place of the old ones, for a code of the device.

    Two transactions: that a wrong code was tried must stay, although it is refused.
    """
    tried = try_code(user=user, code=code)
    if not tried.right:
        raise CodeWrong(tried.because)
    with transaction.atomic():
        record(actor, "identity.renew_recovery_codes", user)
        return _new_codes(user)


@transaction.atomic
def reset_second_factor(*, actor: Actor, user: User, reason: str) -> None:
    """Take the second factor off an account whose person has lost it; its sessions end."""
    require(actor, "identity.second_factor.reset")
    if actor.user_id == user.pk:
        raise OwnMatter("不能重置自己的双因素认证，请由另一名安全管理员办理")
    reason = require_reason(reason, "请填写重置原因")
    User.objects.select_for_update().get(pk=user.pk)
    if not SecondFactor.objects.filter(user=user).exists():
        raise AlreadySo("这个账号没有启用双因素认证")
    SecondFactor.objects.filter(user=user).delete()
    StaticDevice.objects.filter(user=user).delete()
    end_all_sign_ins(user, "双因素认证被重置")
    record(actor, "identity.reset_second_factor", user, reason=reason)


@dataclass(frozen=True)
class Tried:
    """Whether a code was right, and if not, why in one sentence."""

    right: bool
    because: str = ""
    by_recovery: bool = False


@transaction.atomic
def try_code(*, user: User, code: str) -> Tried:
    """Try a code of the device or a recovery code; each is good once, and wrong ones make the next wait longer."""
    device = SecondFactor.objects.select_for_update().filter(user=user, confirmed=True).first()
    if device is None:
        return Tried(False, WRONG)
    text = _plain(code)
    if text.isdigit() and len(text) == DIGITS:
        return _tried(device, text)
    static = StaticDevice.objects.select_for_update().filter(user=user).first()
    if static is None:
        return _tried(device, text)
    return _tried(static, _kept(text), by_recovery=True)


def _tried(device: SecondFactor | StaticDevice, token: str, *, by_recovery: bool = False) -> Tried:
    allowed, _ = device.verify_is_allowed()
    if not allowed:
        return Tried(False, "验证码试错过多，请稍等片刻再试。")
    right = device.verify_token(token)
    return Tried(right, "" if right else WRONG, by_recovery and right)


def _new_codes(user: User) -> list[str]:
    StaticDevice.objects.filter(user=user).delete()
    device = StaticDevice.objects.create(user=user, name="恢复码", confirmed=True)
    codes = [b32encode(secrets.token_bytes(5)).decode().lower() for _ in range(CODES)]
    StaticToken.objects.bulk_create(StaticToken(device=device, token=_kept(code)) for code in codes)
    return [f"{code[:4]}-{code[4:]}" for code in codes]


def _plain(code: str) -> str:
    """The code as typed, without spaces and dashes; full-width digits count as digits."""
    digits = str.maketrans("０１２３４５６７８９", "0123456789")
    return code.translate(digits).replace(" ", "").replace("-", "").lower()[:16]


def _kept(code: str) -> str:
    """What is kept of a recovery code: a keyed hash, so that a copy of the database yields none."""
    key = derived_key(settings.SECRET_KEY, "identity.recovery-code")
    return hmac.new(key, code.encode(), hashlib.sha256).hexdigest()[:16]
