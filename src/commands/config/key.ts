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

/** Help for the argument of every config command. */
export const KEY = 'the setting; see crm config list';
