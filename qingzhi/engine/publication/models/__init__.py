from .objection import Objection, ObjectionGround
from .publication import Publication, PublicationItem, PublicationTrace

__all__ = ["Objection", "ObjectionGround", "Publication", "PublicationItem", "PublicationTrace"]
