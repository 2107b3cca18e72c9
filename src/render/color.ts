/** When to colour, as `--color` says it. */
export const COLOR_WHEN = ['auto', 'always', 'never'] as const;
export type ColorWhen = (typeof COLOR_WHEN)[number];

/**
 * Whether a stream gets colour. With `auto` a non-empty NO_COLOR says no, FORCE_COLOR and CLICOLOR_FORCE say yes
 * (`0` and `false` say no), TERM=dumb and CLICOLOR=0 say no, and else a terminal gets it.
 */
export function wantsColor(
  when: ColorWhen,
  env: Readonly<Record<string, string | undefined>>,
  isTTY: boolean,
): boolean {
  if (when !== 'auto') return when === 'always';
  if (env.NO_COLOR) return false;
  const forced = env.FORCE_COLOR || env.CLICOLOR_FORCE;
  if (forced) return forced !== '0' && forced !== 'false';
  return isTTY && env.TERM !== 'dumb' && env.CLICOLOR !== '0';
}

type Style = (text: string) => string;

/** The styles the program uses, by meaning of the colour. */
export interface Paint {
  readonly bold: Style;
  readonly dim: Style;
  readonly red: Style;
  readonly green: Style;
  readonly yellow: Style;
  readonly cyan: Style;
  readonly inverse: Style;
}

const same: Style = (text) => text;
const PLAIN: Paint = {
  bold: same,
  dim: same,
  red: same,
  green: same,
  yellow: same,
  cyan: same,
  inverse: same,
};

/** Styles that colour, or leave text as it is; chalk is loaded only for the former. */
export async function makePaint(on: boolean): Promise<Paint> {
  if (!on) return PLAIN;
  const { Chalk } = await import('chalk');
  // The sixteen colours of the user's own theme; chalk is told, as it does not know NO_COLOR.
  return new Chalk({ level: 1 });
}
