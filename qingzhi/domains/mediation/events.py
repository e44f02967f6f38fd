"""What happens in mediation; ids only."""

from dataclasses import dataclass

from qingzhi.base.events.types import Event, event


@event("mediation.opened")
@dataclass(frozen=True)
class MediationOpened(Event):
    """A dispute was entrusted or brought to mediation."""

    case_id: int


@event("mediation.agreed")
@dataclass(frozen=True)
class AgreementEffective(Event):
    """Both sides have signed."""

    case_id: int


@event("mediation.confirmed")
@dataclass(frozen=True)
class AgreementConfirmed(Event):
    """The court has confirmed the agreement."""

    case_id: int


@event("mediation.breached")
@dataclass(frozen=True)
class AgreementBreached(Event):
    """A side says that the other did not perform."""

    case_id: int


@event("mediation.given_back")
@dataclass(frozen=True)
class GivenBack(Event):
    """The case from which it arose goes on, or is settled."""

    case_id: int
    settled: bool


@event("mediation.mediator_registered")
@dataclass(frozen=True)
class MediatorRegistered(Event):
    """Somebody stands in the register of mediators."""

    mediator_id: int


@event("mediation.mediator_retired")
@dataclass(frozen=True)
class MediatorRetired(Event):
    """Somebody left the register."""

    mediator_id: int


@event("mediation.appraisal_commissioned")
@dataclass(frozen=True)
class AppraisalCommissioned(Event):
    """Something is to be appraised."""

    case_id: int


@event("mediation.opinion_given")
@dataclass(frozen=True)
class OpinionGiven(Event):
    """An appraisal body has given its opinion."""

    case_id: int


@event("mediation.appraisal_ended")
@dataclass(frozen=True)
class AppraisalEnded(Event):
    """The commission has ended; its case goes on."""

    case_id: int
