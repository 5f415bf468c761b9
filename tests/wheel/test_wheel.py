"""The wheel, built from the sdist and installed elsewhere, works without the checkout.

It takes its libraries from the package index, which the other tests must not need: ``make
test-wheel``.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FOLDERS = ("ontology", "queries", "data", "profiles", "pages/templates", "pages/vendor")


def call(*command: object, cwd: Path, status: int = 0) -> subprocess.CompletedProcess[str]:
    """Run a command away from the checkout and from its environment's settings."""
    settings = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PYTHON", "KG_", "VIRTUAL_ENV"))
    }
    done = subprocess.run(
        [str(word) for word in command], cwd=cwd, env=settings, capture_output=True, text=True
    )
    assert done.returncode == status, done.stdout + done.stderr
    return done


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    # The sdist first, then the wheel from it: what the sdist lacks, the wheel lacks.
    call(sys.executable, "-m", "build", "--outdir", folder, ROOT, cwd=folder)
    [found] = folder.glob("*.whl")
    return found


@pytest.fixture(scope="session")
def place(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a fresh environment with the core alone; a later test adds the extras."""
    folder = tmp_path_factory.mktemp("elsewhere")
    venv.create(folder / "venv", with_pip=True)
    call(python(folder), "-m", "pip", "install", "--quiet", wheel, cwd=folder)
    return folder


def python(place: Path) -> Path:
    folder = "Scripts" if os.name == "nt" else "bin"
    return place / "venv" / folder / "python"


def kg(place: Path, *arguments: object, status: int = 0) -> subprocess.CompletedProcess[str]:
    return call(python(place).with_name("kg"), *arguments, cwd=place, status=status)


def test_the_wheel_holds_all_that_the_commands_read(wheel: Path) -> None:
    shipped = set(zipfile.ZipFile(wheel).namelist())
    sources = {
        f"kg/{path.relative_to(ROOT / 'kg').as_posix()}"
        for path in (ROOT / "kg").rglob("*")
        if path.is_file() and path.suffix != ".pyc"
    }
    for name in ("ontology", "queries", "data"):
        sources |= {
            f"kg/{path.relative_to(ROOT).as_posix()}"
            for path in (ROOT / name).rglob("*")
            if path.is_file()
        }
    inside = {name for name in shipped if name.startswith("kg/")}
    assert inside == sources
    with tarfile.open(next(wheel.parent.glob("*.tar.gz"))) as sdist:
        names = {name.partition("/")[2] for name in sdist.getnames()}
    assert {"pyproject.toml", "README.md", "LICENSE", "Makefile", "requirements.lock"} <= names


def test_the_core_answers_without_extras(place: Path) -> None:
    assert "tasks" in kg(place, "queries").stdout
    assert kg(place, "-q", "query", "tasks").stdout.count("/task/") == 15
    assert "task/3" in kg(place, "-q", "explain", "suggestion/4").stdout
    kg(place, "-q", "build", "-o", "graph.trig")
    kg(place, "-q", "--store", "graph.trig", "export", "-o", "graph.ttl")
    code = "import kg; print(kg.__file__)"
    assert "site-packages" in call(python(place), "-c", code, cwd=place).stdout


def test_what_needs_an_extra_says_so_in_one_line(place: Path) -> None:
    commands = {
        "graph": ["graph", "-o", "g.html"],
        "excel": ["query", "tasks", "-f", "xlsx", "-o", "x.xlsx"],
        "validate": ["validate"],
    }
    for extra, arguments in commands.items():
        said = kg(place, "-q", *arguments, status=3).stderr
        assert said.count("\n") == 1
        assert f'pip install "planning-kg[{extra}]"' in said


def test_with_all_extras_every_command_works(place: Path, wheel: Path) -> None:
    call(python(place), "-m", "pip", "install", "--quiet", f"{wheel}[all]", cwd=place)
    kg(place, "-q", "demo", "-o", "demo")
    names = {path.name for path in (place / "demo").iterdir()}
    assert {"graph.trig", "audit.xlsx", "graph.html", "validation.txt", "tables.xlsx"} <= names
    kg(place, "-q", "graph", "-o", "graph.html")
    kg(place, "-q", "--store", "demo/graph.trig", "validate")
    # The shipped graph is the same in another format.
    kg(place, "-q", "export", "-o", "shipped.trig")
    kg(place, "-q", "--store", "demo/graph.trig", "export", "-o", "made.trig")
    assert (place / "made.trig").read_bytes() == (place / "shipped.trig").read_bytes()
