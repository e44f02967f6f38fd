"""What identity refuses, each named after the broken rule."""

from qingzhi.base.permits import Refusal


class DutiesNotSeparated(Refusal):
    """One person may not be two of the three administrators (GB/T 22239 「三员分立」)."""


class NameTaken(Refusal):
    """The account name or body code is in use."""


class OwnMatter(Refusal):
    """Nobody decides in a matter of their own."""


class PostTaken(Refusal):
    """The person holds this very post or mandate in that time already."""


class RoleUnfit(Refusal):
    """Roles of mandates are held by mandates and the others in posts."""


class PeriodUnsound(Refusal):
    """A period ends before it begins, or lies where it may not."""


class PasswordUnfit(Refusal):
    """The new password is too weak, or was used before."""


class PasswordWrong(Refusal):
    """The present password was not right."""


class CodeWrong(Refusal):
    """The code of the second factor was not right, or may not be tried yet."""


class AlreadySo(Refusal):
    """What is asked for is so already, or somebody else has done it."""


class ApplicationUnfit(Refusal):
    """What an enterprise tells of itself does not hold."""


class TooManyApplications(Refusal):
    """So many ask for accounts from one address, or at all, that nobody could read them."""


class EmergencyNotAllowed(Refusal):
    """This emergency access is not provided for."""


class SuccessionUnsound(Refusal):
    """A body cannot succeed itself or its own successor; one successor takes the whole, others what is named."""
