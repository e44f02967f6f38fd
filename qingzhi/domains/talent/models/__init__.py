from .expert import Expert, ExpertEmployment, ExpertField
from .ties import ExpertEngagement, ExpertPolicy, ExpertRelation

__all__ = ["Expert", "ExpertEmployment", "ExpertEngagement", "ExpertField", "ExpertPolicy", "ExpertRelation"]
