import type { DealChange } from '../../domain/review.ts';

/** Longer values are left out. */
const MAX_VALUE_CHARS = 40;

/** `amount 10000.00 USD → 12000.00 USD, stage proposal → negotiation`; for long values only the field name. */
export function changesText({ fields }: DealChange): string {
  const texts = fields.map(({ name, before, after }) => {
    const values = [before ?? '–', after ?? '–'];
    const isLong = values.some((value) => value.length > MAX_VALUE_CHARS || value.includes('\n'));
    return `${name.replaceAll('_', ' ')}${isLong ? '' : ` ${values.join(' → ')}`}`;
  });
  return texts.length === 0 ? 'tags or other details' : texts.join(', ');
}
