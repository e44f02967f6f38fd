"""What `qingzhi check` asks of the lake."""

from datetime import timedelta

from qingzhi.base import clock

from .columns import model_of
from .keeping import kept_blocks
from .manifests import NoSnapshot, block_path, latest_manifest
from .models import LakeChange
from .tables import all_tables

PATIENCE = timedelta(hours=3)  # three turns of the hourly refresh


def problems() -> list[str]:
    """A lake that is missing, behind, short of rows or of files; empty when all is well."""
    if not all_tables():
        return []
    manifest = latest_manifest()
    if manifest is None:
        return ["数据湖尚未建立，请运行 qingzhi rebuild lake"]
    oldest = LakeChange.objects.order_by("id").first()
    if oldest is not None:
        late = clock.real_now() - oldest.at
        hours = late.total_seconds() / 3600
        return [f"数据湖落后 {hours:.0f} 小时，请检查后台进程或运行 qingzhi rebuild lake"] if late > PATIENCE else []
    found = []
    for table in all_tables():
        held = manifest.tables.get(table.name)
        rows = model_of(table)._base_manager.count()
        if held is None or held.rows != rows:
            held_rows = held.rows if held else 0
            found.append(
                f"数据湖“{table.title}”有 {held_rows} 行，登记簿有 {rows} 行，请运行 qingzhi rebuild lake --full"
            )
        lost = [
            block.file for block in (held.blocks if held else ()) if not block_path(table.name, block.file).exists()
        ]
        if lost:
            found.append(f"数据湖“{table.title}”缺少 {len(lost)} 个文件，请运行 qingzhi rebuild lake --full")
    return [*found, *_kept_problems()]


def _kept_problems() -> list[str]:
    """Kept snapshots that cannot be read, or of which blocks are gone: nothing makes these anew."""
    try:
        lost = [one for one in sorted(kept_blocks()) if not block_path(*one.split("/", 1)).exists()]
    except NoSnapshot as error:
        return [f"数据湖保留的快照不能读取：{error}"]
    return [f"数据湖保留的快照缺少 {len(lost)} 个文件，请从备份恢复 lake 文件夹"] if lost else []
