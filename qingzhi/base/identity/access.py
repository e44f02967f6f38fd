"""The permits of identity: system administrators keep accounts and bodies, security administrators posts and grants."""

from qingzhi.base.permits import declare

declare("identity.account.manage", "开立和停用账号", duty="system")
declare("identity.body.manage", "维护单位与职责承继", duty="system")
declare("identity.post.manage", "任免岗位", duty="security")
declare("identity.grant.manage", "维护角色与授权", duty="security")
declare("identity.account.unlock", "解除登录锁定", duty="security")
declare("identity.second_factor.reset", "重置双因素认证", duty="security")
declare("identity.sign_in.view", "查看登录日志", duty="security")
declare("identity.emergency.oversee", "监看应急授权", duty="security")
declare("identity.emergency.review", "复核应急授权", duty="audit")
