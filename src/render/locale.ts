/**
 * Whether the terminal accepts characters beyond ASCII. Without a locale (containers, Windows), terminals are UTF-8
 * today; a locale with another encoding is respected.
 */
export function isUtf8(env: Readonly<Record<string, string | undefined>>): boolean {
  const locale = env.LC_ALL || env.LC_CTYPE || env.LANG;
  return !locale || /utf-?8/i.test(locale);
}
