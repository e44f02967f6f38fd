"""Permits of protection."""

from qingzhi.base.permits import declare

declare("enforcement.case.view", "查看执法案件")
declare("enforcement.case.handle", "办理执法案件")
declare("enforcement.online.answer", "答复发给本平台的网络侵权通知")
declare("enforcement.case.approve", "审批执法事项")
