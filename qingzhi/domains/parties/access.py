"""Permits on parties."""

from qingzhi.base.permits import declare

declare("parties.view", "查看主体")
declare("parties.register", "登记和更正主体")
declare("parties.merge", "归并主体和撤销归并")
declare("parties.import", "导入主体")
declare("parties.personal", "查看主体的个人信息")
