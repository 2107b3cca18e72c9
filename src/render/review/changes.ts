import type { DealChange } from '../../domain/review.ts';

/** A longer value of a field is not told. */
const LONGEST_VALUE = 40;

/** `amount 10000.00 USD → 12000.00 USD, stage proposal → negotiation`; long texts are named alone. */
export function changesText({ fields }: DealChange): string {
  const texts = fields.map(({ name, before, after }) => {
    const values = [before ?? '–', after ?? '–'];
    const isLong = values.some((value) => value.length > LONGEST_VALUE || value.includes('\n'));
    return `${name.replaceAll('_', ' ')}${isLong ? '' : ` ${values.join(' → ')}`}`;
  });
  return texts.length === 0 ? 'tags and such' : texts.join(', ');
}
