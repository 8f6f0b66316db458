# shellcheck shell=bash
# Sourced by every command here: finds a Python, makes .venv, installs the locked packages, then `services ARGS` runs the rest.
# Everything beyond that is Python, in kinerja/services/.
set -euo pipefail
# What a person set for other work and would lead astray here.
unset CDPATH PYTHONHOME PYTHONPATH
export PIP_USER=0

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
VENV=$ROOT/.venv
cd "$ROOT"

fail() {
  printf '\n%s\n' "$1" >&2
  [ $# = 1 ] || printf '%s\n' "${@:2}" >&2
  exit 1
}

# apt_get PACKAGE...: installs as root, succeeds only if it could. What apt says is shown when it fails.
apt_get() {
  # No dialogues: Ubuntu's needrestart would wait for an answer that nobody is asked for.
  local -x DEBIAN_FRONTEND=noninteractive
  local log options=(-y --no-install-recommends -o "DPkg::Lock::Timeout=120")
  [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || return 1
  printf 'Installing %s ...\n' "$*" >&2
  log=$(mktemp)
  if apt-get install "${options[@]}" "$@" >"$log" 2>&1 </dev/null ||
    { apt-get update && apt-get install "${options[@]}" "$@"; } >"$log" 2>&1 </dev/null; then
    rm -f "$log"
    return 0
  fi
  tail -n 4 "$log" >&2
  rm -f "$log"
  return 1
}

# apt_command PACKAGE...: what a person types instead; a fresh machine has no lists of packages yet.
apt_command() {
  local sudo="sudo "
  [ "$(id -u)" != 0 ] || sudo=
  printf 'Type: %sapt-get update && %sapt-get install -y %s' "$sudo" "$sudo" "$*"
}

new_enough() {
  "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

# The first Python that is new enough; KINERJA_PYTHON names one outright, and then no other will do.
find_python() {
  local candidate
  for candidate in ${KINERJA_PYTHON:-python3 python3.11 python3.12 python3.13 python3.14}; do
    if new_enough "$candidate"; then
      printf '%s\n' "$candidate"
      return 0
    fi
  done
  fail "Kinerja needs Python 3.11 or newer; ${KINERJA_PYTHON:-this machine} offers $("${KINERJA_PYTHON:-python3}" --version 2>/dev/null || echo none)." \
    "$(apt_command python3.11 python3.11-venv)      (or name another: KINERJA_PYTHON=/path/to/python3.12 $0)"
}

# Debian and Ubuntu ship Python without venv and pip; the package that brings them carries the version in its name.
require_venv_module() {
  local python=$1 package others="libpango-1.0-0 libpangoft2-1.0-0"
  "$python" -c 'import venv, ensurepip' >/dev/null 2>&1 && return 0
  package=$("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')
  apt_get "$package" || true
  "$python" -c 'import venv, ensurepip' >/dev/null 2>&1 && return 0
  # Pango is asked for later, from Python; who has to ask an administrator asks once.
  apt-get install --simulate libharfbuzz-subset0 >/dev/null 2>&1 && others="$others libharfbuzz-subset0"
  fail "Python's venv module is missing." "$(apt_command "$package" "$others")"
}

# Whether .venv was finished once, no installer was killed in it since, and it still has the Python that it was made with: an
# upgrade of the system changes that.
venv_is_whole() {
  [ ! -e "$VENV/.installing" ] && compgen -G "$VENV/.kinerja-*" >/dev/null &&
    "$VENV/bin/python" -c 'import pip, sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

make_venv() {
  local python
  venv_is_whole && return 0
  python=$(find_python)
  require_venv_module "$python"
  printf 'Making the virtual environment .venv ...\n' >&2
  "$python" -m venv --clear "$VENV" || fail "The virtual environment could not be made in $VENV." "Look at the message above, then type: rm -rf .venv && $0"
  touch "$VENV/.kinerja-made"
}

# What .venv holds is written in a stamp: the hash of the lock files and of the interpreter it was filled for.
lock_hash() {
  { cat "$@"; "$VENV/bin/python" -VV; } | sha256sum | cut -d' ' -f1
}

pip_install() {
  local log said arguments=() lock
  for lock in "$@"; do arguments+=(-r "$lock"); done
  log=$(mktemp)
  printf 'Installing the locked packages (%s) ...\n' "$*" >&2
  # A package that was killed half-way counts as installed for pip. This file goes when pip ends, whatever it says.
  touch "$VENV/.installing"
  if "$VENV/bin/python" -m pip install --quiet --disable-pip-version-check --no-input --retries 2 \
    --only-binary :all: --require-hashes "${arguments[@]}" 2>"$log"; then
    rm -f "$log" "$VENV/.installing"
    return 0
  fi
  said=$(cat "$log")
  rm -f "$log" "$VENV/.installing"
  printf '%s\n' "$said" >&2
  if grep -qiE 'Max retries|NewConnectionError|Name or service not known|name resolution|timed out|Connection(Error| refused| reset)|ProxyError|SSLError' <<<"$said"; then
    fail "The packages could not be fetched: no network, or no package index within reach." \
      "Check the network, or name a mirror: PIP_INDEX_URL=https://mirror.example/simple $0"
  fi
  if grep -q 'from versions: ' <<<"$said"; then
    fail "The package index does not offer this for $("$VENV/bin/python" -V) on $(uname -m)." \
      "Name another index or another Python: PIP_INDEX_URL=https://mirror.example/simple KINERJA_PYTHON=python3.11 $0"
  fi
  fail "The locked packages could not be installed; the reason stands above." "When it is mended, type: $0"
}

# install_packages runtime|dev: an installation for development also serves at run time.
install_packages() {
  local locks=(requirements.txt) stamp=$VENV/.kinerja-$1 hash
  [ "$1" = runtime ] || locks+=(requirements-dev.txt)
  [ "$1" = runtime ] && [ "$(cat "$VENV/.kinerja-dev" 2>/dev/null)" = "$(lock_hash requirements.txt requirements-dev.txt)" ] && return 0
  hash=$(lock_hash "${locks[@]}")
  [ "$(cat "$stamp" 2>/dev/null)" = "$hash" ] && return 0
  pip_install "${locks[@]}"
  printf '%s\n' "$hash" >"$stamp"
}

require_writable() {
  local -x LC_ALL=C
  local said
  said=$({ : >>"$ROOT/.venv.lock"; } 2>&1) && return 0
  case $said in
  *"Read-only"*) fail "$ROOT lies on a read-only file system, so nothing can be installed there." "Type: cp -r $ROOT ~/kinerja && ~/kinerja/script/${0##*/}" ;;
  *"No space"*) fail "No space is left where $ROOT lies." "Type: df -h $ROOT" ;;
  # Left by somebody else, say by root who tried it first.
  *) fail "$ROOT or what lies in it belongs to another user, so nothing can be installed there." "Type: sudo chown -R $(id -un) $ROOT" ;;
  esac
}

# prepare runtime|dev: one at a time, because two installers in one .venv break it.
prepare() {
  require_writable
  (
    exec 9>"$ROOT/.venv.lock"
    flock 9
    make_venv
    install_packages "$1"
  )
}

services() {
  exec "$VENV/bin/python" -m kinerja.services "$@"
}
