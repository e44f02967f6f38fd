"""The command line: one module per group of commands; refusals end with status 2 and one line."""

import os
import sys

import typer

from . import imports, running, search
from .accounts import accounts
from .plan import plan_app
from .rebuild import rebuild

app = typer.Typer(
    add_completion=False,
    pretty_exceptions_enable=False,
    help="青知：把政府的知识产权计划变成运转的系统。",
)
running.add_to(app)
imports.add_to(app)
search.add_to(app)
app.add_typer(plan_app, name="plan")
app.add_typer(accounts, name="account")
app.add_typer(rebuild, name="rebuild")


def run() -> None:
    """Run the command line; no traceback ever reaches the person who typed, unless QINGZHI_DEBUG asks for it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "qingzhi.config.settings")
    if len(sys.argv) == 1:
        sys.argv.append("--help")
    try:
        raise SystemExit(app(standalone_mode=False) or 0)
    except KeyboardInterrupt:
        raise SystemExit(130) from None
    except Exception as error:
        if os.environ.get("QINGZHI_DEBUG"):
            raise
        sys.stderr.write(f"未能完成：{one_line(error)}\n")
        raise SystemExit(2) from None


def one_line(error: Exception) -> str:
    """What went wrong, in one line: a refusal's reason, a wrong option, or the error itself."""
    said = getattr(error, "reason", "") or error
    if hasattr(error, "format_message"):
        said = error.format_message()
    return " ".join(str(said).split())[:300] or type(error).__name__
