"""The shape of the house: which layer may import which, how long a module may be, who owns what."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "kg"
MODULES = sorted(PACKAGE.rglob("*.py"))

# Work flows one way; a module imports only from its own layer or from those before it.
LAYERS = [
    {"errors", "extras", "namespaces", "resources", "text"},
    {"lexicon"},
    {"numerals"},
    {"model"},
    {"profiles", "rules"},
    {"source"},
    {"parse"},
    {"extract"},
    {"graph"},
    {"store"},
    {"query"},
    {"check"},
    {"audit"},
    {"explain"},
    {"export"},
    {"pages"},
    {"pipeline"},
    {"demo"},
    {"cli"},
    # The package itself is the front door: `kg.open`.
    {"__main__", ""},
]
RANK = {name: rank for rank, names in enumerate(LAYERS) for name in names}

# A library has one home.
HOMES: dict[str, set[str]] = {
    "click": {"cli"},
    "pyvis": {"pages"},
    "networkx": {"pages", "export"},
    "igraph": {"pages"},
    "jinja2": {"pages"},
    "markupsafe": {"pages"},
    "shacl_rust": {"check"},
    "pyshacl": set(),
    "rdflib": set(),
    "pyoxigraph": {"store", "graph", "pipeline", "check", "export"},
    "httpx": {"store"},
    "pandas": {"query"},
    "xlsxwriter": {"export"},
    "docx": {"export"},
    "yaml": {"query"},
}
STANDARD_ONLY = {
    "parse",
    "extract",
    "model",
    "text",
    "numerals",
    "lexicon",
    "profiles",
    "rules",
    "source",
}


def layer(path: Path) -> str:
    first = path.relative_to(PACKAGE).parts[0]
    return first.removesuffix(".py") if first != "__init__.py" else ""


def imports(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
            if node.module == "kg":
                found |= {f"kg.{alias.name}" for alias in node.names}
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_keeps_to_its_place(path: Path) -> None:
    here = layer(path)
    for name in imports(path):
        top, _, rest = name.partition(".")
        if top == "kg" and rest and not rest.startswith("__"):
            assert RANK[rest.split(".")[0]] <= RANK[here], f"{here} imports {name}"
        if top in HOMES:
            assert here in HOMES[top], f"{top} has no home in {here}"
        if here in STANDARD_ONLY:
            assert top not in HOMES
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400
    assert path.stem not in {"utils", "helpers"}


def test_no_error_is_swallowed_and_nothing_is_printed() -> None:
    for path in MODULES:
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"except Exception|except:|^\s*print\(", text, re.MULTILINE), path


def test_no_rule_knows_the_answer() -> None:
    """Titles, places and counts of the bundled report stand in no rule and no query."""
    source = (ROOT / "data/sources/hangzhou-15fyp-report.txt").read_text(encoding="utf-8")
    headings = re.findall(r"^\d{1,2}\.([^。\n]+)。", source, re.MULTILINE)
    names = {name for name in headings if len(name) > 6}
    names |= set(re.findall(r"第[一二三四五六七八九十]+篇“([^”]+)”", source))
    names |= {"杭州", "296X", "人工智能", "第二篇专门", "临平", "钱塘"}
    assert len(names) > 40
    rules = [*MODULES, *(ROOT / "queries").rglob("*.rq"), *(ROOT / "kg/profiles").glob("*.toml")]
    for path in rules:
        text = path.read_text(encoding="utf-8")
        code = re.sub(r'"""[\s\S]*?"""|#[^\n]*', "", text)
        found = {name for name in names if name in code}
        assert not found, (path, found)
        assert not re.search(r"(?<![\d.])(?:38|57|34|14273)(?![\d.])", code), path
