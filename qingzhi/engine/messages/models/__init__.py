from .message import Message
from .outbox import OutboxRow

__all__ = ["Message", "OutboxRow"]
