"""The register of mediators; mediated disputes."""

from .mediation import Exclusion, Mediation, Session
from .register import Mediator, MediatorTie, Organisation

__all__ = ["Exclusion", "Mediation", "Mediator", "MediatorTie", "Organisation", "Session"]
