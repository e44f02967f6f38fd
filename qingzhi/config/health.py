"""What `qingzhi check` looks at: each app's own `checks.problems()`, gathered in one place."""

from collections.abc import Callable
from importlib import import_module
from typing import NamedTuple

from django.apps import apps
from django.core.management import call_command
from django.db import connection


class Finding(NamedTuple):
    """One check: its name, the problems found (none when well), and what was looked at."""

    name: str
    problems: list[str]
    detail: str


def findings() -> list[Finding]:
    """Run every check; one that fails itself is a problem too."""
    found = [_run("数据库", _database, connection.vendor)]
    for config in apps.get_app_configs():
        if not config.name.startswith("qingzhi."):
            continue
        try:
            module = import_module(f"{config.name}.checks")
        except ModuleNotFoundError:
            continue
        found.append(_run(str(config.verbose_name), module.problems, config.label))
    return found


def _run(name: str, problems: Callable[[], list[str]], detail: str) -> Finding:
    try:
        return Finding(name, list(problems()), detail)
    except Exception as error:
        return Finding(name, [f"检查未能完成：{error}"], detail)


def _database() -> list[str]:
    try:
        call_command("migrate", check_unapplied=True, verbosity=0)
    except SystemExit:
        return ["数据库结构不是最新，请运行 qingzhi up 或 qingzhi manage migrate"]
    return []
