from .delegation import Delegation
from .passage import WorkItemPassage
from .work_item import WorkItem

__all__ = ["Delegation", "WorkItem", "WorkItemPassage"]
