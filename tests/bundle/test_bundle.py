"""The bundle: what it holds, and an install from it with the network cut. ``make test-bundle``.

To make it takes the package index; to install from it must not.
"""

from __future__ import annotations

import csv
import io
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
from packaging import tags
from packaging.utils import canonicalize_name, parse_wheel_filename
from pyoxigraph import RdfFormat, parse

from bundle.wheelhouse import LINUX, PLATFORMS, WINDOWS, Platform, read_lock
from kg import resources
from kg.export.archive import unpack

ROOT = Path(__file__).parents[2]
FOLDER = "planning-kg/"
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")

# Read by every Python that starts, pip's too.
CUT = """
import sys

def refuse(event, arguments):
    if event in {"socket.connect", "socket.getaddrinfo", "socket.sendto"}:
        raise RuntimeError("the network is cut")

sys.addaudithook(refuse)
"""


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    target = tmp_path_factory.mktemp("bundle") / "bundle.zip"
    subprocess.run([sys.executable, "-m", "bundle", str(target)], cwd=ROOT, check=True)
    return target.read_bytes()


@pytest.fixture(scope="session")
def files(archive: bytes) -> dict[str, bytes]:
    held = dict(unpack(archive))
    assert all(name.startswith(FOLDER) for name in held)
    return {name.removeprefix(FOLDER): data for name, data in held.items()}


@pytest.fixture(scope="session")
def place(archive: bytes, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Unpack the bundle where a person might: a folder with a blank and Chinese in its name."""
    folder = tmp_path_factory.mktemp("elsewhere") / "下载 的文件"
    with zipfile.ZipFile(io.BytesIO(archive)) as held:
        held.extractall(folder)
    cut = folder / "cut"
    cut.mkdir()
    (cut / "sitecustomize.py").write_text(CUT, encoding="utf-8")
    return folder / "planning-kg"


def call(place: Path, *command: object, status: int = 0) -> str:
    kept = {"HOME", "LANG", "PATH", "TMPDIR"}
    settings = {name: value for name, value in os.environ.items() if name in kept}
    settings["PYTHONPATH"] = str(place.parent / "cut")
    done = subprocess.run(
        [str(word) for word in command], cwd=place, env=settings, capture_output=True, check=False
    )
    assert done.returncode == status, (done.stdout + done.stderr).decode()
    return (done.stdout if status == 0 else done.stderr).decode()


def test_all_that_the_note_names_is_there(files: dict[str, bytes]) -> None:
    note = files["说明.txt"].decode("utf-8-sig")
    named = re.findall(r"^  (\S+[./]\S*|\S+/)", note, re.MULTILINE)
    assert len(named) >= 7
    for name in named:
        assert any(held == name or held.startswith(name) for held in files), name
    for ending in re.findall(r"(\.[a-z.]+)\(", note):
        assert f"图谱/hangzhou-15fyp-report{ending}" in files
    assert b"\r\n" in files["说明.txt"]
    shipped = parse(path=str(resources.bundled_graph()))
    assert set(parse(files["图谱/hangzhou-15fyp-report.trig"], RdfFormat.TRIG)) == set(shipped)


@pytest.mark.parametrize("platform", PLATFORMS, ids=lambda platform: platform.name)
def test_each_locked_library_has_a_wheel(files: dict[str, bytes], platform: Platform) -> None:
    known = {
        *tags.cpython_tags((3, 11), platforms=list(platform.tags)),
        *tags.compatible_tags((3, 11), "cp311", list(platform.tags)),
    }
    held = set()
    for name in files:
        if name.endswith(".whl"):
            library, version, _, made_for = parse_wheel_filename(name.rsplit("/", 1)[-1])
            if made_for & known:
                held.add((library, str(version)))
    wanted = {
        (canonicalize_name(pin.requirement.name), str(pin.requirement.specifier).lstrip("="))
        for pin in read_lock(LOCK)
        if pin.is_for(platform)
    }
    assert wanted - held == set()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert canonicalize_name(project["name"]) in {library for library, _ in held}


def test_the_systems_differ_where_the_lock_file_says_so() -> None:
    pins = read_lock(LOCK)
    assert len(pins) == len(re.findall(r"^[a-z0-9]", LOCK, re.MULTILINE))
    only = {
        platform.name: {
            pin.requirement.name
            for pin in pins
            if pin.is_for(platform) and pin.requirement.marker is not None
        }
        for platform in (WINDOWS, LINUX)
    }
    assert "colorama" in only["windows"] - only["linux"]
    assert "pexpect" in only["linux"] - only["windows"]


def test_no_file_of_the_program_names_an_address(files: dict[str, bytes]) -> None:
    for name, data in files.items():
        if name.startswith(("program/", "kg.", "说明")) and not name.endswith(".whl"):
            assert b"://" not in data, name


def test_windows_can_read_its_script(files: dict[str, bytes]) -> None:
    script = files["kg.bat"]
    assert script.count(b"\n") == script.count(b"\r\n") > 10
    text = script.decode()
    # Characters beyond ASCII may stand only after the code page is set, and in no command.
    before, _, after = text.partition("chcp 65001")
    assert before.isascii()
    assert all(line.isascii() or line.startswith("echo ") for line in after.splitlines())
    assert set(re.findall(r"goto (\w+)", text)) <= set(re.findall(r"^:(\w+)", text, re.MULTILINE))


def test_it_is_installed_with_the_network_cut_and_answers(place: Path) -> None:
    tasks = csv.DictReader(io.StringIO(call(place, "sh", "kg.sh", "-q", "query", "tasks")))
    assert [row["n"] for row in tasks] == [str(n) for n in range(1, 16)]
    python = place / "program" / "env" / "bin" / "python"
    assert "No broken requirements" in call(place, python, "-m", "pip", "check")
    tried = "import socket; socket.create_connection(('127.0.0.1', 9))"
    assert "the network is cut" in call(place, python, "-c", tried, status=1)
    # All extras are there: pages, workbooks, Word files, shapes.
    call(place, "sh", "kg.sh", "-q", "demo", "-o", "demo")
    graph = (place / "demo" / "graph.trig").read_bytes()
    assert graph == (place / "图谱" / "hangzhou-15fyp-report.trig").read_bytes()
    assert (place / "demo" / "审查要点.docx").is_file()


def test_a_wheel_that_was_changed_is_not_installed(place: Path) -> None:
    [wheel] = (place / "program" / "wheels").glob("click-*.whl")
    before = wheel.read_bytes()
    done, program = place / "program" / "env" / ".done", place / "program" / "install.py"
    wheel.write_bytes(before + b" ")
    done.unlink(missing_ok=True)
    said = call(place, "python3", program, status=1)
    assert "HASH" in said.upper()
    assert not done.exists()
    wheel.write_bytes(before)
