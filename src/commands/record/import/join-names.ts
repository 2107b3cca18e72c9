import { countText } from '../../../render/counts.ts';

/** Names that are told before the others are counted. */
const TOLD = 30;

/** Names as a message lists them. `all` false says that there are more than these. */
export function joinNames(names: readonly string[], all = true): string {
  const more = names.length - TOLD;
  const first = names.slice(0, TOLD).join(', ');
  return more > 0 ? `${first} and ${all ? '' : 'at least '}${countText(more)} more` : first;
}
