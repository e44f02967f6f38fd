"""Registers of mediators and appraisers; mediated disputes; commissions to appraise."""

from .appraisal import Appraisal, KeptOut, Material, Objection, Opinion
from .appraiser import AppraisalBody, Appraiser
from .listed import Listed, Tie
from .mediation import Exclusion, Mediation, Session
from .register import Mediator, Organisation

__all__ = [
    "Appraisal",
    "AppraisalBody",
    "Appraiser",
    "Exclusion",
    "KeptOut",
    "Listed",
    "Material",
    "Mediation",
    "Mediator",
    "Objection",
    "Opinion",
    "Organisation",
    "Session",
    "Tie",
]
