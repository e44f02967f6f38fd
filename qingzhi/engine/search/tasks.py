"""Duties of the worker."""

from qingzhi.base.events.duties import duty

from .actions import follow

duty("search.follow", every=0.4, alone=True)(follow)
