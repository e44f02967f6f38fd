"""Background work."""

import time

from qingzhi.base.events.duties import duty

from .actions import run_batch, sweep, watch_feeds
from .queries.batches import open_batches

SLICE = 0.8  # seconds: other duties, such as the search index, wait no longer than that


@duty("imports.run", every=0.5)
def run_open_batches() -> int:
    """Work one slice on the batch that waits longest; returns how many rows were settled."""
    until, settled = time.monotonic() + SLICE, 0
    for batch in open_batches():
        left = until - time.monotonic()
        if left <= 0:
            break
        settled += run_batch(batch, seconds=left).cursor - batch.cursor
    return settled


@duty("imports.sweep_incoming", every=3600.0)
def sweep_incoming() -> int:
    """Remove what a killed upload left behind."""
    return sweep()


@duty("imports.watch_feeds", every=1800.0)
def watch() -> int:
    """Tell the keepers of sources that fell silent."""
    return watch_feeds()
