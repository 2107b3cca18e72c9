import { execFileSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import pty from '@lydell/node-pty';
import xterm from '@xterm/headless';
import { readScreen } from './screen.mjs';

const ROOT = resolve(import.meta.dirname, '../..');
const NODE = join(ROOT, 'node_modules/.bin/node');
const PROGRAM = join(ROOT, 'bin/crm.js');

/** Waiting longer than this for a text means that it does not come. */
const PATIENCE_MS = 60_000;
/** A screen that has written nothing for so long is complete. */
const QUIET_MS = 700;

/** Nothing of the machine or of who draws the pictures: they must be the same everywhere. */
function environment(home, theme) {
  return {
    PATH: process.env.PATH,
    HOME: home,
    XDG_CONFIG_HOME: join(home, 'config'),
    XDG_DATA_HOME: join(home, 'data'),
    XDG_CACHE_HOME: join(home, 'cache'),
    TZ: 'UTC',
    LANG: 'C.UTF-8',
    TERM: 'xterm-256color',
    COLORTERM: 'truecolor',
    COLORFGBG: theme === 'light' ? '0;15' : '15;0',
    CRM_THEME: theme,
    CRM_NOW: '2026-11-20T10:12:00Z',
    CRM_USER: 'sam',
    CRM_DB: join(home, 'demo.db'),
  };
}

/** Makes the demo company in a folder, with the targets that a team would set. */
export function makeDemo(home) {
  run(['demo', '--path', join(home, 'demo.db')], home);
  run(['config', 'set', 'target', '250k'], home);
  run(['config', 'set', 'daily_dials', '60'], home);
  // Reminders come after some seconds, which a slow machine needs for a picture.
  run(['config', 'set', 'bell', 'off'], home);
}

function run(args, home) {
  const options = { cwd: home, env: environment(home, 'dark'), stdio: ['ignore', 'ignore', 'pipe'] };
  execFileSync(NODE, [PROGRAM, ...args], options);
}

/** Plays a scene in a terminal, ends the program, and returns the terminal with the screen on it. */
export async function shoot({ before, line, cols, rows, steps, clock }, theme, home) {
  if (before) run(before, home);
  const screen = new xterm.Terminal({ cols, rows, allowProposedApi: true, scrollback: 0 });
  const child = pty.spawn(NODE, [PROGRAM, ...line], {
    name: 'xterm-256color',
    cols,
    rows,
    cwd: home,
    env: environment(home, theme),
  });
  let ended = false;
  let onOutput = () => {};
  const exit = new Promise((done) => {
    child.onExit(() => {
      ended = true;
      done();
    });
  });
  child.onData((text) => screen.write(text, () => onOutput()));
  // The answers of the terminal to questions of the program.
  screen.onData((answer) => child.write(answer));

  /** Resolves when the screen shows the text, and nothing more is written. */
  const settled = (text) =>
    new Promise((done, fail) => {
      const giveUp = setTimeout(() => {
        finish();
        fail(new Error(`crm ${line.join(' ')} does not show ${text}:\n${textOf(screen)}`));
      }, PATIENCE_MS);
      let quiet;
      const finish = () => {
        clearTimeout(giveUp);
        clearTimeout(quiet);
        onOutput = () => {};
      };
      onOutput = () => {
        clearTimeout(quiet);
        if (!text.test(textOf(screen))) return;
        quiet = setTimeout(() => {
          finish();
          done();
        }, QUIET_MS);
      };
      onOutput();
    });

  try {
    for (const { until, keys } of steps) {
      await settled(until);
      if (keys) child.write(keys);
    }
    // What the program writes as it ends is not part of the picture.
    onOutput = () => {};
    const frozen = readScreen(screen);
    screen.dispose();
    if (clock) stopClock(frozen, clock);
    return frozen;
  } finally {
    if (!ended) child.kill('SIGTERM');
    await exit;
  }
}

/** Puts a fixed time in place of a running one of the same length. */
function stopClock({ cells }, { text, shown }) {
  for (const row of cells) {
    const found = text.exec(row.map((cell) => cell.text).join(''));
    if (!found) continue;
    for (const [i, sign] of [...shown].entries()) row[found.index + i].text = sign;
    return;
  }
  throw new Error(`the screen shows no ${text}`);
}

function textOf(screen) {
  const { active } = screen.buffer;
  return Array.from(
    { length: screen.rows },
    (_, y) => active.getLine(active.viewportY + y)?.translateToString(true) ?? '',
  ).join('\n');
}
