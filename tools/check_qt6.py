"""Find code that runs on Qt 5 only.

Qt 6 knows an enum by its full name only, and has moved or dropped classes and functions. This reads the code of the
plugin, without running it, next to two descriptions: the type stubs of PyQt 6 (every Qt name in the code must exist
there) and the QGIS that is installed (every enum of QGIS must be written in full).
"""

from __future__ import annotations

import argparse
import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
STUBS = ROOT / ".venv" / "qt6-stubs" / "PyQt6"
QT = "qgis.PyQt"
QGIS_MODULES = {"qgis.core", "qgis.gui", "qgis.analysis"}
# What qgis.PyQt puts back on Qt 6, so that it works on both.
PUT_BACK = {
    "QtCore": {"NULL"},
    "QtWidgets": {"QAction", "QActionGroup", "QShortcut"},
}
# qgis.PyQt gives QVariant its types back, but not under QVariant.Type.
LOOSE_CLASSES = {"QVariant": {"Type"}}
# Modules without stubs that are the same on both.
TRUSTED_MODULES = {"sip", "uic"}
# Methods by their name only: what an object is cannot be seen from its name.
DROPPED_METHODS = {
    "exec_": "exec()",
    "print_": "print()",
    "globalPos": "mapToGlobal()",
    "globalX": "mapToGlobal()",
    "globalY": "mapToGlobal()",
    "setTabStopWidth": "setTabStopDistance()",
    "setResizeMode": "setSectionResizeMode()",
    "toTime_t": "toSecsSinceEpoch()",
    "setTime_t": "setSecsSinceEpoch()",
    "fromTime_t": "fromSecsSinceEpoch()",
    "desktop": "screen()",
    "setCodec": "a Python file",
}


class Problem(NamedTuple):
    """A place that Qt 6 would stumble over."""

    path: Path
    line: int
    text: str

    def __str__(self) -> str:
        """Return the place and the problem as a compiler would write them."""
        return f"{self.path}:{self.line}: {self.text}"


@dataclass
class StubClass:
    """A class of PyQt 6: its enums with their members, its other names, the full names of its bases."""

    enums: dict[str, set[str]] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)
    bases: list[str] = field(default_factory=list)


def _base_name(node: ast.expr, module: str) -> str:
    name = node.value if isinstance(node, ast.Constant) else ast.unparse(node)
    return name if "." in name else f"{module}.{name}"


def _read_class(node: ast.ClassDef, module: str) -> StubClass:
    result = StubClass(bases=[_base_name(base, module) for base in node.bases])
    for item in node.body:
        if isinstance(item, ast.ClassDef) and any(ast.unparse(base).startswith("enum.") for base in item.bases):
            targets = (t for line in item.body if isinstance(line, ast.Assign) for t in line.targets)
            result.enums[item.name] = {target.id for target in targets if isinstance(target, ast.Name)}
        elif isinstance(item, (ast.ClassDef, ast.FunctionDef)):
            result.names.add(item.name)
        elif isinstance(item, ast.AnnAssign) and isinstance(item.target, ast.Name):
            result.names.add(item.target.id)
        elif isinstance(item, ast.Assign):
            result.names |= {target.id for target in item.targets if isinstance(target, ast.Name)}
    return result


@cache
def stub_module(module: str) -> dict[str, StubClass | None] | None:
    """Names of a module of PyQt 6; the classes with what is in them. None: PyQt 6 has no such module."""
    path = STUBS / f"{module}.pyi"
    if not path.exists():
        return None
    names: dict[str, StubClass | None] = {}
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.ClassDef):
            names[node.name] = _read_class(node, module)
        elif isinstance(node, ast.FunctionDef):
            names[node.name] = None
        elif isinstance(node, (ast.Assign, ast.AnnAssign)):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            names.update((target.id, None) for target in targets if isinstance(target, ast.Name))
    return names


def lineage(module: str, name: str) -> Iterator[tuple[str, StubClass]]:
    """Yield a class of PyQt 6 and all that it derives from, with their names."""
    found = (stub_module(module) or {}).get(name)
    if found is None:
        return
    yield name, found
    for base in found.bases:
        yield from lineage(*base.rsplit(".", 1))


def qt_member(module: str, name: str, members: list[str]) -> str | None:
    """Say what is wrong with `name.members[0].members[1]...` on Qt 6, or None."""
    classes = list(lineage(module, name))
    first = members[0]
    if not classes or first.startswith("__"):
        return None
    if name in LOOSE_CLASSES:
        return f"Qt 6 has no {name}.{first}" if first in LOOSE_CLASSES[name] else None
    for _, described in classes:
        if first in described.enums:
            known = described.enums[first] | {"__members__"}
            if len(members) > 1 and members[1] not in known:
                return f"Qt 6 has no {name}.{first}.{members[1]}"
            return None
        if first in described.names:
            return None
    return _enum_advice(name, first, classes) or f"Qt 6 has no {name}.{first}"


def _enum_advice(name: str, member: str, classes: list[tuple[str, StubClass]]) -> str | None:
    for owner, described in classes:
        for enum, known in described.enums.items():
            if member in known:
                return f"{name}.{member}: write {owner}.{enum}.{member}"
    return None


