"""What `qingzhi check` asks of the plan: is every published version still what was published?"""

from .queries.checks import problems

__all__ = ["problems"]
