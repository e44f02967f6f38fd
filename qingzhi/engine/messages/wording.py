"""Official names of what is done here, for the trail."""

ACTIONS = {
    "messages.choose_mail": "选择邮件接收方式",
    "messages.edit_text": "编辑消息模板",
    "messages.end_text": "停用消息模板",
    "messages.send": "发送消息",
}
