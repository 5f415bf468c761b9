"""What is delivered: extras that are said when they are missing, and lock files that hold."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import yaml

from kg.cli import run
from kg.cli.group import COMMANDS
from kg.extras import EXTRAS
from kg.query import read_header

ROOT = Path(__file__).parents[1]
OWN = "planning-kg"
# Libraries that are imported by another name than they are installed by.
IMPORTED = {"python-docx": "docx"}
LOCKS = {"requirements.lock": False, "requirements-dev.lock": True}

_NAME = re.compile(r"^([A-Za-z0-9._-]+)")
_PINNED = re.compile(r"([a-z0-9][a-z0-9.-]*)==([0-9][\w.+!-]*)(?: ; [^\\]+)?")
_HASH = re.compile(r"    --hash=sha256:[0-9a-f]{64}(?: \\)?")


def project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def name_of(requirement: str) -> str:
    found = _NAME.match(requirement)
    assert found, requirement
    return re.sub(r"[-_.]+", "-", found[1]).lower()


def test_each_library_of_an_extra_is_known_by_its_absence() -> None:
    extras = dict(project()["project"]["optional-dependencies"])
    everything = extras.pop("all")
    known = {
        (IMPORTED.get(name_of(requirement), name_of(requirement)).replace("-", "_"), extra)
        for extra, requirements in extras.items()
        for requirement in requirements
        if name_of(requirement) != OWN
    }
    assert known == set(EXTRAS.items())
    assert everything == [f"planning-kg[{','.join(sorted(extras))}]"]


NEEDS = {
    "xlsxwriter": ["query", "tasks", "-f", "xlsx", "-o", "x.xlsx"],
    "markupsafe": ["graph", "-o", "x.html"],
    "pyvis": ["graph", "-o", "x.html"],
    "networkx": ["graph", "-o", "x.html"],
    "jinja2": ["site", "-o", "site"],
    "docx": ["audit", "-f", "docx", "-o", "x.docx"],
    "shacl_rust": ["validate"],
}


@pytest.mark.parametrize("library", NEEDS)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_missing_library_is_said_in_one_line_with_its_remedy(
    library: str,
    lang: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in [name for name in sys.modules if name.partition(".")[0] == library]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, library, None)
    assert run(["-q", "--lang", lang, *NEEDS[library]]) == 3
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert f'pip install "planning-kg[{EXTRAS[library]}]"' in said.err
    assert list(tmp_path.iterdir()) == []


def test_the_list_of_commands_says_what_each_says_of_itself() -> None:
    for name, (module, summary) in COMMANDS.items():
        assert summary == getattr(import_module(module), name).get_short_help_str(200)


def test_the_short_way_through_a_header_reads_what_yaml_reads() -> None:
    for path in sorted((ROOT / "queries").rglob("*.rq")):
        text = path.read_text(encoding="utf-8")
        lines = re.findall(r"^#\+ ?(.*)$", text, re.MULTILINE)
        assert read_header(text) == (yaml.safe_load("\n".join(lines)) or {}), path


def test_a_missing_library_of_no_extra_is_a_defect(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "kg.explain", None)
    with pytest.raises(ModuleNotFoundError):
        run(["-q", "explain", "task/1"])


HEAVY = {"networkx", "igraph", "pyvis", "IPython", "xlsxwriter", "shacl_rust", "rdflib", "pyshacl"}


@pytest.mark.parametrize(
    ("arguments", "others"),
    [
        (["--help"], {"pyoxigraph", "yaml", "urllib.request", "ssl", "kg.store"}),
        (["-q", "query", "tasks"], {"yaml", "urllib.request", "ssl", "kg.model", "kg.source"}),
        (["-q", "build"], {"yaml", "urllib.request", "ssl", "kg.check", "kg.pages"}),
        (["-q", "build", "--no-audit"], {"yaml", "kg.check", "kg.audit", "kg.pages"}),
    ],
    ids=["help", "query", "build", "build-without-audit"],
)
def test_a_command_loads_only_what_it_needs(arguments: list[str], others: set[str]) -> None:
    code = (
        "import sys; from kg.cli import run; run(sys.argv[1:]);"
        "sys.stderr.write(' '.join(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, check=True, text=True
    )
    assert (HEAVY | others) & set(done.stderr.split()) == set()


def pins(name: str) -> dict[str, list[str]]:
    """Read a lock file strictly: a requirement, its hashes, and remarks; nothing else."""
    found: dict[str, list[str]] = {}
    hashes = 0
    for line in (ROOT / name).read_text(encoding="utf-8").splitlines():
        if re.fullmatch(r" *# .*", line):
            continue
        if line.startswith("    --hash"):
            assert _HASH.fullmatch(line), line
            hashes += 1
            continue
        match = _PINNED.fullmatch(line.removesuffix("\\").rstrip())
        assert match, line
        assert line.endswith(" \\"), line
        assert hashes or not found, line
        found.setdefault(match[1], []).append(match[2])
        hashes = 0
    assert hashes
    return found


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_file_covers_all_that_the_project_asks_for(name: str) -> None:
    data = project()
    wanted = list(data["project"]["dependencies"])
    for extra, requirements in data["project"]["optional-dependencies"].items():
        wanted += [] if extra == "all" else requirements
    wanted = [requirement for requirement in wanted if name_of(requirement) != OWN]
    if LOCKS[name]:
        wanted += data["dependency-groups"]["dev"]
    locked = pins(name)
    assert {name_of(requirement) for requirement in wanted} - set(locked) == set()
    for requirement in wanted:
        least = re.search(r">=([\d.]+)", requirement)
        for version in locked[name_of(requirement)] if least else []:
            assert numbers(version) >= numbers(least[1] if least else ""), requirement


def numbers(version: str) -> list[int]:
    return [int(piece) for piece in re.findall(r"\d+", version)]


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_file_names_no_address_and_no_place(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert not re.search(r"://|index-url|find-links|file:|@ |(?<![\w.])/", text)


def test_the_lock_files_agree() -> None:
    dev = pins("requirements-dev.lock")
    for name, versions in pins("requirements.lock").items():
        assert dev[name] == versions, name
