#!/bin/sh
# kg 命令;第一次使用时从 program/wheels 安装,不需要网络。 The command; installs itself at first use.
#   ./kg.sh query tasks
set -eu
program=$(cd -- "$(dirname -- "$0")" && pwd)/program
if [ ! -f "$program/env/.done" ]; then
  python=$(command -v python3.11 || command -v python3 || true)
  if [ -z "$python" ]; then
    echo "需要64位的 Python 3.11;见 说明.txt。 64-bit Python 3.11 is needed." >&2
    exit 2
  fi
  "$python" "$program/install.py"
fi
if [ $# -eq 0 ]; then
  set -- --help
fi
exec "$program/env/bin/python" -m kg "$@"
