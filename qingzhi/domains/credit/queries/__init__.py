"""What other domains may ask of credit: how a party stands, for a use."""

from .standing import CreditStanding, standing_of

__all__ = ["CreditStanding", "standing_of"]
