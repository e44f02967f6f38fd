"""What happens to work items."""

from dataclasses import dataclass

from qingzhi.base.events.types import Event, event


@event("tasks.item_opened")
@dataclass(frozen=True)
class WorkItemOpened(Event):
    """A body, or outside of the offices a `holder`, has something to do."""

    item_id: int
    kind: str
    body_id: int | None
    holder_id: int | None = None


@event("tasks.items_opened")
@dataclass(frozen=True)
class WorkItemsOpened(Event):
    """Many items of one kind were opened at once."""

    kind: str
    count: int


@event("tasks.item_closed")
@dataclass(frozen=True)
class WorkItemClosed(Event):
    """It is done with, one way or another."""

    item_id: int
    kind: str
    body_id: int | None
    outcome: str
    holder_id: int | None = None


@event("tasks.items_closed")
@dataclass(frozen=True)
class WorkItemsClosed(Event):
    """Many items were closed at once; `kind` is empty where they were of several kinds."""

    kind: str
    count: int
    outcome: str


@event("tasks.item_passed")
@dataclass(frozen=True)
class WorkItemPassed(Event):
    """Another body answers for it now."""

    item_id: int
    kind: str
    from_body_id: int
    to_body_id: int
    cause: str


@event("tasks.due_changed")
@dataclass(frozen=True)
class WorkItemDueChanged(Event):
    """Its due date was moved; `due_on` is empty when it has none any more."""

    item_id: int
    kind: str
    due_on: str
