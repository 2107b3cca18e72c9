import { resolve } from 'node:path';
import type { Context } from '../context.ts';
import { shellQuote } from '../domain/split-line.ts';

/** Files that start a worker by itself, by the system that reads them. */
export const UNITS = {
  systemd: (words: readonly string[]) => `# ~/.config/systemd/user/crm.service
# Start it: systemctl --user enable --now crm
[Unit]
Description=crm: do what is due

[Service]
ExecStart=${words.map(systemdQuote).join(' ')}
Restart=on-failure
RestartSec=30
SuccessExitStatus=143

[Install]
WantedBy=default.target
`,
  launchd: (words: readonly string[]) => `<?xml version="1.0" encoding="UTF-8"?>
<!-- ~/Library/LaunchAgents/crm.run.plist   Start it: launchctl load ~/Library/LaunchAgents/crm.run.plist -->
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
  <key>Label</key><string>crm.run</string>
  <key>ProgramArguments</key>
  <array>
${words.map((word) => `    <string>${xmlText(word)}</string>`).join('\n')}
  </array>
  <key>RunAtLoad</key><true/>
  <key>KeepAlive</key><dict><key>SuccessfulExit</key><false/></dict>
</dict>
</plist>
`,
  cron: (words: readonly string[]) => `# Add this line with: crontab -e
* * * * * ${[...words, '--once', '--quiet'].map(cronQuote).join(' ')} >/dev/null
`,
} as const;

/** The file for a system; it names the database, and the user unless that is the login name. */
export function unitText({ io, settings, user }: Context, system: keyof typeof UNITS): string {
  const acting = user === io.login() ? [] : ['--user', user];
  return UNITS[system]([...io.program, 'run', '--db', resolve(io.cwd, settings.db), ...acting]);
}

/** A word of `ExecStart`, where `%` and `$` begin names. */
function systemdQuote(word: string): string {
  const text = word.replaceAll('%', '%%').replaceAll('$', '$$$$');
  return /^[\w@%+=:,./$-]+$/.test(text) ? text : `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}

function xmlText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** A word of a crontab, where `%` ends the line. */
function cronQuote(word: string): string {
  return shellQuote(word).replaceAll('%', '\\%');
}
