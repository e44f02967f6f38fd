"""The first accounts of a real installation, opened on the command line."""

import json

import pytest
from typer.testing import CliRunner

from qingzhi.base.audit.models import AuditEntry
from qingzhi.base.identity.models import Post, User
from qingzhi.config.cli.main import app

OPEN = ["account", "open", "wang", "--name", "王某", "--body", "qh-ip", "--role", "system_admin"]


@pytest.fixture
def reference(reference_rows, db):
    """The reference rows."""


def test_the_first_administrator_is_opened_with_a_password_for_once(reference):
    result = CliRunner().invoke(app, OPEN)
    assert result.exit_code == 0, result.output
    said = json.loads(result.stdout)
    user = User.objects.get(username="wang")
    assert user.check_password(said["password"])
    assert user.must_change_password
    assert Post.objects.get(person=user.person).role.code == "system_admin"
    assert AuditEntry.objects.filter(action="identity.open_account", object_label="wang").exists()


def test_an_account_that_exists_is_refused_with_one_line(reference):
    assert CliRunner().invoke(app, OPEN).exit_code == 0
    result = CliRunner().invoke(app, OPEN)
    assert result.exit_code == 2
    assert "已被使用" in result.stderr


@pytest.mark.parametrize(("option", "word"), [("--body", "单位"), ("--role", "角色")])
def test_an_unknown_body_or_role_is_refused(reference, option, word):
    words = list(OPEN)
    words[words.index(option) + 1] = "nobody"
    result = CliRunner().invoke(app, words)
    assert result.exit_code == 2
    assert word in result.stderr
    assert not User.objects.filter(username="wang").exists()
