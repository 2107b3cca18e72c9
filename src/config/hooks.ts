import { parseDuration } from '../domain/duration.ts';
import { usage } from '../domain/errors.ts';
import type { Hook } from '../domain/hook.ts';

const DEFAULT_TIMEOUT = '10s';
const MAX_TIMEOUT_SECONDS = 600;

const EXAMPLE = ['For example:', '[[hook]]', 'on = "opp.won"', 'run = ["notify-send", "Won"]'];

/** Reads the hooks in the file `path`. Throws `usage` for anything that is not one. */
export function readHooks(path: string, tables: unknown): readonly Hook[] {
  const wrong = (what: string) => usage(`${what}`, ...EXAMPLE, `It is set in ${path}.`);
  if (!Array.isArray(tables)) throw wrong(`hooks are written as [[hook]]`);
  return tables.map((table: unknown, index) => {
    const name = `hook ${index + 1}`;
    const { on, run, when = 'after', timeout = DEFAULT_TIMEOUT, ...rest } = table as Record<string, unknown>;
    const [unknown] = Object.keys(rest);
    if (unknown !== undefined)
      throw wrong(`${name} has the unknown key "${unknown}": use on, run, when and timeout`);
    const types = typeof on === 'string' ? [on] : on;
    if (!isTexts(types)) throw wrong(`${name} needs the events that it is started for: on = "opp.won"`);
    if (!isTexts(run))
      throw wrong(`${name} needs a program with its arguments: run = ["notify-send", "Won"]`);
    if (when !== 'before' && when !== 'after')
      throw wrong(`${name}: when is "before" or "after", not ${JSON.stringify(when)}`);
    if (typeof timeout !== 'string') throw wrong(`${name}: timeout is a time in quotes, such as "10s"`);
    const seconds = parseDuration(timeout);
    if (seconds < 1 || seconds > MAX_TIMEOUT_SECONDS)
      throw wrong(`${name}: timeout is between 1s and ${MAX_TIMEOUT_SECONDS / 60}m, not "${timeout}"`);
    return { on: types, run, when, timeoutMs: seconds * 1000 };
  });
}

function isTexts(value: unknown): value is readonly [string, ...string[]] {
  return (
    Array.isArray(value) && value.length > 0 && value.every((text) => typeof text === 'string' && text !== '')
  );
}
