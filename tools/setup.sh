#!/usr/bin/env bash
# Make the environment of this checkout: Debian packages, .venv, the name `bodem_ondergrond`, the command.
#
# Does nothing, in a fraction of a second, when all of it is there already. Runs on Debian 12 and 13.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# The system's Python is the one that QGIS was built for, whatever else stands first on PATH.
readonly SYSTEM_PYTHON=/usr/bin/python3
readonly VENV=.venv
readonly FINGERPRINT="$VENV/fingerprint"
readonly STUBS="$VENV/qt6-stubs"
# Only the type stubs of this wheel are read, by tools/check_qt6.py; Qt 6 itself is not installed.
readonly QT6_STUBS=PyQt6==6.6.1
readonly PACKAGES=(
  ca-certificates
  fonts-dejavu-core
  hunspell # the spelling of the texts
  hunspell-nl
  pyqt5-dev-tools # pylupdate5
  python3-jinja2
  python3-jsonschema
  python3-numpy
  python3-venv
  python3-yaml
  qgis
  qttools5-dev-tools # lrelease
  xauth
  xvfb
)

say() { printf '== %s\n' "$*"; }

missing_packages() {
  local package
  for package in "${PACKAGES[@]}"; do
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || printf '%s\n' "$package"
  done
}

as_root() {
  if [ "$(id -u)" = 0 ]; then
    "$@"
  else
    sudo "$@"
  fi
}

refuse() {
  printf '\nEr ontbreken Debian-pakketten en u bent geen beheerder (root), en sudo is er niet.\n' >&2
  printf 'Vraag een beheerder om dit uit te voeren, en begin daarna opnieuw:\n' >&2
  printf '\nDebian packages are missing, you are not root, and there is no sudo.\n' >&2
  printf 'Ask an administrator to run this, then start again:\n\n' >&2
  printf '    apt-get update && apt-get install --no-install-recommends %s\n\n' "$*" >&2
  exit 1
}

install_packages() {
  command -v apt-get >/dev/null || { say "Alleen Debian 12 en 13 / only Debian 12 and 13: no apt-get here"; exit 1; }
  [ "$(id -u)" = 0 ] || command -v sudo >/dev/null || refuse "$@"
  say "Debian packages: $*"
  as_root apt-get update -qq
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends "$@" >/dev/null
}

# A changed line in any of this asks for a new environment.
fingerprint() {
  pwd -P
  "$SYSTEM_PYTHON" --version
  dpkg-query -W -f '${Version}\n' python3-numpy
  cat requirements-dev.txt tools/setup.sh
}

# A virtual environment does not survive a move of the checkout or another Python.
venv_is_ours() {
  "$VENV/bin/python" -m pip --version >/dev/null 2>&1 && grep -qF "$PWD/$VENV/bin/python" "$VENV/bin/pip"
}

install_python_packages() {
  say "Python packages in $VENV"
  venv_is_ours || "$SYSTEM_PYTHON" -m venv --clear --system-site-packages "$VENV"
  # The system's QGIS and GDAL are built for the system's numpy: nothing may bring another one.
  "$SYSTEM_PYTHON" -c 'import numpy; print("numpy==" + numpy.__version__)' >"$VENV/constraints.txt"
  "$VENV/bin/python" -m pip install --quiet --disable-pip-version-check \
    --constraint "$VENV/constraints.txt" --requirement requirements-dev.txt
  rm -rf "$STUBS"
  "$VENV/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps --target "$STUBS" "$QT6_STUBS"
  find "$STUBS" -type f ! -name '*.pyi' -delete
  find "$STUBS" -type d -empty -delete
}

# The repository root is the package `bodem_ondergrond`, under whatever folder name it was checked out.
link_package() {
  mkdir -p "$VENV/checkout"
  ln -sfn ../.. "$VENV/checkout/bodem_ondergrond"
  local site
  site=$("$VENV/bin/python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
  printf '%s\n' "$PWD/$VENV/checkout" >"$site/bodem_ondergrond.pth"
}

# By a shell, because the path of a checkout may hold a space; -P, so that the folder it is called from plays no part.
write_command() {
  cat >"$VENV/bin/bodem-ondergrond" <<SCRIPT
#!/bin/sh
exec "$PWD/$VENV/bin/python" -P -m bodem_ondergrond "\$@"
SCRIPT
  chmod +x "$VENV/bin/bodem-ondergrond"
}

main() {
  local missing
  mapfile -t missing < <(missing_packages)
  [ "${#missing[@]}" = 0 ] || install_packages "${missing[@]}"
  if [ -e "$FINGERPRINT" ] && fingerprint | cmp -s - "$FINGERPRINT"; then
    return
  fi
  rm -f "$FINGERPRINT"
  install_python_packages
  link_package
  write_command
  fingerprint >"$FINGERPRINT"
  say "Ready: $VENV/bin/bodem-ondergrond"
}

main
