import fs from 'node:fs';
import path from 'node:path';
import type { Background } from './style-mode.ts';
import type { IO } from './types.ts';

type System = Pick<IO, 'env' | 'platform'>;

/** The file in the cache folder with the background of each kind of terminal: `iTerm.app light`. */
const FILE = 'backgrounds';

/** The background that a screen has last heard of from this kind of terminal. */
export function keptBackground(system: System): Background {
  return readBackgrounds(system).get(terminalKind(system)) ?? 'unknown';
}

/** Keeps the background for the commands that do not ask. Without a cache folder, nothing is kept. */
export function keepBackground(system: System, background: Background): void {
  const file = fileOf(system);
  const known = readBackgrounds(system);
  const kind = terminalKind(system);
  if (file === undefined || known.get(kind) === background) return;
  known.set(kind, background);
  const text = Array.from(known, ([name, each]) => `${name} ${each}\n`).join('');
  try {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, text, { mode: 0o600 });
  } catch {
    // A cache folder that cannot be written, which is no trouble.
  }
}

function readBackgrounds(system: System): Map<string, Background> {
  const file = fileOf(system);
  const found = new Map<string, Background>();
  try {
    const text = file === undefined ? '' : fs.readFileSync(file, 'utf8');
    for (const [, kind = '', background] of text.matchAll(/^(\S+) (dark|light)$/gm))
      found.set(kind, background as Background);
  } catch {
    // There is none yet.
  }
  return found;
}

function terminalKind({ env }: System): string {
  return (env.TERM_PROGRAM || env.TERM || 'terminal').replace(/\s/g, '-');
}

/** In the folder where the launcher keeps compiled code (bin/crm.js). */
function fileOf({ env, platform }: System): string | undefined {
  const folder =
    platform === 'win32'
      ? env.LOCALAPPDATA && path.join(env.LOCALAPPDATA, 'crm', 'Cache')
      : env.XDG_CACHE_HOME && path.isAbsolute(env.XDG_CACHE_HOME)
        ? path.join(env.XDG_CACHE_HOME, 'crm')
        : env.HOME &&
          path.isAbsolute(env.HOME) &&
          path.join(env.HOME, platform === 'darwin' ? 'Library/Caches' : '.cache', 'crm');
  return folder ? path.join(folder, FILE) : undefined;
}
