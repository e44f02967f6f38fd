"""Permits on rewards."""

from qingzhi.base.permits import declare

declare("enforcement.reward.view", "查看举报奖励")
declare("enforcement.reward.propose", "提出举报奖励")
declare("enforcement.reward.approve", "审批举报奖励")
declare("enforcement.reward.pay", "发放举报奖励")
