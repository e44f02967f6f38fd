from .issued import IssuedDocument
from .series import DocumentSeries
from .template import TemplateVersion

__all__ = ["DocumentSeries", "IssuedDocument", "TemplateVersion"]
