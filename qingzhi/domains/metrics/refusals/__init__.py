"""What figures refuse, each named after the broken rule."""

from qingzhi.base.permits import Refusal


class ValueNotValid(Refusal):
    """A value cannot be what was typed; `field` names it."""

    def __init__(self, reason: str, field: str = ""):
        super().__init__(reason)
        self.field = field


class StatisticExists(Refusal):
    """A figure of the same indicator, region and period is there already; it is revised, not entered again."""


class StatisticRevisedMeanwhile(Refusal):
    """Somebody else has revised the figure; the newest revision is the one to revise."""


class NothingChanged(Refusal):
    """A revision that says the same is none."""


class FileNotReadable(Refusal):
    """A file is no table that can be read."""


class BatchUnknown(Refusal):
    """No batch bears that number."""


class BatchAlreadyTakenBack(Refusal):
    """A batch is taken back once."""


class BatchRevisedSince(Refusal):
    """Figures of a batch that have been revised since are not taken back under the revision."""


class FormulaStandsElsewhere(Refusal):
    """Somebody else has moved the formula on meanwhile."""


class FormulaPublishedAlready(Refusal):
    """A published formula is never changed; a new version is prepared."""


class LakeNotReady(Refusal):
    """The lake holds nothing that a formula could be tried on."""
