import type { ScreenSettings } from '../../../src/config/screen-settings.ts';

/** What screens are like where the config file says nothing of them. */
export const USUAL_SETTINGS: ScreenSettings = {
  ownKeys: { path: undefined, settings: [] },
  mouse: false,
  motion: true,
};
