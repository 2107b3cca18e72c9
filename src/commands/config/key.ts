import { CONFIG_KEYS, type ConfigKey, isConfigKey } from '../../config/keys.ts';
import { usage } from '../../domain/errors.ts';
import { findNearest } from '../../domain/suggest.ts';

/** Reads the name of a setting. Throws `usage` with the nearest. */
export function configKey(text: string): ConfigKey {
  const key = text.trim().toLowerCase();
  if (isConfigKey(key)) return key;
  const keys = Object.keys(CONFIG_KEYS);
  const [near] = findNearest(key, keys);
  throw usage(
    `unknown setting "${text}"`,
    `${near ? `Did you mean "${near}"?   ` : ''}One of: ${keys.join(', ')}`,
  );
}

/** Help for the argument of every config command. */
export const KEY = 'the setting; see crm config list';
