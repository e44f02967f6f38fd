"""Text messages by a gateway's webhook: one signed POST of JSON for each."""

import hashlib
import hmac
import http.client
import json
import urllib.error
import urllib.request
from typing import Any

from django.conf import settings

from qingzhi.base import clock
from qingzhi.base.identity.models import Person

from ..models import OutboxRow
from .base import TIMEOUT_SECONDS, Refused, Unavailable

LONGEST = 300  # characters


class TextMessage:
    """短信."""

    code = "sms"
    title = "短信"

    def problem(self) -> str:
        address = settings.QINGZHI_SMS_WEBHOOK
        if not address:
            return "未配置短信网关（QINGZHI_SMS_WEBHOOK），消息只在站内显示"
        if not address.startswith(("http://", "https://")):
            return "短信网关地址（QINGZHI_SMS_WEBHOOK）须以 http:// 或 https:// 开头"
        return "" if settings.QINGZHI_SMS_SECRET else "未配置短信网关的签名密钥（QINGZHI_SMS_SECRET），消息只在站内显示"

    def address_of(self, person: Person) -> str:
        """The number, if it can be a mobile one."""
        digits = "".join(sign for sign in person.phone if sign.isdigit())
        return digits if len(digits) == 11 and digits.startswith("1") else ""

    def deliver(self, row: OutboxRow) -> None:
        """Post it. The gateway drops a second copy by `id` and checks `X-Qingzhi-Signature` over time and body.

        A gateway that knows texts by numbers gets `template` and `params` besides the words.
        """
        content: dict[str, Any] = {"id": f"{row.message_id}-{row.pk}", "to": row.address}
        if row.message is not None:
            content["text"] = f"【青知】{row.message.short or row.message.title}"[:LONGEST]
            if row.message.wording is not None and row.message.wording.gateway_code:
                content |= {"template": row.message.wording.gateway_code, "params": row.message.params}
        data = json.dumps(content, ensure_ascii=False).encode()
        sent_at = clock.now().isoformat(timespec="seconds")
        headers = {
            "Content-Type": "application/json; charset=utf-8",
            "X-Qingzhi-Time": sent_at,
            "X-Qingzhi-Signature": signature(settings.QINGZHI_SMS_SECRET, sent_at, data),
        }
        request = urllib.request.Request(settings.QINGZHI_SMS_WEBHOOK, data=data, headers=headers, method="POST")
        try:
            with _opener.open(request, timeout=TIMEOUT_SECONDS) as answer:
                answer.read(1024)
        except urllib.error.HTTPError as error:
            for_good = 400 <= error.code < 500 and error.code not in {401, 403, 404, 408, 425, 429}
            raise (Refused if for_good else Unavailable)(f"网关返回 {error.code}") from error
        except (OSError, http.client.HTTPException) as error:
            raise Unavailable(f"{type(error).__name__}：{error}") from error


def signature(secret: str, sent_at: str, data: bytes) -> str:
    """Hexadecimal HMAC-SHA256 over the time, a full stop and the body."""
    return hmac.new(secret.encode(), sent_at.encode() + b"." + data, hashlib.sha256).hexdigest()


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A gateway that redirects is wrongly configured: a signed message goes to the address of the settings only."""

    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        return None


_opener = urllib.request.build_opener(_NoRedirect)
