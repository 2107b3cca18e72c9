/** Values of `--color`. */
export const COLOR_WHEN = ['auto', 'always', 'never'] as const;
export type ColorWhen = (typeof COLOR_WHEN)[number];

/**
 * Whether a stream gets colour. With `auto`, a non-empty NO_COLOR disables it, FORCE_COLOR and CLICOLOR_FORCE enable
 * it (`0` and `false` disable it), TERM=dumb and CLICOLOR=0 disable it; otherwise only a terminal gets it.
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
