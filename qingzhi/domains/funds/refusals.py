"""What funds refuse, each named after the broken rule; `field` names the field at fault where a form shows it."""

from decimal import Decimal

from qingzhi.base.permits import Refusal


class FundsRefusal(Refusal):
    """A refusal that may be shown at a field."""

    def __init__(self, reason: str, field: str = ""):
        super().__init__(reason)
        self.field = field


class ValueNotValid(FundsRefusal):
    """A value cannot be what was given."""


class AppropriationExceeded(FundsRefusal):
    """More was asked for than is left; `remaining` is what is, `asked` what was asked for (yuan)."""

    def __init__(self, reason: str, *, remaining: Decimal, asked: Decimal):
        super().__init__(reason, "amount")
        self.remaining, self.asked = remaining, asked


class ClaimExceeded(FundsRefusal):
    """A claim does not hold so much in this state; `remaining` is what it holds (yuan)."""

    def __init__(self, reason: str, *, remaining: Decimal, asked: Decimal):
        super().__init__(reason, "amount")
        self.remaining, self.asked = remaining, asked


class ClaimUnknown(FundsRefusal):
    """Nothing was ever reserved for this reference, or it has claims on several lines and none was named."""


class KeyReused(FundsRefusal):
    """An idempotency key stands for one posting only."""


class LineClosed(FundsRefusal):
    """Nothing new is reserved on a line whose year was closed, nor outside of its programme's days."""


class FourEyes(FundsRefusal):
    """Who made it does not also pay it (会计法第三十七条、行政事业单位内部控制规范：不相容岗位相互分离)."""


class AlreadyReversed(FundsRefusal):
    """A journal is reversed once, and a reversal never."""


class BatchNotOpen(FundsRefusal):
    """Somebody has issued, settled or cancelled the batch before."""


class AccountMissing(FundsRefusal):
    """A payee without a bank account cannot be paid."""


class ReceiptRefused(FundsRefusal):
    """A receipt does not fit the payment that it names."""


class ProgrammeExists(FundsRefusal):
    """A programme stands once a year, a line once per source and division in a programme."""
