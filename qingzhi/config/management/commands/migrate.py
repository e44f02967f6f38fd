"""`migrate`, made quicker: when a migration changes a model, only the model and its neighbours are drawn anew."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from django.core.management.commands import migrate
from django.db.migrations.state import ProjectState, get_related_models_tuples


class Command(migrate.Command):
    """280 models hang together by foreign keys, and Django draws all of them anew for most operations: four fifths of a first
    start. Tables need the model and those who point at it; what a step in Python needs is drawn whole before it, as Django does
    for every state that is marked as delayed. The schema that comes of it is the same (`docs/decisions/0010`)."""

    def handle(self, *args: Any, **options: Any) -> None:
        with only_neighbours():
            super().handle(*args, **options)


@contextmanager
def only_neighbours() -> Iterator[None]:
    """Within it a change of a model reloads the model and its neighbours; a new model, to whom nobody points yet, itself."""
    with patch.object(ProjectState, "_find_reload_model", _neighbours):
        yield


def _neighbours(self: Any, app_label: str, model_name: str, delay: bool = False) -> set[tuple[str, str]]:
    try:
        model = self.apps.get_model(app_label, model_name)
    except LookupError:
        return {(app_label, model_name)}
    self.is_delayed = True
    return {(app_label, model_name), *get_related_models_tuples(model)}
