"""What keeps the lake: noting changes, refreshing, pruning."""

from .outbox import touch
from .pruning import prune_lake
from .refreshing import Refreshed, refresh_lake

__all__ = ["Refreshed", "prune_lake", "refresh_lake", "touch"]
