"""Official names of what is done here, for the trail."""

ACTIONS = {
    "limits.amend_limit": "修改期限规则",
    "limits.confirm_year": "确认年度节假日安排",
    "limits.load_limits": "导入期限规则",
    "limits.remove_day": "撤销节假日登记",
    "limits.set_day": "登记节假日",
}
