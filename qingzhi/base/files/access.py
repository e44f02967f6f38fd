"""Who may read a file: whoever may read an object that it belongs to. The owners say; by default nobody may."""

from collections.abc import Callable

from qingzhi.base.permits import Actor, Answer

from .models import StoredFile

MayRead = Callable[[Actor, StoredFile], Answer]
_owners: dict[str, MayRead] = {}


def register_owner(kind: str, may_read: MayRead) -> None:
    """Register, at start-up, who may read the files of one kind of object, such as `plan.report`."""
    if _owners.setdefault(kind, may_read) is not may_read:
        raise ValueError(f"file owner {kind} is registered twice")


def may_read(actor: Actor, file: StoredFile) -> Answer:
    """Yes as soon as one owner says yes; the last no otherwise."""
    answer = Answer(False, "这个附件不属于您能看到的任何记录")
    for ask in _owners.values():
        found = ask(actor, file)
        if found:
            return found
    return answer
