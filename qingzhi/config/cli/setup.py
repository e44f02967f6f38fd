"""What commands share: starting Django, refusing, printing."""

import json
import sys
from collections.abc import Iterable, Mapping
from typing import Any, NoReturn

import typer


def start_django() -> None:
    """Make models and settings usable; only commands that need the database pay for it."""
    import django

    django.setup()


def refuse(message: str) -> NoReturn:
    """One clear line on stderr and status 2; nothing was changed."""
    sys.stderr.write(" ".join(message.split()) + "\n")
    raise typer.Exit(2)


def say(message: str) -> None:
    """Progress and messages go to stderr."""
    sys.stderr.write(message + "\n")
    sys.stderr.flush()


def print_json(document: Any) -> None:
    """One JSON document on stdout and nothing else."""
    sys.stdout.write(json.dumps(document, ensure_ascii=False, indent=2, default=str) + "\n")


def print_table(rows: Iterable[Mapping[str, Any]], columns: Mapping[str, str]) -> None:
    """Rows as a table on stdout; `columns` maps keys to headings."""
    from rich.console import Console
    from rich.table import Table

    table = Table(*columns.values(), show_lines=False)
    for row in rows:
        table.add_row(*("" if row.get(key) is None else str(row.get(key)) for key in columns))
    Console().print(table)


def actor_of(username: str) -> Any:
    """The system operator, or the person of an account."""
    from qingzhi.base.identity.models import User
    from qingzhi.base.identity.queries import actor_for
    from qingzhi.base.permits import SYSTEM

    if not username:
        return SYSTEM
    found = User.objects.select_related("person__subject").filter(username=username, is_active=True).first()
    if found is None:
        refuse(f"没有启用的账号“{username}”")
    return actor_for(found, address="命令行")
