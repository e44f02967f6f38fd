"""Where a second process begins: nothing that needs the apps is imported before they are set up."""

from importlib import import_module
from multiprocessing.connection import Connection


def begin(module: str, function: str, pipe: Connection, given: bytes) -> None:
    """Set the apps up and call a function with the pipe and what it was given."""
    import django

    django.setup()
    getattr(import_module(module), function)(pipe, given)
