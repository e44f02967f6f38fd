"""Who keeps the limits and the calendar."""

from qingzhi.base.permits import declare

declare("limits.view", "查看期限规则")
declare("limits.rules.manage", "维护期限规则")
declare("limits.calendar.manage", "维护节假日安排")
