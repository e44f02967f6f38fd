"""What happens between bodies; ids only."""

from dataclasses import dataclass

from qingzhi.base.events.types import Event, event


@event("coordination.handover_sent")
@dataclass(frozen=True)
class HandoverSent(Event):
    """Something was passed on and waits for its answer."""

    handover_id: int


@event("coordination.handover_answered")
@dataclass(frozen=True)
class HandoverAnswered(Event):
    """The receiver answered."""

    handover_id: int
    reply: str


@event("coordination.receiver_silent")
@dataclass(frozen=True)
class ReceiverSilent(Event):
    """A receiver has not answered past a mark of the limit table; once per handover and mark."""

    handover_id: int
    mark: str


@event("coordination.shared_read")
@dataclass(frozen=True)
class SharedRead(Event):
    """Somebody opened what another body shared."""

    reading_id: int


@event("coordination.recordal_ending")
@dataclass(frozen=True)
class RecordalEnding(Event):
    """A mark before the end of a customs recordal was reached; once per mark and term."""

    recordal_id: int
    mark: str


@event("coordination.holder_silent")
@dataclass(frozen=True)
class HolderSilent(Event):
    """A holder has not answered the customs' notice within the days of the law."""

    case_id: int


@event("coordination.handover_extended")
@dataclass(frozen=True)
class HandoverExtended(Event):
    """The receiver told in time that it needs longer."""

    handover_id: int


@event("coordination.dispute_settled")
@dataclass(frozen=True)
class DisputeSettled(Event):
    """Two bodies agreed who handles a matter, or their superior designated one."""

    dispute_id: int


@event("coordination.joint_begun")
@dataclass(frozen=True)
class JointBegun(Event):
    """Several bodies were asked to act together."""

    operation_id: int


@event("coordination.joint_reported")
@dataclass(frozen=True)
class JointReported(Event):
    """A participant told what it did."""

    part_id: int


@event("coordination.joint_closed")
@dataclass(frozen=True)
class JointClosed(Event):
    """The lead summed an operation up."""

    operation_id: int


@event("coordination.judgment_entered")
@dataclass(frozen=True)
class JudgmentEntered(Event):
    """A court's judgment was entered, or corrected."""

    judgment_id: int


@event("coordination.partner_key_registered")
@dataclass(frozen=True)
class PartnerKeyRegistered(Event):
    """Another body's system may call from now on."""

    key_id: int


@event("coordination.partner_key_revoked")
@dataclass(frozen=True)
class PartnerKeyRevoked(Event):
    """Another body's system may not call any more."""

    key_id: int
