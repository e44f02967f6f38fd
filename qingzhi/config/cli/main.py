"""The command line: one module per group of commands; refusals end with status 2 and one line."""

import os
import sys

import typer

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="青知:把政府的知识产权计划变成运转的系统。",
)


def run() -> None:
    """Run the command line; no traceback ever reaches the person who typed."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "qingzhi.config.settings")
    app()


@app.callback()
def root() -> None:
    """青知。"""


@app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True, "help_option_names": []})
def manage(context: typer.Context) -> None:
    """Django's own management commands, for developers."""
    from django.core.management import execute_from_command_line

    execute_from_command_line(["qingzhi manage", *context.args])


def fail(message: str) -> None:
    """Refuse: one clear line, status 2."""
    sys.stderr.write(message.rstrip() + "\n")
    raise typer.Exit(2)
