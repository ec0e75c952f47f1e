#!/usr/bin/env bash
# Writes requirements/*.txt anew: every package that is ever installed, with its version and hashes.
set -euo pipefail
cd "$(dirname "$0")/.."

python=.venv/bin/python
uv=${UV:-.venv/bin/uv}

lock() { # name, then what uv reads
  local name=$1
  shift
  "$uv" pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
    --custom-compile-command scripts/lock.sh --output-file "requirements/$name.txt" ${UPGRADE:+--upgrade} "$@"
}

# hatchling asks for `editables` when it installs the project in place.
build_requirements() {
  "$python" -c 'import tomllib; print("\n".join(tomllib.load(open("pyproject.toml", "rb"))["build-system"]["requires"]))'
  echo editables
}

lock base pyproject.toml
lock test --group test --constraint requirements/base.txt
lock check --group check --constraint requirements/base.txt --constraint requirements/test.txt
lock bench --group bench --constraint requirements/base.txt --constraint requirements/test.txt
build_requirements | lock build --constraint requirements/base.txt --constraint requirements/test.txt -
grep --extended-regexp --line-number '://' requirements/*.txt && { echo "A host name slipped into requirements." >&2; exit 1; }
exit 0
