"""Official names of what is done here, for the trail."""

ACTIONS = {
    "imports.confirm_batch": "确认导入批次",
    "imports.drop_batch": "放弃导入批次",
    "imports.fail_batch": "导入中止",
    "imports.finish_batch": "完成导入批次",
    "imports.map_columns": "核对列名对照",
    "imports.prepare_batch": "提交导入文件",
    "imports.read_rejections": "查看拒收行原文",
    "imports.resume_batch": "继续导入批次",
    "imports.roll_back_batch": "撤回导入批次",
    "imports.save_feed": "维护数据来源",
    "imports.stop_batch": "暂停导入批次",
}
