import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { Socket } from 'node:net';
import { join } from 'node:path';
import pty from '@lydell/node-pty';
import xterm from '@xterm/headless';
import { onTestFinished, vi } from 'vitest';
import { crm, environment } from './program.ts';
import { isOneFile, SHELL_PROGRAM } from './under-test.ts';

/** Shells in which completion is tested, if installed. */
export const SHELLS = ['bash', 'zsh', 'fish'] as const;
export type ShellName = (typeof SHELLS)[number];

/** Whether a shell is installed here; scripts/install-test-tools.sh installs it. */
export function isInstalled(shell: ShellName): boolean {
  try {
    execFileSync(shell, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** A shell in a terminal, in which `crm` completes, but otherwise only records its arguments. */
export interface Shell {
  /** Types a line in which `\t` is the Tab key, and Enter; returns the arguments of `crm`. */
  run(line: string): Promise<string[]>;
  /** Types keys and waits until the screen shows this; then clears the line. Returns the screen. */
  show(keys: string, what: string | RegExp): Promise<string>;
}

const PROMPT = 'ready>';

/** Timeout for a shell on a busy machine, in milliseconds. */
const PATIENCE_MS = 20_000;

/** Starts a shell with the script of `crm completion` installed as its help describes. */
export async function startShell(
  shell: ShellName,
  { home, env = {} }: { home: string; env?: Record<string, string | undefined> },
): Promise<Shell> {
  const bin = join(home, 'bin');
  const argsFile = join(home, 'args');
  mkdirSync(bin, { recursive: true });
  const answering = isOneFile ? `exec ${SHELL_PROGRAM} "$@"` : await answerer(home, env);
  writeFileSync(
    join(bin, 'crm'),
    `#!/bin/sh
case $1 in complete|completion) ${answering}; exit ;; esac
printf '%s\\0' "$@" > '${argsFile}.new' && mv '${argsFile}.new' '${argsFile}'
`,
  );
  chmodSync(join(bin, 'crm'), 0o755);
  const { stdout: script } = await crm(['completion', shell], { home });
  const args = installScript(shell, home, script);
  const screen = new xterm.Terminal({ cols: 200, rows: 60, allowProposedApi: true });
  const child = pty.spawn(shell, args, {
    name: 'xterm-256color',
    cols: 200,
    rows: 60,
    cwd: home,
    env: environment({
      home,
      env: { PATH: `${bin}:${process.env.PATH}`, ZDOTDIR: home, CRM_NOW: undefined, ...env },
    }),
  });
  let ended = false;
  child.onData((text) => screen.write(text));
  screen.onData((answer) => child.write(answer));
  child.onExit(() => {
    ended = true;
  });
  onTestFinished(() => {
    if (!ended) child.kill('SIGKILL');
    screen.dispose();
  });
  const text = () => {
    const buffer = screen.buffer.active;
    const lines: string[] = [];
    for (let row = 0; row < buffer.length; row++)
      lines.push(buffer.getLine(row)?.translateToString(true) ?? '');
    return lines.join('\n').trimEnd();
  };
  const waitFor = (what: string, isThere: () => boolean) =>
    vi.waitFor(
      () => {
        if (!isThere()) throw new Error(`${what}:\n${text()}`);
      },
      { timeout: PATIENCE_MS, interval: 20 },
    );
  const atPrompt = () => waitFor('no prompt', () => text().endsWith(PROMPT));
  await atPrompt();
  return {
    async run(line) {
      rmSync(argsFile, { force: true });
      child.write(`${line}\r`);
      await waitFor(`${JSON.stringify(line)} did not run`, () => existsSync(argsFile));
      await atPrompt();
      return readFileSync(argsFile, 'utf8').split('\0').slice(0, -1);
    },
    async show(keys, what) {
      child.write(keys);
      await waitFor(`${what} did not appear`, () =>
        typeof what === 'string' ? text().includes(what) : what.test(text()),
      );
      const shown = text();
      child.write('\x03');
      await atPrompt();
      return shown;
    },
  };
}

/**
 * Answers `crm complete` of a shell in the process of the test, which takes a twentieth of the time of a process for each
 * Tab. Returns the line of a shell that asks: the folder and the arguments go into one pipe, the answer comes out of another.
 */
async function answerer(home: string, env: Record<string, string | undefined>): Promise<string> {
  const folder = mkdtempSync(join(home, 'asked-'));
  const [asked, answer] = [join(folder, 'asked'), join(folder, 'answer')];
  execFileSync('mkfifo', [asked, answer]);
  // Open for both, it does not end with the first who asks; polled, as a read that waits would hold a thread for ever.
  const questions = new Socket({ fd: openSync(asked, constants.O_RDWR | constants.O_NONBLOCK) });
  let text = '';
  questions.on('data', async (bytes) => {
    text += bytes;
    if (!text.endsWith('\0\0')) return;
    const [cwd = home, ...args] = text.slice(0, -2).split('\0');
    text = '';
    await writeFile(answer, (await crm(args, { home, cwd, env: { CRM_NOW: undefined, ...env } })).stdout);
  });
  onTestFinished(() => void questions.destroy());
  return `printf '%s\\0' "$PWD" "$@" '' > '${asked}'; cat '${answer}'`;
}

/** Puts the script where the shell loads it; returns the arguments that start the shell. */
function installScript(shell: ShellName, home: string, script: string): string[] {
  const file = join(home, `crm.${shell}`);
  writeFileSync(file, script);
  switch (shell) {
    case 'bash': {
      // Sourced twice, as happens when .bashrc is read again.
      writeFileSync(join(home, 'rc'), `PS1='${PROMPT}'\n. '${file}'\n. '${file}'\n`);
      writeFileSync(join(home, '.inputrc'), 'set enable-bracketed-paste off\nset bell-style none\n');
      return ['--noprofile', '--rcfile', join(home, 'rc'), '-i'];
    }
    case 'zsh': {
      writeFileSync(join(home, '.zshrc'), `PS1='${PROMPT}'\nunsetopt beep\n. '${file}'\n. '${file}'\n`);
      return ['-d', '-i'];
    }
    case 'fish': {
      const config = join(home, 'config/fish');
      mkdirSync(join(config, 'completions'), { recursive: true });
      writeFileSync(join(config, 'completions/crm.fish'), script);
      writeFileSync(
        join(config, 'config.fish'),
        `set -g fish_greeting\nfunction fish_prompt; printf '${PROMPT}'; end\n`,
      );
      return ['-i'];
    }
  }
}
