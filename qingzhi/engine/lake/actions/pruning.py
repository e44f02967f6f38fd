"""Pruning the lake: days that are past their time go, then blocks that no day and no kept snapshot counts any more."""

from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from qingzhi.base import clock

from ..keeping import kept_blocks
from ..manifests import NoSnapshot, lake_folder, manifest_days, read_manifest, remove_manifest
from ..rules.retention import kept_days

GRACE = timedelta(hours=1)  # a reader that opened the lake before may still be reading


def prune_lake() -> int:
    """Remove days by the retention and blocks that none of the rest counts; returns how many blocks went."""
    days = manifest_days()
    daily, monthly = settings.QINGZHI_LAKE_DAYS, settings.QINGZHI_LAKE_MONTHS
    kept = kept_days(days, clock.today(), daily=daily, monthly=monthly)
    for day in days:
        if day not in kept:
            remove_manifest(day)
    return _remove_orphans()


def _remove_orphans() -> int:
    try:
        counting, retired = _known()
    except NoSnapshot:  # a kept snapshot cannot be read: rather keep every block until `qingzhi check` was heeded
        return 0
    horizon = clock.real_now() - GRACE
    removed = 0
    for path in (lake_folder() / "blocks").glob("*/*"):
        name = f"{path.parent.name}/{path.name}"
        if name not in counting and _since(path, retired.get(name)) < horizon:
            path.unlink(missing_ok=True)
            removed += 1
    return removed


def _known() -> tuple[set[str], dict[str, str]]:
    """The blocks that some day or a kept snapshot counts, and since when others no longer do."""
    counting: set[str] = kept_blocks()
    retired: dict[str, str] = {}
    for day in manifest_days():
        try:
            manifest = read_manifest(day)
        except NoSnapshot:
            continue
        retired.update(manifest.retired)
        counting.update(f"{name}/{block.file}" for name, one in manifest.tables.items() for block in one.blocks)
    return counting, retired


def _since(path: Path, retired: str | None) -> datetime:
    """Since when a block does not count; a block of a refresh that was killed since it was written."""
    if retired:
        return datetime.fromisoformat(retired)
    return datetime.fromtimestamp(path.stat().st_mtime, clock.real_now().tzinfo)
