import { CONFIG_KEYS, HOURS_TABLE, isConfigKey, type SettingName, tableKey } from '../../config/keys.ts';
import { KEYS_TABLE, keySettingName } from '../../config/screen-keys.ts';
import { usage } from '../../domain/errors.ts';
import { findNearest } from '../../domain/suggest.ts';

/** Reads the name of a setting. Throws `usage` with the nearest. */
export function configKey(text: string): SettingName {
  const key = text.trim().toLowerCase();
  if (isConfigKey(key)) return key;
  if (key === HOURS_TABLE)
    throw usage(`${HOURS_TABLE} has a value for each country`, `Name one: ${HOURS_TABLE}.DE`);
  if (key.startsWith(`${HOURS_TABLE}.`)) return tableKey(key.slice(HOURS_TABLE.length + 1));
  if (key === KEYS_TABLE)
    throw usage(`${KEYS_TABLE} has a value for each action`, `Name one: ${KEYS_TABLE}.board.won`);
  if (key.startsWith(`${KEYS_TABLE}.`)) return keySettingName(key.slice(KEYS_TABLE.length + 1));
  const keys = [...Object.keys(CONFIG_KEYS), HOURS_TABLE, KEYS_TABLE];
  const [near] = findNearest(key, keys);
  throw usage(
    `unknown setting "${text}"`,
    `${near ? `Did you mean "${near}"?   ` : ''}One of: ${keys.join(', ')}`,
  );
}

/** A table of settings that a text names, with what one is set by; null for anything else. */
export function settingTable(text: string): { readonly table: string; readonly example: string } | null {
  const table = text.trim().toLowerCase();
  if (table === HOURS_TABLE) return { table, example: `${HOURS_TABLE}.DE "mon-fri 9-17"` };
  return table === KEYS_TABLE ? { table, example: `${KEYS_TABLE}.board.won W` } : null;
}

/** The settings of a table that the config file has. */
export function settingsIn(table: string, values: Readonly<Record<string, unknown>>): SettingName[] {
  return Object.keys(values).filter((name): name is SettingName => name.startsWith(`${table}.`));
}

/** Help for the argument of every config command. */
export const KEY = 'the setting; see crm config list';
