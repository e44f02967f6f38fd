from .case import DecidedCase
from .trial import Trial, TrialDifference
from .version import TableRow, TableVersion

__all__ = ["DecidedCase", "TableRow", "TableVersion", "Trial", "TrialDifference"]
