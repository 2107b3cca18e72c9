import { countText } from '../render/counts.ts';

/** Names listed before the others are counted. */
const MAX_NAMES_LISTED = 200;

/** Lists names for a message. */
export function joinNames(names: readonly string[]): string {
  const more = names.length - MAX_NAMES_LISTED;
  const first = names.slice(0, MAX_NAMES_LISTED).join(', ');
  return more > 0 ? `${first} and ${countText(more)} more` : first;
}

/** Quotes names for a message. */
export function quoteNames(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(', ');
}
