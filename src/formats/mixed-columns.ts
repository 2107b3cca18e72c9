import type { Field } from '../domain/field.ts';
import { headerKey } from './field-names.ts';
import { words } from './header-words.ts';
import type { MappedColumn } from './mapped-column.ts';

/** A column of numbers and e-mail addresses, and those that get each. */
export interface MixedColumn {
  readonly index: number;
  readonly email: number;
  readonly phone: number;
}

const HEADERS: ReadonlySet<string> = new Set(
  words(
    `work, home, personal, private, office, business, contact info, contact information, contact details, contact data,
    phone/email, email/phone, phone / email, email / phone, phone or email, email or phone, phone & email,
    email & phone, phone and email, email and phone, tel/email, email/tel, how to reach, reach at`,
  ).map(headerKey),
);

/** Finds columns in which either stands, such as `Work` and `Contact details`; what is neither goes to the notes. */
export function findMixedColumns(
  columns: readonly MappedColumn[],
  fields: readonly Field[],
): { readonly columns: readonly MappedColumn[]; readonly mixed: readonly MixedColumn[] } {
  const named = (name: string) => fields.find((field) => field.name === name && !field.custom);
  const [email, phone, notes] = [named('email'), named('phone'), named('notes')];
  if (!email || !phone || !notes) return { columns, mixed: [] };
  const found = columns.filter(
    ({ how, header, fields: [field] }) =>
      HEADERS.has(headerKey(header)) && (how === 'unmatched' || (how === 'synonym' && field === notes)),
  );
  const all = [...columns];
  const mixed = found.map((column) => {
    const header = column.header.trim();
    all[column.index] = {
      ...column,
      fields: [notes],
      how: 'synonym',
      continues: { separator: '\n', label: `${header}: `, beside: [] },
    };
    const add = (field: Field) =>
      all.push({ header, index: all.length, fields: [field], how: 'synonym', ...MADE }) - 1;
    return { index: column.index, email: add(email), phone: add(phone) };
  });
  return { columns: all, mixed };
}

const MADE = { known: null, continues: null, isMade: true } as const;

const SEPARATOR = /[;|\n]|,\s|\s\/\s|\s+(?=\S+@)|(?<=@\S+)\s+/;
const ADDRESS = /^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$/;
const NUMBER = /^[+(]?\d(?:[\d\s().\-/]|ext\.?|x){5,}$/i;

/** Puts the numbers and addresses of a row into columns of their own, where a cell has nothing else. */
export function partMixedCells(cells: (string | null)[], mixed: readonly MixedColumn[]): void {
  for (const { index, email, phone } of mixed) {
    const parts = (cells[index] ?? '')
      .split(SEPARATOR)
      .map((part) => part.trim().replace(/[,;]$/, ''))
      .filter((part) => part !== '');
    const addresses = parts.filter((part) => ADDRESS.test(part));
    const numbers = parts.filter((part) => NUMBER.test(part));
    if (parts.length === 0 || addresses.length + numbers.length < parts.length) continue;
    cells[index] = '';
    cells[email] = addresses.join('; ');
    cells[phone] = numbers.join('; ');
  }
}
