import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Config } from '../config.ts';
import { isZone, unknownZone } from '../domain/dates/zones.ts';
import { failed, isCrmError } from '../domain/errors.ts';
import { makeFolder } from '../io/make-folder.ts';
import { writeOutput } from '../io/output-file.ts';
import { Outputs } from '../io/outputs.ts';
import { reasonOf } from '../io/write-errors.ts';
import { ALIASES } from './aliases.ts';
import { type SettingName, settingSpec } from './keys.ts';
import { MAIL, type MailSetting } from './mail-accounts.ts';
import { parseToml } from './toml.ts';

/**
 * Sets a key in the user's config file, or removes it with `null`. Returns the stored value.
 * Throws a usage error for an invalid value, `failed` if the file cannot be written.
 */
export async function saveConfig(
  config: Config,
  key: SettingName,
  value: string | null,
): Promise<string | null> {
  const kept = value === null ? null : settingSpec(key).check(value);
  if (key === 'timezone' && kept !== null && !isZone(kept)) throw unknownZone(kept);
  const dot = key.lastIndexOf('.');
  if (dot < 0) {
    await changeFile(config, {
      name: key,
      change: (text) => setKey(text, key, kept),
      valueIn: (table) => table[key],
      value: kept,
    });
  } else await saveInTable(config, key.slice(0, dot), key.slice(dot + 1), kept);
  return kept;
}

/** Sets an alias in the user's config file, or removes it with `null`. Throws `failed` if it cannot be written. */
export function saveAlias(config: Config, name: string, line: string | null): Promise<void> {
  return saveInTable(config, ALIASES, name, line);
}

/** Sets a setting of an account for mail in the user's config file, or removes it with `null`. */
export function saveMailSetting(
  config: Config,
  account: string,
  setting: MailSetting,
  value: string | null,
): Promise<void> {
  return saveInTable(config, `${MAIL}.${account}`, setting, value);
}

function saveInTable(config: Config, table: string, name: string, value: string | null): Promise<void> {
  return changeFile(config, {
    name,
    change: (text) => setInTable(text, table, name, value),
    valueIn: (all) => {
      const parts = [...table.split('.'), name];
      return parts.reduce<unknown>((at, part) => (at as Record<string, unknown> | undefined)?.[part], all);
    },
    value,
  });
}

/** A change of one value in the config file. */
interface FileChange {
  readonly name: string;
  change(text: string): string;
  /** The value in the parsed file. */
  valueIn(table: Record<string, unknown>): unknown;
  /** The value afterwards; null for none. */
  readonly value: string | null;
}

/**
 * Changes the config file, keeping comments and everything else. The file is replaced as a whole; a new one is private
 * to its owner.
 */
async function changeFile({ path }: Config, { name, change, valueIn, value }: FileChange): Promise<void> {
  if (path === undefined) {
    throw failed('there is no home folder to keep the config file in', 'Set HOME or XDG_CONFIG_HOME.');
  }
  try {
    const before = await textOf(path);
    // Never replace an unreadable file: this throws with the position of the error.
    await parseToml(path, before);
    const after = change(before);
    if ((valueIn(await parseToml(path, after)) ?? null) !== value) {
      throw failed(`cannot change ${name} in ${path}`, 'The file has an unusual layout: edit it by hand.');
    }
    makeFolder(dirname(path));
    await replaceFile(path, after);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
    throw failed(`cannot write ${path}: ${reasonOf(error)}`);
  }
}

/** The text of a TOML file with a top-level key set, or without it. */
function setKey(text: string, key: string, value: string | null): string {
  const lines = linesOf(text);
  const table = lines.findIndex((line) => TABLE.test(line));
  return textWith(lines, { from: 0, to: table < 0 ? lines.length : table }, key, value);
}

/** The text of a TOML file with a key of a table set, or without it; a missing table is added at the end. */
function setInTable(text: string, table: string, key: string, value: string | null): string {
  const lines = linesOf(text);
  const header = lines.findIndex((line) => headerOf(table).test(line));
  if (header < 0 && value !== null) lines.push(...(lines.length > 0 ? [''] : []), `[${table}]`);
  const from = header < 0 ? lines.length : header + 1;
  const next = lines.findIndex((line, index) => index >= from && TABLE.test(line));
  return textWith(lines, { from, to: next < 0 ? lines.length : next }, key, value);
}

/** The first line of one table. */
const headerOf = (table: string) => new RegExp(`^\\s*\\[\\s*${table.split('.').join('\\s*\\.\\s*')}\\s*\\]`);

/** The first line of a table. */
const TABLE = /^\s*\[/;

const linesOf = (text: string): string[] => (text === '' ? [] : text.replace(/\n$/, '').split('\n'));

/** The lines with a key set between two of them, or without it. */
function textWith(
  lines: string[],
  { from, to }: { readonly from: number; readonly to: number },
  key: string,
  value: string | null,
): string {
  const at = lines.findIndex((line, index) => index >= from && index < to && assigns(line, key));
  const line = value === null ? [] : [`${key} = ${JSON.stringify(value)}`];
  if (at >= 0) lines.splice(at, 1, ...line.map((set) => set + trailingComment(lines[at] as string)));
  else lines.splice(to, 0, ...line);
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
