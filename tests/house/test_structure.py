"""The house polices itself: rooms, sizes, names, the clock, writes, migrations."""

import ast
import configparser
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

from tests.house.foreign_writes import foreign_writes

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "qingzhi"
SOURCES = sorted(path for path in PACKAGE.rglob("*.py") if "__pycache__" not in path.parts)
CODE = [path for path in SOURCES if not {"migrations", "tests"} & set(path.relative_to(PACKAGE).parts)]
LONGEST = 400
VAGUE = {"core", "common", "utils", "helpers", "misc", "lib", "shared"}
DOMAIN_ORDER = [
    {"plan"},
    {"metrics"},
    {"insight"},
    {"support"},
    {"exchange", "services"},
    {"cultivation"},
    {"credit"},
    {"mediation"},
    {"coordination"},
    {"inspection"},
    {"enforcement"},
    {"talent"},
    {"funds", "rights"},
    {"parties"},
]
TIERS = ["config", "domains", "engine", "base"]


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_no_module_is_longer_than_a_reader_s_patience():
    long = {name(path): len(path.read_text().splitlines()) for path in SOURCES if "migrations" not in path.parts}
    assert {path: lines for path, lines in long.items() if lines > LONGEST} == {}


def test_no_folder_or_module_has_a_vague_name():
    vague = [name(path) for path in SOURCES if VAGUE & {part.removesuffix(".py") for part in path.parts}]
    assert vague == []


@pytest.mark.parametrize("path", [path for path in CODE if path.read_text().strip()], ids=name)
def test_every_module_says_what_it_is(path):
    tree = ast.parse(path.read_text())
    quiet = (
        path.name in {"apps.py", "urls.py"}
        or path.parent.name == "urls"
        or (path.name == "__init__.py" and path.parent.name in {"models"})
    )
    assert quiet or ast.get_docstring(tree), f"{name(path)} has no docstring"


def test_only_the_clock_asks_for_the_time():
    asks = re.compile(r"\b(date\.today|datetime\.(now|utcnow|today)|timezone\.(now|localdate|localtime)|time\.time)\(")
    guilty = [
        f"{name(path)}:{number}"
        for path in CODE
        if "clock" not in path.parts
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if asks.search(line)
    ]
    assert guilty == []


def test_views_never_write():
    writes = re.compile(r"\.(save|create|bulk_create|update|bulk_update|delete|get_or_create|update_or_create)\(")
    allowed = re.compile(r"(session|cookies?|context|params|query|values|data|GET|POST|\bdict|hash\w*)\.update\(")
    guilty = [
        f"{name(path)}:{number}: {line.strip()}"
        for path in CODE
        if "views" in path.parts or path.name == "views.py"
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if writes.search(line) and not allowed.search(line)
    ]
    assert guilty == []


def test_only_an_app_s_own_actions_write_its_rows():
    """Factories may; nobody else, however the rows were found."""
    pin = PACKAGE / "config" / "demo" / "pin.py"  # the demonstration's day, which no action may move
    code = [path for path in CODE if "testing" not in path.parts and path.name != "testing.py" and path != pin]
    guilty = [f"{name(path)}:{write}" for path in code for write in foreign_writes(path, ROOT)]
    assert guilty == []


@pytest.mark.parametrize(
    ("line", "count"),
    [
        ("Body.objects.filter(pk=1).select_related('x').update(name='')", 1),
        ("rows = Body.objects.filter(pk=1)\n    rows.exclude(pk=2).delete()", 1),
        ("body = Body.objects.get(pk=1)\n    body.save()", 1),
        ("for one in bodies_on():\n        one.name = ''\n    bodies_on().update(name='')", 1),
        ("given.save()", 1),
        ("Body(name='x').pk\n    found = Body.objects.filter(pk=1).values_list('pk')\n    {}.update(a=1)", 0),
        ("own = Own.objects.create(body=Body.objects.get(pk=1))\n    own.save()", 0),
    ],
)
def test_a_write_to_another_app_s_row_is_seen(tmp_path, line, count):
    module = tmp_path / "qingzhi" / "domains" / "plan" / "actions.py"
    module.parent.mkdir(parents=True)
    head = "from qingzhi.base.identity.models import Body\nfrom qingzhi.base.identity.queries import bodies_on\n"
    module.write_text(f"{head}from .models import Own\n\ndef act(given: Body | None):\n    {line}\n")
    assert len(foreign_writes(module, tmp_path)) == count


def test_actions_never_see_a_request():
    guilty = [
        f"{name(path)}:{node.lineno}"
        for path in CODE
        if "actions" in path.parts or path.name == "actions.py"
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.arg) and node.arg == "request"
    ]
    assert guilty == []


def test_migrations_never_import_live_code():
    allowed = {"qingzhi.base.identity.models.account"}  # Django writes managers by their path
    guilty = [
        f"{name(path)}: {line}"
        for path in SOURCES
        if "migrations" in path.parts
        for line in path.read_text().splitlines()
        if re.match(r"\s*(from|import) qingzhi", line) and not any(one in line for one in allowed)
    ]
    assert guilty == []


def test_migrations_have_names():
    auto = [name(path) for path in SOURCES if "migrations" in path.parts and "_auto_" in path.name]
    assert auto == []


def test_foreign_keys_point_downwards():
    guilty = []
    for model in apps.get_models():
        if not model.__module__.startswith("qingzhi."):
            continue
        for field in model._meta.get_fields():
            if isinstance(field, models.ForeignKey | models.ManyToManyField) and not field.auto_created:
                target = field.related_model
                if target.__module__.startswith("qingzhi.") and rank(model) > rank(target):
                    guilty.append(f"{model._meta.label}.{field.name} → {target._meta.label}")
    assert guilty == []


def rank(model: type[models.Model]) -> int:
    """The lower the number, the higher the place in the house."""
    _, tier, app, *_ = model.__module__.split(".")
    if tier != "domains":
        return TIERS.index(tier) * 100
    return 100 + next(place for place, group in enumerate(DOMAIN_ORDER) if app in group)


def test_every_private_room_is_listed_in_the_import_contracts():
    contracts = configparser.ConfigParser()
    contracts.read(ROOT / "importlinter.ini")
    listed = " ".join(contracts[section].get("protected_modules", "") for section in contracts.sections())
    private = ["models", "rules", "procedures", "views", "api", "subscribers", "tasks"]
    missing = []
    for domain in sorted((PACKAGE / "domains").iterdir()):
        for room in private:
            if (domain / room / "__init__.py").exists() or (domain / f"{room}.py").exists():
                module = f"qingzhi.domains.{domain.name}.{room}"
                if not re.search(rf"{re.escape(module)}\b", listed):
                    missing.append(module)
    assert missing == []


def test_every_model_has_a_chinese_name():
    nameless = [
        model._meta.label
        for model in apps.get_models()
        if model.__module__.startswith("qingzhi.") and not re.search(r"[\u4e00-\u9fff]", str(model._meta.verbose_name))
    ]
    assert nameless == []


def test_every_app_has_tests():
    bare = [
        config.name
        for config in apps.get_app_configs()
        if config.name.startswith("qingzhi.") and not list((Path(config.path) / "tests").glob("test_*.py"))
    ]
    assert bare == []
