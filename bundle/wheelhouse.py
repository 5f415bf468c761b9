"""The wheels of all locked libraries, for systems other than this one."""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from packaging.requirements import Requirement

PYTHON = "3.11"
_CPYTHON = {
    "implementation_name": "cpython",
    "platform_python_implementation": "CPython",
    "python_full_version": f"{PYTHON}.0",
    "python_version": PYTHON,
}
_HASH = re.compile(r"--hash=(sha256:[0-9a-f]{64})")


@dataclass(frozen=True, slots=True)
class Platform:
    """A system that wheels are for.

    Attributes:
        tags: Its tags, as pip takes them, the newest first.
        markers: What sets it apart in the markers of a lock file.
    """

    name: str
    tags: tuple[str, ...]
    markers: Mapping[str, str]


WINDOWS = Platform(
    "windows",
    ("win_amd64",),
    {
        "os_name": "nt",
        "platform_machine": "AMD64",
        "platform_system": "Windows",
        "sys_platform": "win32",
    },
)
LINUX = Platform(
    "linux",
    tuple(
        f"{tag}_x86_64"
        for tag in ("manylinux_2_28", "manylinux_2_24", "manylinux_2_17", "manylinux2014")
    ),
    {
        "os_name": "posix",
        "platform_machine": "x86_64",
        "platform_system": "Linux",
        "sys_platform": "linux",
    },
)
PLATFORMS = (WINDOWS, LINUX)


@dataclass(frozen=True, slots=True)
class Pin:
    """A library as a lock file has it.

    Attributes:
        hashes: Of all files that it may be installed from.
    """

    requirement: Requirement
    hashes: tuple[str, ...]

    def is_for(self, platform: Platform) -> bool:
        """Say whether a system needs it."""
        marker = self.requirement.marker
        environment = {**_CPYTHON, **platform.markers}
        return marker is None or marker.evaluate(environment)

    def line(self) -> str:
        """Write it for pip, without its marker: pip would ask it of the system that it runs on."""
        named = f"{self.requirement.name}{self.requirement.specifier}"
        return " ".join([named, *(f"--hash={digest}" for digest in self.hashes)])


def read_lock(text: str) -> list[Pin]:
    r"""Read a lock file.

    >>> [pin] = read_lock("a==1 ; os_name == 'nt' \\\n    --hash=sha256:" + "0" * 64)
    >>> pin.is_for(WINDOWS), pin.is_for(LINUX)
    (True, False)
    """
    lines = [line for line in text.splitlines() if not line.lstrip().startswith("#")]
    entries = "\n".join(lines).replace("\\\n", " ").splitlines()
    return [
        Pin(Requirement(entry.partition("--hash")[0].strip()), tuple(_HASH.findall(entry)))
        for entry in entries
        if entry.strip()
    ]


def fetch_wheels(pins: Iterable[Pin], platform: Platform, folder: Path) -> None:
    """Fetch a system's wheels into a folder; a library without one is an error of pip's."""
    wanted = "".join(f"{pin.line()}\n" for pin in pins if pin.is_for(platform))
    with tempfile.TemporaryDirectory() as place:
        listed = Path(place) / "requirements.txt"
        listed.write_text(wanted, encoding="utf-8")
        options = [option for tag in platform.tags for option in ("--platform", tag)]
        options += [word for abi in ("cp311", "abi3", "none") for word in ("--abi", abi)]
        subprocess.run(
            [
                *(sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"),
                *("download", "--only-binary=:all:", "--no-deps", "--require-hashes"),
                *("--implementation", "cp", "--python-version", PYTHON, *options),
                *("--requirement", str(listed), "--dest", str(folder)),
            ],
            check=True,
        )


def build_wheel(root: Path, folder: Path) -> Path:
    """Build the project's own wheel into a folder of nothing else."""
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--outdir", str(folder), str(root)],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    [wheel] = folder.glob("*.whl")
    return wheel
