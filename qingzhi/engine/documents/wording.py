"""Official names of what is done here, for the trail."""

ACTIONS = {
    "documents.issue_document": "制发公文",
    "documents.load_series": "导入发文字号系列",
    "documents.end_template": "停用文书模板",
    "documents.upload_template": "上传文书模板",
    "documents.make_pdf": "生成 PDF",
    "documents.redraw": "重新制发公文",
    "documents.withdraw_document": "撤回公文",
}
