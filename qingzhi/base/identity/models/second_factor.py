"""The second factor: a time-based code (RFC 6238) whose key is encrypted at rest."""

from base64 import b32encode, b64decode, b64encode
from os import urandom
from urllib.parse import quote, urlencode

from django.db import models
from django_otp.models import Device, ThrottlingMixin, TimestampMixin
from django_otp.oath import TOTP

from qingzhi.base import clock
from qingzhi.base.audit.secrets import open_secret, seal_secret

PURPOSE = "identity.second-factor"
ISSUER = "青知"
DIGITS, STEP, TOLERANCE = 6, 30, 1


def sealed_key() -> str:
    """A fresh key, encrypted under the installation's secret."""
    return b64encode(seal_secret(urandom(20), PURPOSE)).decode()


class SecondFactor(TimestampMixin, ThrottlingMixin, Device):
    """A device of django-otp whose key is ciphertext: a copy of the database yields no codes.

    `last_step` is the time step of the last code taken, so that no code is taken twice.
    """

    key = models.CharField("密钥密文", max_length=200)
    last_step = models.BigIntegerField("上次口令的时间步", default=-1)
    drift = models.SmallIntegerField("时钟偏差", default=0)

    class Meta:
        verbose_name = "双因素设备"

    @property
    def secret(self) -> bytes:
        return open_secret(b64decode(self.key), PURPOSE)

    @property
    def secret_text(self) -> str:
        """The key as somebody types it into an app."""
        return b32encode(self.secret).decode().rstrip("=")

    @property
    def config_url(self) -> str:
        """What the QR code says."""
        values = {"secret": self.secret_text, "issuer": ISSUER, "digits": DIGITS, "period": STEP}
        return f"otpauth://totp/{quote(f'{ISSUER}:{self.user.get_username()}')}?{urlencode(values, quote_via=quote)}"

    def verify_token(self, token: str) -> bool:
        """Whether this is the code of now (or of the half minute before or after) and was not taken yet."""
        allowed, _ = self.verify_is_allowed()
        if not allowed:
            return False
        totp = TOTP(self.secret, STEP, 0, DIGITS, self.drift)
        totp.time = clock.real_now().timestamp()
        right = len(token) == DIGITS and token.isascii() and token.isdigit()
        right = right and totp.verify(int(token), TOLERANCE, self.last_step + 1)
        if right:
            self.last_step, self.drift = totp.t(), totp.drift
            self.throttle_reset(commit=False)
            self.set_last_used_timestamp(commit=False)
            self.save()
        else:
            self.throttle_increment(commit=True)
        return right

    def get_throttle_factor(self) -> float:
        return 1
