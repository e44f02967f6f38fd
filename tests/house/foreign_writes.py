"""Finds writes to the models of another app: each app's rows are written by its own actions alone."""

import ast
from collections.abc import Iterator
from pathlib import Path

MANAGERS = {"objects", "_default_manager", "_base_manager"}
QUERYSET_WRITES = {
    "create", "bulk_create", "get_or_create", "update_or_create", "update", "bulk_update", "delete",
    "acreate", "abulk_create", "aget_or_create", "aupdate_or_create", "aupdate", "abulk_update", "adelete",
}  # fmt: skip
ROW_WRITES = {"save", "delete", "asave", "adelete"}


def app_of(module: str) -> str:
    """The app that a module belongs to: qingzhi.engine.tasks.models.x → qingzhi.engine.tasks; config is one."""
    parts = module.split(".")
    return ".".join(parts[:2] if parts[1:2] == ["config"] else parts[:3])


def module_of(path: Path, root: Path) -> str:
    return ".".join(path.relative_to(root).with_suffix("").parts).removesuffix(".__init__")


def foreign_writes(path: Path, root: Path) -> list[str]:
    """Every such write in a module, as «line: text»."""
    tree = ast.parse(path.read_text())
    own = app_of(module_of(path, root))
    foreign = {"models": _imported(tree, own, "models"), "readers": _imported(tree, own, "queries", "access")}
    if not any(foreign.values()):
        return []
    found = set()
    for scope in _scopes(tree):
        rows, sets = _held(scope, foreign)
        for node in _within(scope):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                verb, on = node.func.attr, node.func.value
                if (verb in QUERYSET_WRITES and (_is_set(on, foreign) or _names(on) & sets)) or (
                    verb in ROW_WRITES and isinstance(on, ast.Name) and on.id in rows
                ):
                    found.add((node.lineno, ast.unparse(node.func)))
    return [f"{line}: {text}" for line, text in sorted(found)]


def _imported(tree: ast.Module, own: str, *rooms: str) -> set[str]:
    """The names that come from such a room of another app."""
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.level == 0 and (node.module or "").startswith("qingzhi."):
            parts = (node.module or "").split(".")
            if app_of(node.module or "") != own and set(rooms) & set(parts):
                names |= {one.asname or one.name for one in node.names}
    return names


def _scopes(tree: ast.Module) -> Iterator[ast.AST]:
    yield tree
    yield from (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def _within(scope: ast.AST) -> Iterator[ast.AST]:
    """The nodes of a scope without those of the functions inside it."""
    waiting = list(ast.iter_child_nodes(scope))
    while waiting:
        node = waiting.pop()
        yield node
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            waiting += ast.iter_child_nodes(node)


def _held(scope: ast.AST, foreign: dict[str, set[str]]) -> tuple[set[str], set[str]]:
    """The variables of a scope that hold rows, and those that hold sets of rows, of another app."""
    rows, sets = set(), set()
    if isinstance(scope, ast.FunctionDef | ast.AsyncFunctionDef):
        given = [*scope.args.posonlyargs, *scope.args.args, *scope.args.kwonlyargs]
        rows |= {one.arg for one in given if one.annotation and _names(one.annotation) & foreign["models"]}
    for node in _within(scope):
        if isinstance(node, ast.Assign):
            targets = {name.id for target in node.targets for name in ast.walk(target) if isinstance(name, ast.Name)}
            if _is_set(node.value, foreign):
                sets |= targets
                rows |= targets
            elif isinstance(node.value, ast.Call) and _names(node.value.func) & foreign["models"]:
                rows |= targets
        elif isinstance(node, ast.For) and (_is_set(node.iter, foreign) or _names(node.iter) & sets):
            rows |= {name.id for name in ast.walk(node.target) if isinstance(name, ast.Name)}
    return rows, sets


def _is_set(node: ast.AST, foreign: dict[str, set[str]]) -> bool:
    """Whether an expression is `Model.objects…` of another app, or begins with what another app's query gives."""
    while True:
        if isinstance(node, ast.Attribute):
            if node.attr in MANAGERS and _names(node.value) & foreign["models"]:
                return True
            node = node.value
        elif isinstance(node, ast.Call):
            if isinstance(node.func, ast.Name):
                return node.func.id in foreign["readers"]
            node = node.func
        elif isinstance(node, ast.Subscript):
            node = node.value
        else:
            return False


def _names(node: ast.AST) -> set[str]:
    """The name that an expression is or begins with; of an annotation also the names within unions."""
    if isinstance(node, ast.Name):
        return {node.id}
    if isinstance(node, ast.Attribute):
        return _names(node.value)
    if isinstance(node, ast.BinOp):
        return _names(node.left) | _names(node.right)
    return _names(node.func) if isinstance(node, ast.Call) else set()
