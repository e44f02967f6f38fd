"""What a channel is."""

from typing import Protocol

from qingzhi.base.identity.models import Person

from ..models import OutboxRow

TIMEOUT_SECONDS = 8.0


class Unavailable(Exception):
    """The gateway did not take it now; it will be tried again."""


class Refused(Exception):
    """The gateway will never take it: the address or the message is wrong."""


class Channel(Protocol):
    """A way out. `problem` is empty when it is configured, or one sentence for the page."""

    code: str
    title: str

    def problem(self) -> str: ...

    def address_of(self, person: Person) -> str: ...

    def deliver(self, row: OutboxRow) -> None: ...
