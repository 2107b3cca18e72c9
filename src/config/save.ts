import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Config } from '../config.ts';
import { isZone, unknownZone } from '../domain/dates/zones.ts';
import { failed, isCrmError } from '../domain/errors.ts';
import { makeFolder } from '../io/make-folder.ts';
import { writeOutput } from '../io/output-file.ts';
import { Outputs } from '../io/outputs.ts';
import { reasonOf } from '../io/write-errors.ts';
import { CONFIG_KEYS, type ConfigKey } from './keys.ts';
import { parseToml } from './toml.ts';

/**
 * Sets a key in the user's config file, or removes it with `null`; keeps comments and other keys. The file is
 * replaced as a whole; a new one is private to its owner. Returns the stored value.
 * Throws a usage error for an invalid value, `failed` if the file cannot be written.
 */
export async function saveConfig(
  config: Config,
  key: ConfigKey,
  value: string | null,
): Promise<string | null> {
  if (config.path === undefined) {
    throw failed('there is no home folder to keep the config file in', 'Set HOME or XDG_CONFIG_HOME.');
  }
  const kept = value === null ? null : CONFIG_KEYS[key].check(value);
  if (key === 'timezone' && kept !== null && !isZone(kept)) throw unknownZone(kept);
  try {
    const before = await textOf(config.path);
    // Never replace an unreadable file: this throws with the position of the error.
    await parseToml(config.path, before);
    const after = setKey(before, key, kept);
    if (((await parseToml(config.path, after))[key] ?? null) !== kept) {
      throw failed(
        `cannot change ${key} in ${config.path}`,
        'The file has an unusual layout: edit it by hand.',
      );
    }
    makeFolder(dirname(config.path));
    await replaceFile(config.path, after);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
    throw failed(`cannot write ${config.path}: ${reasonOf(error)}`);
  }
  return kept;
}

/** The text of a TOML file with a top-level key set, or without it. */
function setKey(text: string, key: ConfigKey, value: string | null): string {
  const lines = text === '' ? [] : text.replace(/\n$/, '').split('\n');
  const table = lines.findIndex((line) => /^\s*\[/.test(line));
  const top = table < 0 ? lines.length : table;
  const at = lines.findIndex((line, index) => index < top && assigns(line, key));
  const line = value === null ? [] : [`${key} = ${JSON.stringify(value)}`];
  if (at >= 0) lines.splice(at, 1, ...line.map((set) => set + trailingComment(lines[at]!)));
  else lines.splice(top, 0, ...line);
  return lines.length === 0 ? '' : `${lines.join('\n')}\n`;
}

function assigns(line: string, key: string): boolean {
  return new RegExp(`^\\s*("${key}"|'${key}'|${key})\\s*=`).test(line);
}

/** The comment at the end of a `key = "value"` line, with the space before it. */
function trailingComment(line: string): string {
  return /=\s*(?:"(?:[^"\\]|\\.)*"|'[^']*'|[^\s#"']+)(\s*#.*)$/.exec(line)?.[1] ?? '';
}

async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}

/** Replaces the file, but keeps a link to it, for example into a dotfiles folder. */
async function replaceFile(path: string, text: string): Promise<void> {
  const outputs = new Outputs({ cwd: '/', force: true, databases: [], config: undefined, inputs: [] });
  try {
    await writeOutput(outputs.target(path), new AbortController().signal, (file) => file.write(text));
  } catch (error) {
    if (!isCrmError(error)) throw error;
    throw failed(error.message, 'Check the permissions of its folder, or name another with XDG_CONFIG_HOME.');
  }
}
