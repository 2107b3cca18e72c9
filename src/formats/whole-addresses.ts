import { kindNamed } from '../domain/address-label.ts';
import type { Field } from '../domain/field.ts';
import type { MappedColumn } from './mapped-column.ts';

/** Columns of a file that hold one address of the record: `Home Street`, `Home City`. */
export interface AddressColumns {
  /** What the address is called in notes: `Home address`, `Address 2`. */
  readonly label: string;
  /** The columns of its parts. */
  readonly parts: readonly AddressPart[];
  /** Index of a column with all of it in one text, which is the street if the other parts are blank; null for none. */
  readonly whole: number | null;
}

interface AddressPart {
  readonly index: number;
  readonly field: string;
}

/** The fields of an address, in the order of a text. */
const FIELDS = ['street', 'city', 'region', 'postal_code', 'country'];

/** What a word of a header says of the address, beside the kinds that phones have. */
const PURPOSES: readonly (readonly [RegExp, string])[] = [
  [/\b(?:billing|bill.to|invoice|rechnungs?\p{L}*|factura\w*|fatturazione|factuur\p{L}*)\b/iu, 'Billing'],
  [
    /\b(?:shipping|ship.to|delivery|liefer\p{L}*|livraison|versand\p{L}*|env[ií]o|spedizione|lever\p{L}*)\b/iu,
    'Shipping',
  ],
  [/\b(?:mailing|postal address|post\p{L}*adresse)\b/iu, 'Mailing'],
  [/\b(?:alternat\w*|second(?:ary)?|andere|weitere|autre|otra|altra)\b/iu, 'Other'],
];

/** `Address 2 - City`, `address_2_city`, `Address2 City`. */
const NUMBERED = /\b(?:address|adresse|anschrift)[\s_-]*(\d)(?=[\s_.-]*\p{L})/iu;

/**
 * The addresses of records with more than one, the one that counts first in front; empty if no two columns can mix. A
 * record has one address, so it is taken whole from the first of them that has a street or a code: the town of one
 * with the street of another would be nowhere.
 */
export function addressesIn(columns: readonly MappedColumn[]): readonly AddressColumns[] {
  const byLabel = new Map<string, AddressPart[]>();
  const wholes = new Map<string, number>();
  for (const { header, index, fields, continues } of columns) {
    const field = fields.find(isAddressPart)?.name;
    if (field === undefined || fields.length > 1 || continues !== null) continue;
    const label = labelOf(header);
    if (IS_WHOLE.test(header)) wholes.set(label, index);
    const parts = byLabel.get(label);
    if (parts) parts.push({ index, field });
    else byLabel.set(label, [{ index, field }]);
  }
  const addresses = [...byLabel]
    .map(([label, parts]) => ({ label, parts, whole: wholes.get(label) ?? null }))
    // A country alone completes an address.
    .filter(({ parts }) => parts.some(({ field }) => field !== 'country'));
  const areMixed = addresses.some((one) =>
    addresses.some((other) => other !== one && other.parts.some(({ field }) => has(one, field))),
  );
  return areMixed || wholes.size > 0 ? addresses : [];
}

/** `Address 1 - Formatted`: what Google Contacts calls all of an address in one text. */
const IS_WHOLE = /\bformatted\s*$/i;

function has({ parts }: Pick<AddressColumns, 'parts'>, name: string): boolean {
  return parts.some(({ field }) => field === name);
}

function labelOf(header: string): string {
  const number = NUMBERED.exec(header)?.[1];
  const purpose = PURPOSES.find(([pattern]) => pattern.test(header.replaceAll('_', ' ')))?.[1];
  const kind = purpose ?? kindNamed(header);
  const name = kind === null ? '' : `${kind[0]?.toUpperCase()}${kind.slice(1)} `;
  return `${name}${name === '' ? 'A' : 'a'}ddress${number === undefined ? '' : ` ${number}`}`;
}

/** What an address is for and a part of it, in one German word: `Rechnungsort`. */
const COMPOUND =
  /(?<!\p{L})(rechnungs|liefer|versand|privat|firmen|post)-?(straße|strasse|str\.?|ort|plz|postleitzahl|stadt|land)(?!\p{L})/giu;

/** A header without what says which address it is of: `City` for `Home City`, `Address 2 - City`; null if nothing says so. */
export function withoutPurpose(header: string): string | null {
  let rest = header.replaceAll('_', ' ').replace(NUMBERED, ' ').replace(COMPOUND, '$1 $2');
  for (const [pattern] of PURPOSES) rest = rest.replace(pattern, ' ');
  const words = rest.split(/[\s().,-]+/).filter((word) => word !== '' && kindNamed(word) === null);
  const plain = words.join(' ');
  return plain === '' || plain === header.trim() ? null : plain;
}

/** Whether a field is a part of an address. */
export function isAddressPart({ name, custom }: Field): boolean {
  return !custom && FIELDS.includes(name);
}

type Cells = (string | null)[];

/** Leaves one address of a row in its cells; what differs from it is returned, as lines for the notes. */
export function takeAddress(cells: Cells, addresses: readonly AddressColumns[]): string[] {
  for (const { parts, whole } of addresses)
    if (whole !== null && parts.some(({ index }) => index !== whole && textOf(cells, index) !== ''))
      cells[whole] = '';
  const filled = addresses.filter(({ parts }) => parts.some(({ index }) => textOf(cells, index) !== ''));
  const taken =
    filled.find(({ parts }) => hasAny(cells, parts, ['street', 'postal_code'])) ??
    filled.find(({ parts }) => hasAny(cells, parts, ['city', 'region'])) ??
    filled[0];
  const lines: string[] = [];
  for (const address of filled) {
    if (address === taken || completes(cells, address, taken as AddressColumns)) continue;
    const text = FIELDS.flatMap((field) => partsOf(cells, address, field))
      .join(', ')
      .replace(/\s*\n\s*/g, ', ');
    const isSame = address.parts.every(
      ({ index, field }) =>
        textOf(cells, index) === '' ||
        partsOf(cells, taken as AddressColumns, field)[0] === textOf(cells, index),
    );
    if (!isSame) lines.push(`${address.label}: ${text}`);
    for (const { index } of address.parts) cells[index] = '';
  }
  return lines;
}

/** Whether an address only says which country the other one is in, which does not. */
function completes(cells: Cells, address: AddressColumns, taken: AddressColumns): boolean {
  const isCountry = address.parts.every(
    ({ index, field }) => field === 'country' || textOf(cells, index) === '',
  );
  return isCountry && !hasAny(cells, taken.parts, ['country']);
}

function textOf(cells: Cells, index: number): string {
  return cells[index]?.trim() ?? '';
}

function hasAny(cells: Cells, parts: readonly AddressPart[], names: readonly string[]): boolean {
  return parts.some(({ index, field }) => names.includes(field) && textOf(cells, index) !== '');
}

/** The filled cells of a field of an address. */
function partsOf(cells: Cells, { parts }: AddressColumns, name: string): string[] {
  return parts
    .filter(({ field }) => field === name)
    .map(({ index }) => textOf(cells, index))
    .filter((text) => text !== '');
}
