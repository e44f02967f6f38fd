"""What parties refuse, each named after the broken rule."""

from qingzhi.base.permits import Refusal


class ValueNotValid(Refusal):
    """A value that the form must show again; `field` names it."""

    def __init__(self, reason: str, field: str = ""):
        super().__init__(reason)
        self.field = field


class CreditCodeTaken(ValueNotValid):
    """A unified social credit code stands for one party; `party_id` is who has it."""

    def __init__(self, reason: str, party_id: int):
        super().__init__(reason, "credit_code")
        self.party_id = party_id


class SameNameKnown(ValueNotValid):
    """Somebody of this very name is registered; `party_id` is who. Registering a namesake is said expressly."""

    def __init__(self, reason: str, party_id: int):
        super().__init__(reason, "name")
        self.party_id = party_id


class PartyMerged(Refusal):
    """A record that was merged into another does not change; what it stood for stays as it was written."""


class PartiesDiffer(Refusal):
    """Two records that cannot be one holder: a person and an organisation, or two verified codes."""


class MergeInCircle(Refusal):
    """A record cannot be merged into its own family."""


class MergeAlreadyUndone(Refusal):
    """A merge is undone once."""


class QuestionDecided(Refusal):
    """Somebody answered the question before."""


class ChangedMeanwhile(Refusal):
    """Somebody else changed the record between reading and writing."""


class PartyEnded(Refusal):
    """A party ends once."""


class LinkNotPossible(ValueNotValid):
    """A party does not belong to itself, nor twice to the same other."""
