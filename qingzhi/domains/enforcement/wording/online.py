"""Official names of what is done about online cases, for the trail."""

ACTIONS = {
    "enforcement.open_online": "建立线上案件",
    "enforcement.add_links": "增加链接",
    "enforcement.answer_notice": "平台答复网络侵权通知",
}
