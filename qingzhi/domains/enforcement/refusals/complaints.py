"""What is refused about complaints."""

from qingzhi.base.permits import Refusal


class NotOpen(Refusal):
    """The complaint stands where this cannot be done any more, or not yet."""


class NoReceiver(Refusal):
    """No body receives complaints of this kind here."""


class WayClosed(Refusal):
    """No procedure takes cases of this way yet."""


class SamePersonAllows(Refusal):
    """Whoever asks to read an identity may not allow it."""


class IdentityClosed(Refusal):
    """There is no identity to read, or no permission that holds now."""


class AlreadyDecided(Refusal):
    """Somebody decided on it before."""


class RatedAlready(Refusal):
    """Satisfaction is told once."""
