"""What is filled in on the pages of cultivation."""

from .copyright import RecognitionRequestForm

__all__ = ["RecognitionRequestForm"]
