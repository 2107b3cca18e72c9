import type { SkipReason } from '../../app/migrate/files.ts';
import { UNSUPPORTED } from '../../formats/presets/preset.ts';

/** Headers that a message about an unknown file names. */
const MAX_HEADERS_SHOWN = 6;

/** Why a file was not imported, and the way out. */
export function skipText(why: SkipReason, name: string): { why: string; hint: string | null } {
  switch (why.type) {
    case 'asked':
      return { why: 'skipped by --noun', hint: null };
    case 'no orders':
      return {
        why: 'contains lines of orders, and the file of the orders is missing',
        hint: 'Put it into the folder.',
      };
    case 'unreadable':
      return { why: why.text, hint: why.hint };
    case 'unsupported': {
      const plural = UNSUPPORTED[why.subject as keyof typeof UNSUPPORTED] ?? why.subject;
      return { why: `contains ${plural}, which crm does not support`, hint: null };
    }
    case 'unknown': {
      const headers = why.headers.slice(0, MAX_HEADERS_SHOWN).map((header) => `"${header}"`);
      const more = why.headers.length > headers.length ? ' …' : '';
      return {
        why: `the type is not recognized: its columns are ${headers.join(', ')}${more}`,
        hint: `Give it: --noun '${name}=contact', or another noun: account, lead, opp, line, product, purchase, contract, asset, campaign, case, task …`,
      };
    }
  }
}
