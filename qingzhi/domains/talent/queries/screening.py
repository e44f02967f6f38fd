"""What the register answers to engine.scoring: candidates and conflicts."""

from qingzhi.engine.scoring.sources import candidate_source, conflict_source

from . import conflicts
from .experts import experts_for


def register_sources() -> None:
    """Register the candidate source and the rules of avoidance, at start-up."""
    candidate_source("talent.experts", "专家库", experts_for)
    conflict_source("talent.employer", "任职于申报单位或权利人", conflicts.employed)
    conflict_source("talent.own", "本人参评或为发明人", conflicts.own)
    conflict_source("talent.kin", "近亲属", conflicts.kin)
    conflict_source("talent.agent", "代理、诉讼、评估服务", conflicts.agents)
    conflict_source("talent.teacher", "师生", conflicts.teachers)
    conflict_source("talent.co_inventor", "共同发明人", conflicts.co_inventors)
    conflict_source("talent.equity", "持股或经济利益", conflicts.shares)
