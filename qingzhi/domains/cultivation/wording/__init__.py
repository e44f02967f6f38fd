"""Official names of what is done here, for the trail."""

from .cohorts import ACTIONS as COHORTS
from .copyright import ACTIONS as COPYRIGHT

ACTIONS = {**COPYRIGHT, **COHORTS}
