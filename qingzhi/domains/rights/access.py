"""Permits on rights."""

from qingzhi.base.permits import declare

declare("rights.view", "查看权利登记簿")
declare("rights.register", "登记和更正权利")
declare("rights.import", "导入权利数据")
