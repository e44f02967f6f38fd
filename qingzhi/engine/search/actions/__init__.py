"""What feeds the index and what people keep of it."""

from .following import Follower, follow, stop_following
from .outbox import also_tell, reindex
from .rebuilding import RebuildRefused, Rebuilt, rebuild, rebuild_or_refuse
from .saving import forget_search, save_search
from .synonyms import load_synonyms

__all__ = [
    "Follower",
    "RebuildRefused",
    "Rebuilt",
    "also_tell",
    "follow",
    "forget_search",
    "load_synonyms",
    "rebuild",
    "rebuild_or_refuse",
    "reindex",
    "save_search",
    "stop_following",
]
