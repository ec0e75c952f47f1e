#!/usr/bin/env bash
# Makes .venv ready and is quick when it already is: `scripts/setup.sh run` for the product alone,
# `scripts/setup.sh test` for the tests and checks too, `scripts/setup.sh bench` for the measurements.
set -euo pipefail
cd "$(dirname "$0")/.."

purpose=${1:-run}
case $purpose in
  run) files=(build base) ;;
  test) files=(build base test check) ;;
  bench) files=(build base bench) ;;
  *) echo "usage: scripts/setup.sh [run|test|bench]" >&2; exit 2 ;;
esac

find_python() {
  local candidate
  for candidate in ${PYTHON:-} python3 python3.13 python3.12 python3.11; do
    if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      command -v "$candidate"
      return
    fi
  done
  echo "Khai Giảng needs Python 3.11 or newer. On Debian: sudo apt-get install --yes python3 python3-venv" >&2
  return 1
}

make_venv() {
  local python
  python=$(find_python)
  if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    scripts/system.sh python
  fi
  echo "Making .venv with $("$python" --version)"
  "$python" -m venv --clear .venv
}

fingerprint() {
  cat pyproject.toml hatch_build.py scripts/setup.sh "${files[@]/#/requirements/}" 2>/dev/null | sha256sum | cut -d' ' -f1
}

.venv/bin/python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || make_venv
files=("${files[@]/%/.txt}")
wanted=$(fingerprint)
stamp=.venv/.ready-for-$purpose
if [ "$(cat "$stamp" 2>/dev/null)" != "$wanted" ]; then
  echo "Installing what requirements/ names (once; a few minutes)"
  # Only ready-made packages: building one from source would fetch build tools that no hash covers.
  # Python compiles what is imported when it is imported; compiling thousands of files ahead would take longer than fetching them.
  .venv/bin/python -m pip install --quiet --no-compile --require-hashes --only-binary :all: \
    "${files[@]/#/--requirement=requirements/}"
  .venv/bin/python -m pip install --quiet --no-compile --no-build-isolation --no-deps --editable .
  echo "$wanted" > "$stamp"
fi
# What the repository does not hold: the pages' font and the compiled Vietnamese catalogues.
.venv/bin/python scripts/build_assets.py
# And what is compiled for this machine: the solvers' search.
.venv/bin/python -m khaigiang.solvers.warm
