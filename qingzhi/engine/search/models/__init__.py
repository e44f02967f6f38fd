from .change import IndexChange
from .saved import SavedSearch

__all__ = ["IndexChange", "SavedSearch"]
