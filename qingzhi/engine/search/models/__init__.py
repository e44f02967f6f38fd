from .change import IndexChange
from .saved import SavedSearch
from .synonym import SynonymGroup

__all__ = ["IndexChange", "SavedSearch", "SynonymGroup"]
