from .issued import IssuedDocument
from .series import DocumentSeries

__all__ = ["DocumentSeries", "IssuedDocument"]
