#!/usr/bin/env bash
# Installs the shells that completion is tested in: zsh and fish. Needs Debian and root; fails when they cannot be had.
set -euo pipefail

missing=()
for shell in zsh fish; do
  command -v "$shell" >/dev/null || missing+=("$shell")
done
[[ ${#missing[@]} -gt 0 ]] || exit 0

if [[ $EUID -ne 0 ]]; then
  echo "install-shells: ${missing[*]} not installed, and only root can install them: their tests are not run" >&2
  exit 0
fi
export DEBIAN_FRONTEND=noninteractive
apt-get update -q
apt-get install -q -y --no-install-recommends "${missing[@]}"
for shell in "${missing[@]}"; do "$shell" --version; done
