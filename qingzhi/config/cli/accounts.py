"""`account open`: the first accounts of a real installation; later ones are opened on the page 「账号」."""

from typing import Annotated

import typer

from .setup import print_json, refuse, start_django

accounts = typer.Typer(no_args_is_help=True, help="账号：为新安装开立最初的账号。")

Account = Annotated[str, typer.Argument(help="账号")]
Name = Annotated[str, typer.Option("--name", help="姓名")]
BodyCode = Annotated[str, typer.Option("--body", help="单位代码，见省份的 bodies.csv")]
RoleCode = Annotated[
    str, typer.Option("--role", help="角色代码，例如 system_admin、security_admin、audit_admin、planning_chief")
]
Title = Annotated[str, typer.Option("--title", help="职务")]


@accounts.command("open")
def open_one(username: Account, name: Name, body: BodyCode, role: RoleCode, title: Title = "") -> None:
    """开立账号并任命岗位；打印只显示一次的初始密码，首次登录须改。"""
    start_django()
    from django.db import transaction

    from qingzhi.base import clock
    from qingzhi.base.identity.actions import appoint, open_account
    from qingzhi.base.identity.models import Body, Role
    from qingzhi.base.identity.passwords import first_password
    from qingzhi.base.permits import SYSTEM, Refusal

    found_body = Body.objects.filter(code=body).first() or refuse(f"没有代码为“{body}”的单位")
    found_role = Role.objects.filter(code=role).first() or refuse(f"没有代码为“{role}”的角色")
    password = first_password()
    try:
        with transaction.atomic():
            user = open_account(actor=SYSTEM, username=username, name=name, password=password)
            appoint(
                actor=SYSTEM,
                person=user.person,
                body=found_body,
                role=found_role,
                title=title,
                valid_from=clock.today(),
            )
    except Refusal as refused:
        refuse(refused.reason)
    print_json(
        {"account": username, "name": name, "body": found_body.name, "role": found_role.name, "password": password}
    )


@accounts.command("list")
def list_all() -> None:
    """列出账号及其岗位。"""
    start_django()
    from qingzhi.base.identity.models import User
    from qingzhi.base.identity.queries import posts_of

    rows = [
        {
            "account": user.username,
            "name": user.person.name,
            "active": user.is_active,
            "posts": [str(post) for post in posts_of(user)],
        }
        for user in User.objects.select_related("person").order_by("username")
    ]
    print_json({"accounts": rows})
