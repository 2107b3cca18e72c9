import { countText } from '../../../render/counts.ts';

/** Names listed before the others are counted. */
const TOLD = 30;

/** Lists names for a message. With `all` false there are more than these. */
export function joinNames(names: readonly string[], all = true): string {
  const more = names.length - TOLD;
  const first = names.slice(0, TOLD).join(', ');
  return more > 0 ? `${first} and ${all ? '' : 'at least '}${countText(more)} more` : first;
}
