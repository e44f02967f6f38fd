"""Channels: how a message leaves the house. Each says in one line why it cannot work, if it cannot."""

from .base import Channel, Refused, Unavailable
from .email import Email
from .sms import TextMessage

CHANNELS: dict[str, Channel] = {each.code: each for each in (Email(), TextMessage())}

__all__ = ["CHANNELS", "Channel", "Refused", "Unavailable"]
