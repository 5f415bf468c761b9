"""Install planning-kg into a folder beside this file, from the wheels beside it; no network."""

import os
import subprocess
import sys
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
ENVIRONMENT = HERE / "env"
WANTED = (3, 11)


def main() -> int:
    """Make the environment anew; an earlier one may be half done."""
    if sys.version_info[:2] != WANTED or sys.maxsize < 2**32:
        found = f"{sys.version_info[0]}.{sys.version_info[1]}"
        sys.stderr.write(
            f"需要64位的 Python 3.11,现在的是 {found};见 说明.txt\n"
            f"64-bit Python 3.11 is needed, this is {found}\n"
        )
        return 2
    sys.stderr.write("正在安装,约一分钟,不需要网络…… installing, no network is needed\n")
    venv.create(ENVIRONMENT, with_pip=True, clear=True)
    folder, name = ("Scripts", "python.exe") if os.name == "nt" else ("bin", "python")
    command = [
        *(ENVIRONMENT / folder / name, "-m", "pip", "--isolated", "--disable-pip-version-check"),
        *("--quiet", "install", "--no-index", "--no-deps", "--require-hashes"),
        *("--find-links", HERE / "wheels", "--requirement", HERE / "requirements.txt"),
    ]
    # Settings of this computer do not matter: all that is installed lies here.
    settings = {**os.environ, "PIP_CONFIG_FILE": os.devnull}
    status = subprocess.run([str(word) for word in command], env=settings).returncode
    if status == 0:
        (ENVIRONMENT / ".done").touch()
    return status


if __name__ == "__main__":
    sys.exit(main())
