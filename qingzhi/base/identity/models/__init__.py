from .account import FormerPassword, SignInSession, User
from .application import AccountApplication
from .body import Body, BodyKind, FormerName, Succession
from .emergency import EmergencyGrant
from .mandate import Mandate
from .post import Grant, Post, Role
from .second_factor import SecondFactor
from .subject import Person, Subject

__all__ = [
    "AccountApplication",
    "Body",
    "BodyKind",
    "EmergencyGrant",
    "FormerName",
    "FormerPassword",
    "Grant",
    "Mandate",
    "Person",
    "Post",
    "Role",
    "SecondFactor",
    "SignInSession",
    "Subject",
    "Succession",
    "User",
]
