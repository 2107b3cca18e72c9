import type { Config } from '../config.ts';
import { type KeySettings, keySettings } from './screen-keys.ts';

/** How a user wants the screens to be. */
export interface ScreenSettings {
  readonly ownKeys: KeySettings;
  /** Whether the mouse works from the start. */
  readonly mouse: boolean;
  /** Whether what has changed is lit for a moment, and clocks go on by the second. */
  readonly motion: boolean;
}

/** What the config file says about screens. */
export function screenSettings({ path, values, get }: Config): ScreenSettings {
  return {
    ownKeys: keySettings(path, values),
    mouse: get('mouse') === 'on',
    motion: get('motion') === 'on',
  };
}
