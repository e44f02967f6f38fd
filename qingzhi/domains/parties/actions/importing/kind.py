"""The import kind `parties`."""

from qingzhi.engine.imports.kinds import ImportKind, import_kind

from .reading import FIELDS
from .taking_back import roll_back
from .writing import PartyWriter


def register_import_kind() -> None:
    """Teach the engine of imports the register of parties; called once, at start-up."""
    import_kind(
        ImportKind(
            code="parties",
            title="主体",
            fields=FIELDS,
            permit="parties.import",
            begin=PartyWriter,
            roll_back=roll_back,
            records=lambda batch: f"/parties/?batch={batch.pk}",
        )
    )
