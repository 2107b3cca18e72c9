/**
 * Whether the terminal can be trusted with characters beyond ASCII. Where no locale is set (containers, Windows)
 * today's terminals are UTF-8; one that is set to something else is believed.
 */
export function isUtf8(env: Readonly<Record<string, string | undefined>>): boolean {
  const locale = env.LC_ALL || env.LC_CTYPE || env.LANG;
  return !locale || /utf-?8/i.test(locale);
}
