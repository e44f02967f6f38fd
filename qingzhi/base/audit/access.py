"""The permits of audit: all belong to the audit administrator, and to nobody else."""

from qingzhi.base.permits import declare

declare("audit.view", "查看审计记录", duty="audit")
declare("audit.erase", "依法删除审计中的个人信息", duty="audit")
declare("audit.anchor", "恢复备份后重新锚定审计链", duty="audit")
