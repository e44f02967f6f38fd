"""Official names of what is done here, for the trail."""

ACTIONS = {
    "search.change_search": "更改保存的检索",
    "search.forget_search": "删除保存的检索",
    "search.load_synonyms": "导入检索同义词",
    "search.search_by_command": "用命令检索",
    "search.save_search": "保存检索",
}
