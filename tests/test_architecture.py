"""One direction of imports, read from the syntax trees: nothing has to run for it."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

# Each room with what it may import of this house, besides itself. The first name that fits a module is its room.
ROOMS: dict[str, set[str]] = {
    "operators.vocabulary": set(),
    "operators.clock": set(),
    "operators.roles": set(),
    "operators.counting": set(),
    "operators.links": {"operators.vocabulary"},
    "operators.readiness": {"operators.vocabulary"},
    "operators.search.query": {"operators.vocabulary"},
    "operators.models": {"operators.vocabulary", "operators.links"},
    "operators.migrations": {"operators.vocabulary", "operators.models", "operators.roles"},
    "operators.editions": {"operators.vocabulary", "operators.links", "operators.models", "operators.readiness"},
    "operators.search": {"operators.vocabulary", "operators.models", "operators.editions"},
    "operators.reports": {"operators.vocabulary", "operators.models.printed", "operators.editions"},
    "operators.publishing": {
        "operators.vocabulary",
        "operators.links",
        "operators.models",
        "operators.readiness",
        "operators.editions",
        "operators.search",
    },
    "operators.rendering": {
        "operators.vocabulary",
        "operators.links",
        "operators.models.fields",
        "operators.editions",
        "operators.readiness",
    },
    "operators.transfer": {
        "operators.vocabulary",
        "operators.links",
        "operators.models",
        "operators.editions",
        "operators.publishing",
    },
    "operators.watch": {"operators.vocabulary", "operators.models"},
    "operators.api": {
        "operators.vocabulary",
        "operators.clock",
        "operators.counting",
        "operators.editions",
        "operators.readiness",
        "operators.search",
        "operators.rendering",
        "operators.reports",
        "operators.models.printed",
    },
    "operators.web": {
        "operators.vocabulary",
        "operators.clock",
        "operators.counting",
        "operators.editions",
        "operators.readiness",
        "operators.search",
        "operators.rendering",
        "operators.reports",
        "operators.models.printed",
    },
    "operators.admin": {"operators"},
    "operators.management": {"operators"},
    "operators.apps": set(),
}
PURE = ("operators.vocabulary", "operators.links", "operators.readiness", "operators.search.query")
DOORS = ("operators.api", "operators.web", "operators.admin")
PUBLIC = ("operators.api", "operators.web")
OFF_LIMITS = ("operators.models.working", "operators.publishing")


def modules(root: Path) -> dict[str, Path]:
    """Every module of ``operators`` below ``root``, by name."""
    found = {}
    for path in sorted((root / "operators").rglob("*.py")):
        parts = path.relative_to(root).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def imports(name: str, path: Path, known: set[str]) -> Iterator[str]:
    """What a module imports, anywhere in it: modules by their full names, ``from x import y`` as ``x.y`` where that is
    a module, else as ``x``."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    package = name if path.name == "__init__.py" else name.rpartition(".")[0]
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                parts = package.split(".")
                above = ".".join(parts[: len(parts) - node.level + 1])
                base = f"{above}.{base}".rstrip(".")
            for alias in node.names:
                yield f"{base}.{alias.name}" if f"{base}.{alias.name}" in known else base
        elif isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", "")) in (
            "import_module",
            "__import__",
        ):
            yield from (one.value for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str))


def inside(name: str, room: str) -> bool:
    return name == room or name.startswith(f"{room}.")


def room_of(name: str) -> str:
    return next((room for room in sorted(ROOMS, key=len, reverse=True) if inside(name, room)), "")


def wrong_imports(root: Path) -> list[str]:
    """Each import that goes the wrong way, as ``module imports module``."""
    known = modules(root)
    graph = {name: sorted(set(imports(name, path, set(known)))) for name, path in known.items()}
    found = []
    for name, targets in graph.items():
        room = room_of(name)
        if not room:
            if name != "operators":
                found.append(f"{name} stands in no room")
            continue
        for target in targets:
            outside = target.startswith(("django", "rest_framework", "kb"))
            if any(inside(name, pure) for pure in PURE) and outside:
                found.append(f"{name} imports {target}: it is pure")
            if not inside(target, "operators") or inside(target, room):
                continue
            if not any(inside(target, one) for one in ROOMS[room]):
                found.append(f"{name} imports {target}")
            if any(inside(name, door) and inside(target, other) for door in DOORS for other in DOORS if door != other):
                found.append(f"{name} imports {target}: doors never import each other")
    for name in known:
        if any(inside(name, door) for door in PUBLIC):
            for way in ways(name, graph):
                found.append(f"{name} reaches {way[-1]} by {' > '.join(way)}")
    return list(dict.fromkeys(found))


