"""What reviews of dossiers refuse."""

from . import ValueNotValid


class ReviewNotOpen(ValueNotValid):
    """The review or the dossier is further than that."""


class OwnDossier(ValueNotValid):
    """Nobody reviews what he has handled: neither the case's owner nor one of its officers."""
