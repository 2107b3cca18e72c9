/** Values of `--color`. */
export const COLOR_WHEN = ['auto', 'always', 'never'] as const;
export type ColorWhen = (typeof COLOR_WHEN)[number];

/**
 * How much style a stream takes: none at all; bold, dim and inverse without colour; the sixteen colours of the
 * terminal; 256 fixed colours; any colour.
 */
export type StyleDepth = 'plain' | 'mono' | '16' | '256' | '24-bit';

type Env = Readonly<Record<string, string | undefined>>;

/**
 * How much style a stream gets. With `auto`, a non-empty NO_COLOR disables colour, FORCE_COLOR and CLICOLOR_FORCE
 * enable it (`0` and `false` disable it), and so does CLICOLOR=0 disable it; otherwise only a terminal gets it, and none
 * with TERM=dumb.
 */
export function styleDepth(when: ColorWhen, env: Env, isTTY: boolean): StyleDepth {
  const isDumb = env.TERM === 'dumb';
  if (wantsColor(when, env, isTTY && !isDumb)) return colorDepth(env);
  return isTTY && !isDumb ? 'mono' : 'plain';
}

function wantsColor(when: ColorWhen, env: Env, isTerminal: boolean): boolean {
  if (when !== 'auto') return when === 'always';
  if (env.NO_COLOR) return false;
  const forced = env.FORCE_COLOR || env.CLICOLOR_FORCE;
  if (forced) return forced !== '0' && forced !== 'false';
  return isTerminal && env.CLICOLOR !== '0';
}

/** How many colours the terminal has, as it says itself; FORCE_COLOR may say 1, 2 or 3 for the three depths. */
function colorDepth({ FORCE_COLOR, COLORTERM, TERM, WT_SESSION }: Env): StyleDepth {
  const forced = FORCE_LEVELS[FORCE_COLOR ?? ''];
  if (forced) return forced;
  if (/^(?:truecolor|24bit)$/i.test(COLORTERM ?? '') || /-direct$/.test(TERM ?? '') || WT_SESSION)
    return '24-bit';
  return /256/.test(TERM ?? '') ? '256' : '16';
}

const FORCE_LEVELS: Readonly<Record<string, StyleDepth>> = { '2': '256', '3': '24-bit' };

/** Values of the setting `theme`. */
export const THEMES = ['auto', 'dark', 'light', 'neutral', 'ansi'] as const;
export type Theme = (typeof THEMES)[number];

/** What colours are chosen for: a dark or a light background, or one that nobody knows. */
export type Background = 'dark' | 'light' | 'unknown';

/** The background that the variable COLORFGBG of some terminals names: `15;0` is white on black. */
export function backgroundOfVariable(value: string | undefined): Background {
  const number = /;(\d+)$/.exec(value ?? '')?.[1];
  if (number === undefined) return 'unknown';
  return number === '7' || Number(number) > 8 ? 'light' : 'dark';
}
