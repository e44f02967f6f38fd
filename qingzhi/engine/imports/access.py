"""Permits on imports; what may be imported is a permit of each kind."""

from qingzhi.base.permits import declare

declare("imports.view", "查看导入批次")
declare("imports.feed.manage", "维护数据来源")
