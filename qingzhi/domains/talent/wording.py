"""Official names of what is done to experts, for the trail."""

ACTIONS = {
    "talent.register_expert": "登记专家",
    "talent.change_expert": "更正专家信息",
    "talent.renew_expert": "续聘专家",
    "talent.retire_expert": "专家退出",
    "talent.add_employment": "登记任职",
    "talent.end_employment": "任职终止",
    "talent.add_field": "登记专业领域",
    "talent.remove_field": "删除专业领域",
    "talent.declare_relation": "申报利益关系",
    "talent.end_relation": "终止利益关系",
    "talent.add_engagement": "登记聘用活动",
    "talent.add_policy": "登记享受政策",
}