def ways(start: str, graph: dict[str, list[str]]) -> Iterator[list[str]]:
    """The shortest ways from a module to what the public doors must not reach, even through others.

    A package's ``__init__`` runs when a module in it is imported; that ``operators.models`` lists all nouns for Django
    is the one exception, since Django imports it whatever the doors do.
    """
    seen, queue = {start}, [[start]]
    while queue:
        way = queue.pop(0)
        if any(inside(way[-1], one) for one in OFF_LIMITS):
            yield way
            continue
        for target in graph.get(way[-1], []):
            parents = [target.rsplit(".", depth)[0] for depth in range(1, target.count("."))]
            for one in [target, *parents]:
                if one in graph and one not in seen and one not in ("operators.models", "operators"):
                    seen.add(one)
                    queue.append([*way, one])


def test_every_import_goes_the_right_way() -> None:
    assert wrong_imports(ROOT) == []


@pytest.mark.parametrize(
    ("module", "code", "wrong"),
    [
        ("api/policies.py", "from operators.models.working import Policy", "operators.models.working"),
        ("api/policies.py", "from operators.models import working", "operators.models.working"),
        ("api/policies.py", "from ..models.working.policy import Policy", "operators.models.working.policy"),
        ("api/policies.py", "def late():\n    import operators.publishing", "operators.publishing"),
        ("api/policies.py", "from operators.web import pages", "doors never import each other"),
        ("api/policies.py", "from operators.editions import sly", "> operators.models.working"),
        ("web/pages.py", "import importlib\nimportlib.import_module('operators.publishing')", "operators.publishing"),
        ("readiness/assess.py", "from operators.models import printed", "operators.models"),
        ("readiness/assess.py", "from django.db import models", "pure"),
        ("links/shape.py", "import operators.editions", "operators.editions"),
        ("links/shape.py", "from django.utils.translation import gettext", "pure"),
        ("models/printed/edition.py", "from operators.editions import reading", "operators.editions"),
        ("editions/reading.py", "from operators.rendering import page", "operators.rendering"),
    ],
)
def test_an_import_that_goes_the_wrong_way_is_found(tmp_path: Path, module: str, code: str, wrong: str) -> None:
    """The control, on a house with one fault."""
    for name in ("api/policies", "web/pages", "models/working/policy", "models/printed/edition", "editions/reading",
                 "publishing/verbs", "readiness/assess", "rendering/page", "links/shape", "vocabulary"):  # fmt: skip
        path = tmp_path / "operators" / f"{name}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
        for parent in path.relative_to(tmp_path).parents[:-1]:
            (tmp_path / parent / "__init__.py").touch()
    sly = tmp_path / "operators" / "editions" / "sly.py"
    sly.write_text("")
    assert wrong_imports(tmp_path) == []
    if "sly" in code:
        sly.write_text("from operators.models.working import policy")
    (tmp_path / "operators" / module).write_text(code)
    assert [one for one in wrong_imports(tmp_path) if wrong in one]


def test_there_are_no_drawers_for_odds_and_ends() -> None:
    names = {path.stem for folder in ("operators", "kb") for path in (ROOT / folder).rglob("*.py")}
    assert names & {"utils", "helpers", "common", "services", "signals", "misc"} == set()


def test_there_are_neither_star_imports_nor_signals() -> None:
    found = []
    for folder in ("operators", "kb", "tests"):
        for path in (ROOT / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.ImportFrom):
                    names = [alias.name for alias in node.names]
                    if "*" in names or (node.module or "").endswith("signals") or "receiver" in names:
                        found.append(f"{path.relative_to(ROOT)}:{node.lineno}")
    assert found == []
