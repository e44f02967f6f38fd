"""Where a second process begins (see `queries.ahead`): nothing that needs the apps is imported before they are set up."""

from multiprocessing.connection import Connection


def begin(pipe: Connection, given: bytes) -> None:
    """Set the apps up and read ahead."""
    import django

    django.setup()
    from .queries.ahead import read_ahead

    read_ahead(pipe, given)
