#!/usr/bin/env bash
# Installs what tests use beside Node: zsh and fish, for completion, Debian's sqlite3, which checks the
# schema, strace, which counts syncs, and chromium, which reads pages of HTML. Needs Debian and root; fails when they cannot be had.
set -euo pipefail

missing=()
for program in zsh fish sqlite3 strace chromium; do
  command -v "$program" >/dev/null || missing+=("$program")
done
[[ ${#missing[@]} -gt 0 ]] || exit 0

if [[ $EUID -ne 0 ]]; then
  echo "install-test-tools: ${missing[*]} not installed, and only root can install them: their tests are not run" >&2
  exit 0
fi
export DEBIAN_FRONTEND=noninteractive
apt-get update -q
apt-get install -q -y --no-install-recommends "${missing[@]}"
for program in "${missing[@]}"; do "$program" --version; done
