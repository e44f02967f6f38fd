"""Official names of what is done here, for the trail."""

ACTIONS = {
    "publication.publish": "发布公示",
    "publication.add_row": "公示增加一行",
    "publication.correct_row": "更正公示行",
    "publication.withdraw_row": "撤下公示行",
    "publication.correct_text": "更正公示文字",
    "publication.withdraw": "撤回公示",
    "publication.end": "公示期满",
    "publication.object": "提出异议",
    "publication.accept_objection": "受理异议",
    "publication.decline_objection": "不予受理异议",
    "publication.make_lead": "异议转为线索",
    "publication.answer_objection": "答复异议",
    "publication.take_back_objection": "撤回异议",
    "publication.read_objector": "查看异议人信息",
    "publication.read_held": "查看公示行未公开内容",
    "publication.load_grounds": "导入异议事由",
}
