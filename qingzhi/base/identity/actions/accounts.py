"""Opening accounts."""

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import record
from qingzhi.base.permits import Actor, require

from ..models import Person, Subject, User
from ..refusals import NameTaken


@transaction.atomic
def open_account(
    *,
    actor: Actor,
    username: str,
    name: str,
    password: str | None = None,
    phone: str = "",
    email: str = "",
    demo: bool = False,
) -> User:
    """Open an account for a new person; without a password it can only be used by single sign-on."""
    require(actor, "identity.account.manage")
    if User.objects.filter(username=username).exists():
        raise NameTaken(f"账号“{username}”已被使用")
    subject = Subject.objects.create(kind="person", display_name=name)
    person = Person.objects.create(subject=subject, name=name, phone=phone, email=email, fictional=demo)
    user = User(username=username, person=person, is_demo=demo, created_at=clock.now())
    if password:
        user.set_password(password)
        user.password_changed_at = clock.now()
        user.must_change_password = not demo
    else:
        user.set_unusable_password()
    user.save()
    record(actor, "identity.open_account", user, changes={"username": ("", username), "name": ("", name)})
    return user
