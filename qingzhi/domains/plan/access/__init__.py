"""Who may do what with plans, one module a concern; importing this declares every permit."""

from . import conference, grassroots, legislation, targets, tasks, versions

__all__ = ["conference", "grassroots", "legislation", "targets", "tasks", "versions"]
