"""`migrate` is ours, and leaves Django as it was."""

from django.core.management import get_commands
from django.db import models
from django.db.migrations.state import ModelState, ProjectState

from qingzhi.config.management.commands.migrate import only_neighbours


def test_every_migration_runs_through_it():
    assert get_commands()["migrate"] == "qingzhi.config"


def test_a_new_model_is_drawn_with_its_relations_both_ways():
    state = ProjectState()
    state.add_model(ModelState("made", "Body", [("id", models.BigAutoField(primary_key=True))]))
    state.apps.get_model("made", "Body")
    fields = [("id", models.BigAutoField(primary_key=True)), ("body", models.ForeignKey("made.Body", models.CASCADE))]
    before = ProjectState._find_reload_model
    with only_neighbours():
        state.add_model(ModelState("made", "Post", fields))
    body, post = state.apps.get_model("made", "Body"), state.apps.get_model("made", "Post")
    assert post._meta.get_field("body").remote_field.model is body
    assert [one.related_model for one in body._meta.related_objects] == [post]
    assert ProjectState._find_reload_model is before
