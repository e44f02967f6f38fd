from .account import User
from .body import Body, BodyKind, FormerName, Succession
from .post import Grant, Post, Role
from .subject import Person, Subject

__all__ = ["Body", "BodyKind", "FormerName", "Grant", "Person", "Post", "Role", "Subject", "Succession", "User"]
