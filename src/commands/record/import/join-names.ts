import { countText } from '../../../render/counts.ts';

/** Names listed before the others are counted. */
const MAX_NAMES_LISTED = 30;

/** Lists names for a message. With `all` false there are more than these. */
export function joinNames(names: readonly string[], all = true): string {
  const more = names.length - MAX_NAMES_LISTED;
  const first = names.slice(0, MAX_NAMES_LISTED).join(', ');
  return more > 0 ? `${first} and ${all ? '' : 'at least '}${countText(more)} more` : first;
}
