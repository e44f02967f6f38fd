"""What is refused about publishing decisions."""

from qingzhi.base.permits import Refusal


class DraftNotOpen(Refusal):
    """The public text is not at the step that the act needs, or somebody else did it first."""


class MustStayCovered(Refusal):
    """An identity number is never shown, whoever reviews."""


class SamePersonPublishes(Refusal):
    """Who reviewed may not publish."""


class NotInText(Refusal):
    """The words to be covered do not stand in the text, or no reason is given."""
