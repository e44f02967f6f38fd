"""A request behind `signed_in`, for the type checker: its user is an account."""

from qingzhi.base.pages.request import PageRequest

from ..models import User


class AccountRequest(PageRequest):
    """`user` is who signed in, never anonymous."""

    user: User
