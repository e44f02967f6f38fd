"""Background work."""

from qingzhi.base.events.duties import duty

from .actions import move_to_successors, remind


@duty("tasks.move_to_successors", every=600.0)
def move_items() -> int:
    return move_to_successors()


@duty("tasks.remind", every=600.0)
def remind_holders() -> int:
    return remind()
