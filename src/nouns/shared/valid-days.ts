import { usage } from '../../domain/errors.ts';
import type { Field } from '../../domain/field.ts';
import type { ColumnValues } from './rules.ts';

/** The days on which something holds. */
export const VALID = (what: string): readonly Field[] => [
  {
    name: 'valid_from',
    type: 'date',
    label: 'Valid from',
    access: 'edit',
    help: `the first day on which ${what}`,
    synonyms: ['from', 'start date', 'valid from date', 'effective from', 'effective date'],
  },
  {
    name: 'valid_until',
    type: 'date',
    label: 'Valid until',
    access: 'edit',
    help: `the last day on which ${what}`,
    synonyms: ['until', 'end date', 'valid to', 'valid until date', 'effective to', 'expires'],
  },
];

/** Throws `usage` for something that would hold until a day before it begins to. */
export function checkValidDays(before: ColumnValues | null, columns: ColumnValues): void {
  const given = (name: string) => (columns[name] === undefined ? before?.[name] : columns[name]) ?? null;
  const [from, until] = [given('valid_from'), given('valid_until')];
  if (typeof from === 'string' && typeof until === 'string' && until < from)
    throw usage(`it is valid until ${until}, which is before ${from}, from when it is valid`);
}
