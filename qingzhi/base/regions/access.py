"""The permit of the divisions."""

from qingzhi.base.permits import declare

declare("regions.load", "维护行政区划", duty="system")
