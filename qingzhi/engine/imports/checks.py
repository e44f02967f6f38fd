"""What `qingzhi check` asks of imports."""

from .queries.batches import stalled_batches
from .queries.feeds import silent_feeds
from .queries.files import missing_files


def problems() -> list[str]:
    """Sources that fell silent, batches that nobody works on, files that are gone; empty when all is well."""
    found = [one.reason for one in silent_feeds()]
    found += [
        f"批次 {one.code} 久无进展（已处理 {one.cursor} 行），请检查后台进程是否在运行" for one in stalled_batches()
    ]
    found += [f"批次 {one.code} 的文件不在数据目录里" for one in missing_files()]
    return found
