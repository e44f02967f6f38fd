"""What an event is. Pure: domains declare theirs in `events.py` without touching the database."""

from collections.abc import Callable
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any, ClassVar, TypeVar

T = TypeVar("T", bound=type)

_types: dict[str, type["Event"]] = {}


@dataclass(frozen=True)
class Event:
    """Something that happened, in the past tense; its fields are numbers, texts, truths and dates only."""

    name: ClassVar[str] = ""

    def payload(self) -> dict[str, Any]:
        return {key: value.isoformat() if isinstance(value, date) else value for key, value in asdict(self).items()}


def event(name: str) -> Callable[[T], T]:
    """Declare a frozen dataclass as the event of that stable name, `domain.past_tense`."""

    def register(cls: T) -> T:
        if name in _types:
            raise ValueError(f"event {name} is declared twice")
        cls.name = name  # type: ignore[attr-defined]
        _types[name] = cls
        return cls

    return register


def type_of(name: str) -> type[Event]:
    """The class of a stored event; raises KeyError for one that no installed app declares."""
    return _types[name]


def restore(name: str, payload: dict[str, Any]) -> Event:
    """The event as it was published."""
    cls = type_of(name)
    values = dict(payload)
    for field in fields(cls):
        if field.type in (date, "date") and isinstance(values.get(field.name), str):
            values[field.name] = date.fromisoformat(values[field.name])
    return cls(**values)
