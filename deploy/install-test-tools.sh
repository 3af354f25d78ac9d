#!/usr/bin/env bash
# Installs the system packages that the end-to-end tests use, where they are missing and this user may: as root, or with
# sudo that asks for no password. Otherwise it says what is missing; the tests then skip what needs it (and fail with
# CI=true). It starts no service and changes nothing else.
set -euo pipefail

# program:package; other pairs may be given as arguments
TOOLS=("$@")
[ $# -gt 0 ] || TOOLS=(prometheus:prometheus promtool:prometheus chromium:chromium haproxy:haproxy)

# haproxy is where administrators' programs are, which others do not have in their path.
PATH=$PATH:/usr/sbin

missing=()
for tool in "${TOOLS[@]}"; do
  command -v "${tool%%:*}" >/dev/null || missing+=("${tool##*:}")
done
if [ ${#missing[@]} -eq 0 ]; then
  exit 0
fi
mapfile -t missing < <(printf '%s\n' "${missing[@]}" | sort -u)

if ! command -v apt-get >/dev/null; then
  echo "test tools: ${missing[*]} missing, and this is no Debian: install them yourself to run every test" >&2
  exit 0
fi
as_root=()
if [ "$(id -u)" -ne 0 ]; then
  if ! sudo -n true 2>/dev/null; then
    echo "test tools: ${missing[*]} missing; install with: sudo apt-get install --no-install-recommends ${missing[*]}" >&2
    exit 0
  fi
  as_root=(sudo -n)
fi

echo "test tools: installing ${missing[*]} with apt-get (no services are started)"
# RUNLEVEL=1 keeps the package from starting its service.
apt=("${as_root[@]}" env RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive apt-get -qq)
"${apt[@]}" install -y --no-install-recommends "${missing[@]}" >/dev/null ||
  { "${apt[@]}" update >/dev/null && "${apt[@]}" install -y --no-install-recommends "${missing[@]}" >/dev/null; } ||
  echo "test tools: could not install ${missing[*]}; the tests that need them are skipped, or fail with CI=true" >&2
