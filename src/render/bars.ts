/** Blocks of one to seven eighths of a column. */
const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'] as const;

/**
 * A horizontal bar for `value / max` in `width` columns, precise to an eighth of a column (one column in ASCII).
 * Values above zero show at least the thinnest piece; zero, negative and NaN are an empty bar.
 */
export function bar(value: number, max: number, width: number, utf8 = true): string {
  if (!(value > 0 && max > 0 && width > 0)) return '';
  const share = Math.min(1, value / max);
  if (!utf8) return '#'.repeat(Math.max(1, Math.round(share * width)));
  const eighths = Math.max(1, Math.round(share * width * 8));
  return '█'.repeat(Math.floor(eighths / 8)) + (EIGHTHS[eighths % 8] ?? '');
}
