#!/usr/bin/env bash
# Runs real mail servers on this machine until it is ended, for test/cli/mail-servers.test.ts: OpenSMTPD takes mail to x.test
# and lake.test, Dovecot keeps it and shows it by IMAP. Everything is in the folder DIR; the password of all users is "secret".
# One at a time: OpenSMTPD has one control socket. Needs Debian's opensmtpd and dovecot-imapd with dovecot-lmtpd, and root. scripts/install-test-tools.sh installs them.
#
#   scripts/mail-servers.sh DIR SMTP_PORT IMAP_PORT LMTP_PORT
set -euo pipefail

[[ $# -eq 4 ]] || { sed -n '2,6p' "$0" >&2; exit 2; }
[[ $EUID -eq 0 ]] || { echo "mail-servers: only root can start them" >&2; exit 1; }
dir=$1 smtp_port=$2 imap_port=$3 lmtp_port=$4

mkdir -p "$dir/mail" "$dir/run" "$dir/state"
chmod 755 "$dir" "$dir/run"
chown mail:mail "$dir/mail"

cat >"$dir/dovecot.conf" <<CONF
protocols = imap lmtp
listen = 127.0.0.1
base_dir = $dir/run
state_dir = $dir/state
log_path = $dir/dovecot.log
ssl = no
disable_plaintext_auth = no
first_valid_uid = 1
mail_location = maildir:$dir/mail/%u
mail_plugins = quota
plugin {
  quota = maildir:User quota
  quota_rule = *:storage=500K
}
protocol imap {
  mail_plugins = quota imap_quota
}
passdb {
  driver = static
  args = password=secret
}
userdb {
  driver = static
  args = uid=mail gid=mail home=$dir/mail/%u allow_all_users=yes
}
namespace inbox {
  inbox = yes
  mailbox Sent {
    auto = create
    special_use = \\Sent
  }
}
service imap-login {
  inet_listener imap {
    port = $imap_port
  }
  inet_listener imaps {
    port = 0
  }
}
service lmtp {
  inet_listener lmtp {
    address = 127.0.0.1
    port = $lmtp_port
  }
}
CONF

cat >"$dir/smtpd.conf" <<CONF
table people { "ann@x.test" = "mail", "jane@lake.test" = "mail", "crowd@lake.test" = "mail" }
listen on 127.0.0.1 port $smtp_port hostname mail.x.test
action "keep" lmtp "127.0.0.1:$lmtp_port" rcpt-to virtual <people>
match from any for domain { "x.test", "lake.test" } action "keep"
CONF

dovecot -F -c "$dir/dovecot.conf" &
dovecot=$!
smtpd -d -f "$dir/smtpd.conf" >"$dir/smtpd.log" 2>&1 &
smtpd=$!
trap 'kill $dovecot $smtpd 2>/dev/null || true; wait' EXIT
trap 'exit 0' TERM INT
wait -n
echo "mail-servers: a server ended; see $dir/dovecot.log and $dir/smtpd.log" >&2
exit 1
