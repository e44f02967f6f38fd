"""What is refused about decisions and their service."""

from qingzhi.base.permits import Refusal

from . import ValueNotValid


class DecisionStands(Refusal):
    """The decision is not in the state that the act needs: served already, not served, revoked."""


class ServiceNotValid(ValueNotValid):
    """Days or proofs of service that cannot be."""
