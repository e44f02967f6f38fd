"""Official names of what is done in support, for the trail."""

ACTIONS = {
    "support.draft_call": "拟定申报通知",
    "support.change_call": "修改申报通知",
    "support.publish_call": "发布申报通知",
    "support.withdraw_call": "撤回申报通知",
    "support.begin_application": "开始资助申报",
    "support.choose_rights": "选择申报的权利",
    "support.enter_payee": "填写联系人和收款账户",
    "support.propose_list": "发布拟资助名单",
    "support.announce_results": "发布资助结果公告",
    "support.promise": "登记已资助权利",
    "support.release_payment": "撤销已资助权利",
    "support.enter_earlier_grant": "登记历史资助",
    "support.mark_right": "登记权利异常",
    "support.end_mark": "解除权利异常",
    "support.open_recheck": "启动资助复核",
}
