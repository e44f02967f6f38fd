"""What the registers of rights refuse, each named after the broken rule; `field` names the field at fault."""

from qingzhi.base.permits import Refusal


class FieldRefusal(Refusal):
    """A refusal that is shown at a field of the form."""

    def __init__(self, reason: str, field: str = ""):
        super().__init__(reason)
        self.field = field


class NumberMissing(FieldRefusal):
    """A right is identified by its number."""


class NumberTaken(FieldRefusal):
    """A number stands once in the register of its kind."""


class ValueNotValid(FieldRefusal):
    """A value cannot be what was typed."""


class DatesOutOfOrder(FieldRefusal):
    """A right is applied for, granted and ended in this order, and nothing is entered for a day to come."""


class StatusUnfit(FieldRefusal):
    """A kind of right does not know this legal status."""


class HistoryClosed(FieldRefusal):
    """What a history says of an earlier day is corrected by itself, not passed by."""


class HoldersMissing(FieldRefusal):
    """A right has at least one holder, each once."""


class LinkUnfit(FieldRefusal):
    """A link joins two different rights, once."""


class PaymentUnfit(FieldRefusal):
    """A payment is of a fee that the right knows, once a year of it."""


class NotAMark(FieldRefusal):
    """Only marks are recognised as well known or famous."""


class NotAnIndication(FieldRefusal):
    """Users are admitted to geographical indications only."""


class EditedMeanwhile(FieldRefusal):
    """Somebody else changed the record since the form was opened."""


class FingerprintNotValid(FieldRefusal):
    """A fingerprint is a SHA-256 and an SM3 of the same file: 64 hexadecimal digits each, and its size."""


class LaterVersionStands(FieldRefusal):
    """A work's versions form one chain: each has one successor."""


class CertificateOfficeUnknown(FieldRefusal):
    """Nobody was named who issues certificates."""


class ChecklistEmpty(FieldRefusal):
    """A checklist is filled in for a situation that has items in force."""


class ReadingNotAllowed(FieldRefusal):
    """The community, or the rules of the catalogue, do not admit this reader."""


class RecordStandsAlready(FieldRefusal):
    """The code is used by another record of the catalogue."""


class RightsChangedSince(Refusal):
    """A batch is taken back only while what it wrote stands as it wrote it."""
