"""Why no stamp could be had."""

from qingzhi.base.permits import Refusal


class StampUnavailable(Refusal):
    """The authority did not answer, refused, or answered something that does not hold; nothing was recorded."""
