"""What `qingzhi check` asks of the search."""

from .index.folder import IndexUnavailable, current, reader
from .index.schema import VERSION
from .models import IndexChange
from .queries.place import search_root
from .queries.standing import standing


def problems() -> list[str]:
    """An index that is missing, damaged or behind, and records that it could not take; empty when all is well."""
    root = search_root()
    found = []
    if current(root) is None:
        found.append(f"检索索引（第 {VERSION} 版）尚未建立，请运行 qingzhi rebuild search，或启动后台进程自动建立")
    else:
        try:
            reader(root).searcher()
        except IndexUnavailable as unavailable:
            found.append(unavailable.reason)
    how = standing()
    if how.is_behind:
        found.append(f"{how.text}，请检查后台进程是否在运行")
    failed = IndexChange.objects.exclude(error="")
    for one in failed[:5]:
        found.append(f"检索未能收录 {one}：{one.error}")
    return found
