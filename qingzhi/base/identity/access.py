"""The permits of identity: system administrators keep accounts and bodies, security administrators posts and grants."""

from qingzhi.base.permits import declare

declare("identity.account.manage", "开立和停用账号", duty="system")
declare("identity.body.manage", "维护单位与职责承继", duty="system")
declare("identity.post.manage", "任免岗位", duty="security")
declare("identity.grant.manage", "维护角色与授权", duty="security")
declare("identity.account.unlock", "解除登录锁定", duty="security")
