from .message import Message
from .outbox import OutboxRow
from .text import MailChoice, MessageText

__all__ = ["MailChoice", "Message", "MessageText", "OutboxRow"]
