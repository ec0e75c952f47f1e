#!/usr/bin/env bash
# Installs the system's packages that are missing when root on Debian, otherwise names the one line to type.
# `scripts/system.sh python` for what `make demo` may need, `test` for what `make test` and `bench` for what `make bench`.
set -euo pipefail

missing=()
need() { # package, then a test that it is there
  local package=$1
  shift
  "$@" >/dev/null 2>&1 || missing+=("$package")
}
need_postgresql() {
  need postgresql sh -c 'command -v initdb || ls /usr/lib/postgresql/*/bin/initdb'
}

case ${1:-test} in
  python)
    need python3-venv python3 -c 'import ensurepip, venv'
    ;;
  test)
    need chromium sh -c 'command -v chromium || command -v chromium-browser || command -v google-chrome'
    need_postgresql
    need poppler-utils command -v pdftotext
    ;;
  bench)
    need chromium sh -c 'command -v chromium || command -v chromium-browser || command -v google-chrome'
    need_postgresql
    # WeasyPrint draws with them.
    need libpangoft2-1.0-0 sh -c 'ldconfig -p | grep libpangoft2-1.0.so'
    need libharfbuzz-subset0 sh -c 'ldconfig -p | grep libharfbuzz-subset.so'
    ;;
  *) echo "usage: scripts/system.sh [python|test|bench]" >&2; exit 2 ;;
esac
[ ${#missing[@]} -eq 0 ] && exit 0

if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
  echo "Installing ${missing[*]}"
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq </dev/null >/dev/null
  apt-get install --yes -qq --no-install-recommends "${missing[@]}" </dev/null >/dev/null
else
  echo "These system packages are missing: ${missing[*]}" >&2
  echo "On Debian or Ubuntu: sudo apt-get update && sudo apt-get install --yes ${missing[*]}" >&2
  exit 1
fi