def qgis_member(module: str, name: str, members: list[str]) -> str | None:
    """Say what is wrong with a member of a class of QGIS: absent, or an enum that is not written in full."""
    owner = getattr(import_module(module), name, None)
    if owner is None:
        return f"{module} has no {name}"
    if not isinstance(owner, type):
        return None
    value = getattr(owner, members[0], None)
    kind = type(value)
    if value is None and not hasattr(owner, members[0]):
        return f"QGIS has no {name}.{members[0]}"
    if isinstance(value, type) and len(members) > 1 and not hasattr(value, members[1]):
        return f"QGIS has no {name}.{members[0]}.{members[1]}"
    is_enum = isinstance(value, int) and kind not in (int, bool) and not name.endswith(kind.__name__)
    # An enum that QGIS moved keeps a class of its own under the old name, as QgsMapLayerType: that is in full.
    if is_enum and kind is not owner:
        return f"{name}.{members[0]}: write {_full_name(owner, kind)}.{members[0]}"
    return None


def _full_name(owner: type, kind: type) -> str:
    return f"{owner.__name__}.{kind.__name__}" if hasattr(owner, kind.__name__) else kind.__name__


class Reader(ast.NodeVisitor):
    """Walks through one module and collects its problems."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.problems: list[Problem] = []
        self.names: dict[str, tuple[str, str]] = {}
        self.bases: list[list[tuple[str, str]]] = []

    def report(self, node: ast.AST, text: str | None) -> None:
        """Note a problem at `node`; no text, no problem."""
        if text:
            self.problems.append(Problem(self.path, getattr(node, "lineno", 0), text))

    def visit_Import(self, node: ast.Import) -> None:
        """Refuse Qt past QGIS, and modules by their full name, which this check does not follow."""
        for alias in node.names:
            if alias.name.split(".")[0] in ("PyQt5", "PyQt6", "sip") or alias.name.startswith(QT):
                self.report(node, f"import {alias.name}: write from qgis.PyQt.... import ...")

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        """Remember where each name comes from, and refuse those that Qt 6 has not."""
        module = node.module or ""
        if module.split(".")[0] in ("PyQt5", "PyQt6", "sip"):
            self.report(node, f"from {module}: write from qgis.PyQt....")
        for alias in node.names:
            if module == QT:
                self._import_qt(node, alias.name, None, alias.asname)
            elif module.startswith(f"{QT}."):
                self._import_qt(node, module[len(QT) + 1 :], alias.name, alias.asname)
            elif module in QGIS_MODULES:
                self.names[alias.asname or alias.name] = (module, alias.name)

    def _import_qt(self, node: ast.AST, module: str, name: str | None, asname: str | None) -> None:
        if module.split(".")[0] in TRUSTED_MODULES:
            return
        stubs = stub_module(module)
        if stubs is None:
            self.report(node, f"Qt 6 has no module {module}")
        elif name is None:
            self.report(node, f"import {module}: write from qgis.PyQt.{module} import ...")
        elif name in PUT_BACK.get(module, ()):
            self.names[asname or name] = ("QtGui" if module == "QtWidgets" else module, name)
        elif name not in stubs:
            self.report(node, f"Qt 6 has no {name} in {module}")
        else:
            self.names[asname or name] = (module, name)

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        """Remember what a class derives from, for what it calls on itself."""
        names = (base.id for base in node.bases if isinstance(base, ast.Name))
        self.bases.append([self.names[name] for name in names if name in self.names])
        self.generic_visit(node)
        self.bases.pop()

    def visit_Attribute(self, node: ast.Attribute) -> None:
        """Check a chain of names as a whole."""
        chain = _chain(node)
        if chain is None:
            if node.attr in DROPPED_METHODS:
                self.report(node, f".{node.attr}(): write {DROPPED_METHODS[node.attr]}")
            self.generic_visit(node)
        elif chain[0] in self.names:
            self.report(node, self._member(*self.names[chain[0]], chain[1:]))
        else:
            self._check_object(node, chain)

    def _member(self, module: str, name: str, members: list[str]) -> str | None:
        check = qgis_member if module in QGIS_MODULES else qt_member
        return check(module, name, members)

    def _check_object(self, node: ast.Attribute, chain: list[str]) -> None:
        if chain[-1] in DROPPED_METHODS:
            self.report(node, f".{chain[-1]}(): write {DROPPED_METHODS[chain[-1]]}")
        if chain[0] == "self" and self.bases:
            for module, name in self.bases[-1]:
                if module not in QGIS_MODULES:
                    self.report(node, _enum_advice("self", chain[1], list(lineage(module, name))))


def _chain(node: ast.expr) -> list[str] | None:
    """`a.b.c` as a list of names; None when it does not start with a name."""
    if isinstance(node, ast.Name):
        return [node.id]
    if isinstance(node, ast.Attribute):
        start = _chain(node.value)
        return None if start is None else [*start, node.attr]
    return None


def check_source(source: str, path: Path) -> list[Problem]:
    """Return the problems of one module."""
    reader = Reader(path)
    reader.visit(ast.parse(source))
    return reader.problems


def check(folder: Path) -> list[Problem]:
    """Return the problems of all modules of a folder.

    Raises:
        SystemExit: the stubs of PyQt 6 are not there.
    """
    if not STUBS.is_dir():
        sys.exit("De beschrijving van PyQt 6 ontbreekt / the stubs of PyQt 6 are missing: run `make setup`")
    paths = [path for path in sorted(folder.rglob("*.py")) if ".venv" not in path.parts]
    return [problem for path in paths for problem in check_source(path.read_text(encoding="utf-8"), path)]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "plugin")
    problems = check(parser.parse_args().folder)
    print("\n".join(str(problem) for problem in problems) or "Qt 6: nothing found")
    sys.exit(1 if problems else 0)
