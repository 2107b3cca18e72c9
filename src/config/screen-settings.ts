import type { Config } from '../config.ts';
import { type KeySettings, keySettings } from './screen-keys.ts';

/** How a user wants the screens to be. */
export interface ScreenSettings {
  readonly ownKeys: KeySettings;
}

/** What the config file says about screens. */
export function screenSettings({ path, values }: Config): ScreenSettings {
  return { ownKeys: keySettings(path, values) };
}
