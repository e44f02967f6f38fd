from .cohorts import Cohort, CohortFiling, CohortMember, CohortRoll, OutreachCall
from .copyright import CopyrightDemonstration

__all__ = ["Cohort", "CohortFiling", "CohortMember", "CohortRoll", "CopyrightDemonstration", "OutreachCall"]
