"""Factories."""

from itertools import count
from typing import Any

from qingzhi.base.identity.models import Person, Subject

from .actions import send
from .kinds import message_kind
from .models import Message

message_kind("tests.note", "测试消息", channels=("email", "sms"))
_numbers = count(1)


def make_recipient(name: str = "张某某（示例）", email: str = "", phone: str = "") -> Person:
    subject = Subject.objects.create(kind="person", display_name=name)
    return Person.objects.create(subject=subject, name=name, email=email, phone=phone, fictional=True)


def make_message(recipient: Any, title: str = "请办理", **values: Any) -> Message:
    given = {"kind": "tests.note", "key": f"tests:{next(_numbers)}", **values}
    return send(recipient=recipient, title=title, **given)
