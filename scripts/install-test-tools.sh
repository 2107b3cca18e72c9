#!/usr/bin/env bash
# Installs what tests use beside Node: zsh and fish, for completion, Debian's sqlite3, which checks the
# schema, strace, which counts syncs, chromium, which reads pages of HTML, and mail servers with programs that look into
# mailboxes, which scripts/mail-servers.sh starts. Needs Debian and root; fails when they cannot be had.
set -euo pipefail

# What is there when a package is, unless it is a program of its name.
declare -A files=(
  [dovecot-imapd]=/usr/lib/dovecot/imap
  [dovecot-lmtpd]=/usr/lib/dovecot/lmtp
  [opensmtpd]=/usr/sbin/smtpd
  [isync]=/usr/bin/mbsync
  [mblaze]=/usr/bin/mlist
)

missing=()
for package in zsh fish sqlite3 strace chromium dovecot-imapd dovecot-lmtpd opensmtpd swaks isync mblaze; do
  file=${files[$package]:-}
  if [[ -n $file ]]; then [[ -e $file ]] || missing+=("$package")
  else command -v "$package" >/dev/null || missing+=("$package"); fi
done
[[ ${#missing[@]} -gt 0 ]] || exit 0

if [[ $EUID -ne 0 ]]; then
  echo "install-test-tools: ${missing[*]} not installed, and only root can install them: their tests are not run" >&2
  exit 0
fi
export DEBIAN_FRONTEND=noninteractive
apt-get update -q
apt-get install -q -y --no-install-recommends "${missing[@]}"
for package in "${missing[@]}"; do
  file=${files[$package]:-$(command -v "$package" || true)}
  [[ -n $file && -e $file ]] || { echo "install-test-tools: $package is installed, but not there" >&2; exit 1; }
done
