from .delegation import Delegation
from .passage import WorkItemPassage
from .reminder import Reminder
from .work_item import WorkItem

__all__ = ["Delegation", "Reminder", "WorkItem", "WorkItemPassage"]
