"""E-mail by the SMTP server of the settings."""

import smtplib

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

from qingzhi.base.identity.models import Person

from ..models import OutboxRow
from .base import TIMEOUT_SECONDS, Refused, Unavailable


class Email:
    """电子邮件."""

    code = "email"
    title = "电子邮件"

    def problem(self) -> str:
        return "" if settings.EMAIL_HOST else "未配置邮件服务器（QINGZHI_SMTP_HOST），消息只在站内显示"

    def address_of(self, person: Person) -> str:
        return person.email

    def deliver(self, row: OutboxRow) -> None:
        """Send it; the same row always bears the same Message-ID, so that a mail server can drop a second copy."""
        host = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">") or "localhost"
        mail = EmailMessage(
            subject=f"［青知］{row.heading}",
            body=text_of(row),
            to=[row.address],
            connection=get_connection(timeout=TIMEOUT_SECONDS),
            headers={
                "Message-ID": f"<qingzhi-{row.message_id or 'digest'}-{row.pk}@{host}>",
                "Auto-Submitted": "auto-generated",
            },
        )
        try:
            mail.send()
        except smtplib.SMTPRecipientsRefused as error:
            code, words = next(iter(error.recipients.values()))
            raise (Refused if 500 <= code < 600 else Unavailable)(f"{code} {_text(words)}") from error
        except (smtplib.SMTPException, OSError) as error:
            raise Unavailable(f"{type(error).__name__}：{error}") from error
        except ValueError as error:  # an address or heading that no mail can bear
            raise Refused(f"无法写成邮件：{error}") from error


def text_of(row: OutboxRow) -> str:
    """The words of a mail: the message, where to open it, and that nobody reads answers."""
    lines = [row.words]
    if row.message is not None and row.message.url:
        lines += ["", f"办理地址：{settings.QINGZHI_SITE_URL.rstrip('/')}{row.message.url}"]
    return "\n".join([*lines, "", "本邮件由系统自动发出，请勿直接回复。"])


def _text(words: bytes | str) -> str:
    return words.decode("utf-8", "replace") if isinstance(words, bytes) else words
