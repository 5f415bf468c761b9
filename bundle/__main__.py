"""Write the bundle: ``python -m bundle build/planning-kg-bundle.zip``."""

from __future__ import annotations

import hashlib
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bundle.wheelhouse import PLATFORMS, build_wheel, fetch_wheels, read_lock
from kg import __version__
from kg.cli import run
from kg.demo import run_demo
from kg.export.archive import pack
from kg.resources import BUNDLED
from kg.store import write_whole

ROOT = Path(__file__).parents[1]
PROGRAM = Path(__file__).parent / "program"
FOLDER = "planning-kg"
# What the demo writes, and what it is called in the bundle.
RESULTS = {
    "site": "网页",
    "audit.xlsx": "审核.xlsx",
    "audit.docx": "审核.docx",
    "审查要点.docx": "审查要点.docx",
    "tables.xlsx": "查询结果.xlsx",
    "graph.trig": f"图谱/{BUNDLED}.trig",
}
# The description comes last: it lists the files beside it.
EXPORTS = (".ttl", ".gexf", ".csvw.zip", ".dcat.jsonld")
STARTERS = ("kg.bat", "kg.sh", "说明.txt")


def read_results(place: Path) -> Iterator[tuple[str, bytes]]:
    """Make what a person opens."""
    run_demo(place / "demo")
    for made, name in RESULTS.items():
        path = place / "demo" / made
        files = [path] if path.is_file() else sorted(p for p in path.rglob("*") if p.is_file())
        for file in files:
            inside = file.relative_to(path).as_posix() if path.is_dir() else ""
            yield f"{name}/{inside}".rstrip("/"), file.read_bytes()
    graph = place / f"{BUNDLED}.trig"
    graph.write_bytes((place / "demo" / "graph.trig").read_bytes())
    for ending in EXPORTS:
        target = graph.with_name(BUNDLED + ending)
        status = run(["-q", "--store", str(graph), "export", "-o", str(target)])
        if status:
            sys.exit(status)
        yield f"图谱/{target.name}", target.read_bytes()
    source = ROOT / "data" / "sources" / f"{BUNDLED}.txt"
    yield f"原文/{source.name}", source.read_bytes()


def read_program(place: Path) -> Iterator[tuple[str, bytes]]:
    """Gather the program with all that it is installed from."""
    for name in STARTERS:
        text = (PROGRAM / name).read_text(encoding="utf-8")
        if name.endswith(".sh"):
            yield name, text.encode()
        else:
            # Notepad of old wants a mark and its own line ends; the command line wants no mark.
            mark = "\ufeff" if name.endswith(".txt") else ""
            yield name, (mark + text.replace("\n", "\r\n")).encode()
    yield "program/install.py", (PROGRAM / "install.py").read_bytes()
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    pins = read_lock(lock)
    wheels = place / "wheels"
    for platform in PLATFORMS:
        fetch_wheels(pins, platform, wheels)
    own = build_wheel(ROOT, place / "own")
    digest = hashlib.sha256(own.read_bytes()).hexdigest()
    listed = f"{lock}planning-kg=={__version__} \\\n    --hash=sha256:{digest}\n"
    yield "program/requirements.txt", listed.encode()
    for wheel in sorted([*wheels.glob("*.whl"), own], key=lambda path: path.name):
        yield f"program/wheels/{wheel.name}", wheel.read_bytes()


def main(target: Path) -> None:
    """Write the bundle and say how large it is."""
    with tempfile.TemporaryDirectory() as place:
        files = [*read_program(Path(place)), *read_results(Path(place))]
    data = pack([(f"{FOLDER}/{name}", held) for name, held in files], runnable=[f"{FOLDER}/kg.sh"])
    write_whole(target, data)
    sys.stderr.write(f"{target}: {len(files)} files, {len(data) / 1e6:.1f} MB\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
