"""What `qingzhi check` asks of the ledger."""

from .queries import ledger_problems


def problems() -> list[str]:
    """Where the books do not balance; empty when all is well."""
    return ledger_problems()
