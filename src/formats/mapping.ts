import { type AddressKind, kindNamed } from '../domain/address-label.ts';
import type { Field, FieldType, Noun } from '../domain/field.ts';
import type { DateOrder } from './date-order.ts';
import { type DateParts, findDateParts } from './date-parts.ts';
import { type DayTime, findDayTimes } from './day-times.ts';
import { withoutUnit } from './duration-unit.ts';
import { EASTERN_HEADERS } from './eastern-headers.ts';
import { headerKey } from './field-names.ts';
import { isScaled, readPricedHeader, withoutNoun, withoutObject } from './header-parts.ts';
import type { HeaderWords } from './header-words.ts';
import { ID_HEADERS } from './id-headers.ts';
import { findMailMarks, type MailMarks } from './mail-marks.ts';
import { type MapDeclarations, readDeclarations } from './map-option.ts';
import { type MappedColumn, type MatchStrength, STRENGTH } from './mapped-column.ts';
import { findMixedColumns, type MixedColumn } from './mixed-columns.ts';
import { NORTHERN_HEADERS } from './northern-headers.ts';
import { isNoted } from './noted-headers.ts';
import { type Continuation, PLAIN_COLUMN } from './presets/columns.ts';
import type { Vendor } from './presets/vendor.ts';
import { SHEET_HEADERS, SHEET_NOUNS } from './sheet-headers.ts';
import { addressField, askedFor } from './spoken-headers.ts';
import { columnsOfTowns, partsOfTown } from './town-columns.ts';
import { TRANSLATED_HEADERS } from './translated-headers.ts';
import { type AddressColumns, addressesIn, isAddressPart, withoutPurpose } from './whole-addresses.ts';

/** A field and the columns it is read from. */
export interface Feed {
  readonly field: Field;
  /** Gets the further values; null for a single value. */
  readonly overflow: Field | null;
  /** The currencies that headers of its columns name, by index: `Amount (EUR)`. */
  readonly currencies: ReadonlyMap<number, string>;
  /** Gets what is said of the addresses; null for a field without labels. */
  readonly labels: Field | null;
  /** What the headers of its columns say of their addresses: `Mobile Phone`; or the column that says it: `Phone 1 - Type`. */
  readonly kinds: ReadonlyMap<number, AddressKind | number>;
  /** Gets the time of a day; null if the time has a column of its own. */
  readonly timed: Field | null;
  /** Gets a day without a time; null if the day has a column of its own. */
  readonly dayOnly: Field | null;
  /** Indexes of its columns, best match first. */
  readonly indexes: readonly number[];
}

export interface Mapping {
  readonly columns: readonly MappedColumn[];
  readonly feeds: readonly Feed[];
  /** The addresses of a record, if it has more than one: one is taken whole, the others go to the notes. */
  readonly addresses: readonly AddressColumns[];
  /** Days whose parts are in columns of their own. */
  readonly dateParts: readonly DateParts[];
  /** Days whose times are in columns of their own. */
  readonly dayTimes: readonly DayTime[];
  /** Columns of numbers and e-mail addresses. */
  readonly mixed: readonly MixedColumn[];
  /** Columns that say who must not be e-mailed and which addresses bounce; null for none. */
  readonly mailMarks: MailMarks | null;
  /** Headers without a match. */
  readonly leftOver: readonly string[];
  /** Headers whose cells are in the notes only because no field is for them. */
  readonly noted: readonly string[];
  /** The order of day and month in the language of the headers; null if that is English, or not clear. */
  readonly dateOrder: DateOrder | null;
}

/**
 * Decides which column feeds which field: first by `--map` (`Header=field,field`, `Header=-`), then by the preset of
 * the source program, then by field names, labels and synonyms in any spelling, then by the part of a header before `
 * (`, for amounts without a currency (`Amount in EUR`), for a field with several values without a number at the end,
 * then without the name of the noun in front (`Deal - Currency`), then without the object (`company.name`). A header that names a computed field is
 * dropped: it comes from our own export.
 * Usage errors: an invalid declaration, an unknown header or field, a computed field.
 */
export function mapHeaders(
  headers: readonly string[],
  fields: readonly Field[],
  options: {
    map: readonly string[];
    vendor?: Pick<Vendor, 'column' | 'makeshift'> | null;
    own?: boolean;
    noun?: Noun;
  } = { map: [] },
): Mapping {
  const declared = readDeclarations(options.map, headers, fields);
  const mappedFields = new Set([...declared.values()].flat());
  const { vendor = null, own = false, noun } = options;
  const isOfProgram = own || (vendor !== null && !vendor.makeshift);
  const names = nameTable(fields, noun, isOfProgram);
  const sources = { declared, mappedFields, names, vendor: withPairs(headers, vendor), fields, own, noun };
  const found = headers.map((header, index) => mapColumn(header, index, sources));
  const timed = own || isOfProgram ? null : findDayTimes(found);
  const inFile = own ? found : withStates(timed?.columns ?? found, fields);
  const notes = fields.find(({ name }) => name === 'notes');
  const parents = parentColumns(inFile, fields);
  const towns = columnsOfTowns(inFile, fields, inFile.length + parents.length);
  const all = [...withRowCurrency(inFile, fields), ...parents, ...towns];
  const dated = own || !notes ? null : findDateParts(all, fields);
  const dateParts = dated?.dateParts ?? [];
  const ofFile = withoutRivalNotes(dated?.columns ?? all, own);
  const addresses = own || !notes ? [] : addressesIn(ofFile.toSorted(byStrength));
  const dayTimes = timed?.dayTimes ?? [];
  const isOfParts = addresses.length > 0 || dateParts.length > 0;
  const texts = notes ?? fields.find(({ name }) => name === 'body');
  const made = isOfParts ? 'Other addresses' : 'Other times';
  const noted = (isOfParts || dayTimes.length > 0) && texts ? withNotes(ofFile, texts, made) : ofFile;
  const parted = own || isOfProgram ? { columns: noted, mixed: [] } : findMixedColumns(noted, fields);
  const marked = own ? { columns: parted.columns, marks: null } : findMailMarks(parted.columns, fields, noun);
  const { columns } = marked;
  return {
    columns,
    feeds: buildFeeds(columns, fields),
    addresses,
    dateParts,
    dayTimes,
    mixed: parted.mixed,
    mailMarks: marked.marks,
    leftOver: columns.filter(({ how }) => how === 'unmatched').map(({ header }) => header),
    noted: columns.filter((column) => column.isNoted).map(({ header }) => header),
    dateOrder: own || isOfProgram || !areForeign(inFile) ? null : 'day',
  };
}

/** Whether most headers are in another language: the day comes first in all that are known here. */
function areForeign(columns: readonly MappedColumn[]): boolean {
  const named = columns.filter(({ how }) => how === 'exact' || how === 'label' || how === 'synonym');
  const foreign = named.filter(({ isForeign }) => isForeign).length;
  return foreign >= 2 && foreign * 2 >= named.length;
}

/** Words that say in which state of a country somebody is, or how things stand. */
const STATE_WORDS: ReadonlySet<string> = new Set(['estado', 'stato', 'etat', 'état']);

/** Lets `Estado` say how things stand where another column is the region. */
function withStates(columns: readonly MappedColumn[], fields: readonly Field[]): readonly MappedColumn[] {
  const regions = columns.filter(({ fields: [field], how }) => field?.name === 'region' && how !== 'map');
  const [state] = regions.filter(({ header }) => STATE_WORDS.has(headerKey(header)));
  if (!state || regions.every(({ header }) => headerKey(header) === headerKey(state.header))) return columns;
  const standing = fields.find(({ name, access }) => name === 'status' && access !== 'computed');
  const notes = fields.find(({ name, custom }) => name === 'notes' && !custom);
  const isTaken = columns.some((column) => column.fields.some((field) => field === standing));
  const instead =
    standing && !isTaken ? { ...state, fields: [standing] } : notes ? inNotes(state, notes) : state;
  return columns.map((column) => (column === state ? instead : column));
}

/** A column whose cells are lines of the notes, with its header in front. */
function inNotes(column: MappedColumn, notes: Field): MappedColumn {
  const continues = { separator: '\n', label: `${column.header.trim()}: `, beside: [] };
  return { ...column, fields: [notes], how: 'synonym', continues, isNoted: true };
}

/** The currency of the amounts of a row, for nouns that have none of their own: it is no value by itself. */
export const ROW_CURRENCY: Field = {
  name: 'currency',
  type: 'text',
  form: 'currency',
  label: 'Currency',
  access: 'import',
  help: 'the currency of the amounts of the row',
};

/** The headers of a currency. */
const CURRENCY_HEADERS: ReadonlySet<string> = new Set([
  'currency',
  'currencycode',
  'currencyisocode',
  'transactioncurrency',
]);

/** Lets a column of currencies say what the amounts of rows are in, if no field is for it. */
function withRowCurrency(
  columns: readonly MappedColumn[],
  fields: readonly Field[],
): readonly MappedColumn[] {
  if (fields.some(({ name }) => name === ROW_CURRENCY.name)) return columns;
  if (!columns.some((column) => column.fields.some(({ type }) => type === 'money'))) return columns;
  return columns.map((column) =>
    (column.how === 'unmatched' || column.how === 'ignored') && CURRENCY_HEADERS.has(headerKey(column.header))
      ? { ...column, fields: [ROW_CURRENCY], how: 'synonym' }
      : column,
  );
}

/** Fields of long texts, which hold those of several columns. */
const LONG_TEXTS: ReadonlySet<string> = new Set(['notes', 'body']);

/** Lets every column of notes count: the second and those after it stand below the first, with their headers. */
function withoutRivalNotes(columns: readonly MappedColumn[], own: boolean): readonly MappedColumn[] {
  if (own) return columns;
  const main = new Map<Field, MappedColumn>();
  for (const column of columns) {
    const [field] = column.fields;
    if (!field || !LONG_TEXTS.has(field.name) || field.custom || column.continues !== null) continue;
    const before = main.get(field);
    if (!before || STRENGTH.indexOf(column.how) < STRENGTH.indexOf(before.how)) main.set(field, column);
  }
  return columns.map((column) => {
    const [field] = column.fields;
    const first = field && main.get(field);
    const isSame = !first || first === column || headerKey(first.header) === headerKey(column.header);
    if (isSame || column.continues !== null || column.fields.length > 1) return column;
    const label = `${column.header.trim()}: `;
    return { ...column, continues: { separator: '\n', label, beside: [], isBareAlone: true } };
  });
}

/** Adds a column of notes, behind all others, to a file without one. */
function withNotes(columns: readonly MappedColumn[], notes: Field, header: string): readonly MappedColumn[] {
  if (columns.some(({ fields: [field] }) => field === notes)) return columns;
  const column = { header, index: columns.length, fields: [notes], isMade: true } as const;
  return [...columns, { ...column, how: 'preset', known: null, continues: null }];
}

function byStrength(a: MappedColumn, b: MappedColumn): number {
  return STRENGTH.indexOf(a.how) - STRENGTH.indexOf(b.how);
}

/** Where a file has both, `Parent ID.id` is the id and `Parent ID` the name, whatever it is called. */
function withPairs(headers: readonly string[], vendor: MappingSources['vendor']): MappingSources['vendor'] {
  const paired = new Set(
    headers.flatMap((header) => /^(.+)\.id$/i.exec(header.trim())?.[1] ?? []).map(headerKey),
  );
  if (!vendor || paired.size === 0) return vendor;
  return {
    ...vendor,
    column(header) {
      const column = vendor.column(header);
      return column && paired.has(headerKey(header)) ? { ...column, links: [] } : column;
    },
  };
}

interface Match {
  readonly field: Field;
  readonly how: MatchStrength;
  readonly continues?: Continuation;
  readonly isForeign?: true;
}

/** The inputs of the mapping. */
interface MappingSources {
  readonly declared: MapDeclarations;
  /** Fields that `--map` feeds. */
  readonly mappedFields: ReadonlySet<Field>;
  readonly names: ReadonlyMap<string, Match>;
  readonly vendor: Pick<Vendor, 'column' | 'makeshift'> | null;
  readonly fields: readonly Field[];
  /** Whether our own export wrote the file. */
  readonly own: boolean;
  /** The noun of the records, whose name may stand in front of a header. */
  readonly noun: Noun | undefined;
}

function mapColumn(
  header: string,
  index: number,
  { declared, mappedFields, names, vendor, fields, own, noun }: MappingSources,
): MappedColumn {
  const column = (how: MatchStrength, ...fields: Field[]): MappedColumn => ({
    header,
    index,
    fields,
    how,
    known: null,
    continues: null,
  });
  const mapped = declared.get(index);
  if (mapped) {
    if (mapped.length === 0) return column('dropped');
    const priced = readPricedHeader(header, () => mapped.some(({ type }) => type === 'money'));
    return { ...column('map', ...mapped), ...(priced && { currency: priced.currency }) };
  }
  const key = headerKey(header);
  if (key === '') return column('dropped');
  const known = vendor?.column(header);
  if (known) {
    if (known.field === null) return { ...column(known.links.length > 0 ? 'ids' : 'ignored'), known };
    const field = names.get(headerKey(known.field))?.field;
    if (!field || field.access === 'computed') return column('unmatched');
    if (mappedFields.has(field) && !takesSeveral(field)) return column('unmatched');
    return { ...column('preset', field), known, continues: known.continues };
  }
  const decided = (vendor && !vendor.makeshift) || own ? undefined : decidedField(key, fields);
  if (decided && !mappedFields.has(decided.field))
    return { ...column('preset', decided.field), known: { ...PLAIN_COLUMN, words: decided.words } };
  const bare = noun === undefined ? null : withoutNoun(header, noun);
  const named = withoutObject(header);
  const match =
    findMatch(header, names) ??
    (bare === null ? null : findMatch(bare, names)) ??
    (named === null ? null : findMatch(named, names)) ??
    addressPart(header, names) ??
    spokenMatch(header, names);
  if (!match) {
    const town = own ? null : partsOfTown(named ?? withoutPurpose(header) ?? header);
    const city = town && names.get('city')?.field;
    if (city && isAddressPart(city) && !mappedFields.has(city)) return { ...column('synonym', city), town };
    const notes = names.get('notes')?.field;
    // Programs write zeros and sums of their own under such headers.
    const isSheet = !own && (vendor === null || vendor.makeshift === true);
    const isKept = isSheet && notes && !notes.custom && noun !== undefined && isNoted(header, noun);
    return isKept ? inNotes(column('unmatched'), notes) : column('unmatched');
  }
  const { field, how, currency, continues = null, isForeign } = match;
  // Its numbers are not those of the field.
  if (NUMBERS.includes(field.type) && isScaled(header)) return column('unmatched');
  if (field.access === 'computed') return column(how === 'exact' ? 'dropped' : 'unmatched');
  const isOurs = header === field.name && !vendor;
  if (isOwnNumber(field) && !isOurs && !isForeignIdHeader(header, field)) return column('unmatched');
  if (mappedFields.has(field) && !takesSeveral(field)) return column('unmatched');
  return {
    ...column(how, field),
    continues,
    ...(currency !== undefined && { currency }),
    ...(isForeign && { isForeign }),
  };
}

const NUMBERS: readonly FieldType[] = ['money', 'number', 'integer'];

/** The field that such a column decides before the field's own, and what its words say. */
function decidedField(
  key: string,
  fields: readonly Field[],
): { field: Field; words: Readonly<Record<string, string>> } | undefined {
  for (const field of fields)
    if (field.decidedBy?.headers.some((header) => headerKey(header) === key))
      return { field, words: field.decidedBy.words };
  return undefined;
}

/** The field of a header, and the currency that it names. */
function findMatch(
  header: string,
  names: ReadonlyMap<string, Match>,
): (Match & { readonly currency?: string }) | null {
  const key = headerKey(header);
  const match = names.get(key);
  if (match) return match;
  const priced = readPricedHeader(header, (name) => names.get(headerKey(name))?.field.type === 'money');
  if (priced) return { ...(names.get(headerKey(priced.name)) as Match), currency: priced.currency };
  const plain = withoutUnit(header);
  // `Mins` alone.
  const timed = plain === null ? undefined : names.get(headerKey(plain) || 'duration');
  if (timed?.field.type === 'duration') return timed;
  return (
    names.get(headerKey(header.split(' (')[0]!)) ??
    names.get(key.replace(/[:?.]+$/, '')) ??
    stripNumber(key, names) ??
    ofYear(key, names) ??
    looseNames(names).get(looseKey(header)) ??
    eitherOf(header, names)
  );
}

/** The field that each part of a header names: `Company / Org`, `Mobile or Tel.` */
function eitherOf(header: string, names: ReadonlyMap<string, Match>): Match | null {
  const parts = header.split(/\s*[/|&+]\s*|\s+(?:and|or|und|oder|et|ou|y|o|e|en|of)\s+/i);
  if (parts.length < 2 || parts.includes('')) return null;
  const [first, ...others] = parts.map((part) => looseNames(names).get(looseKey(part)));
  return first && others.every((match) => match?.field === first.field) ? { ...first, how: 'synonym' } : null;
}

/** The field of a header that says more than its name: `Work Email Address`, `What's your email?` */
function spokenMatch(header: string, names: ReadonlyMap<string, Match>): ReturnType<typeof findMatch> {
  const field = addressField(header);
  const named = field === null ? undefined : names.get(field);
  if (named && takesSeveral(named.field)) return { ...named, how: 'synonym' };
  const asked = askedFor(header);
  const match = asked === null ? null : findMatch(asked, names);
  return match && { ...match, how: 'synonym' };
}

/** The part of an address that a header names beside what the address is for: `Home City`. */
function addressPart(header: string, names: ReadonlyMap<string, Match>): ReturnType<typeof findMatch> {
  const plain = withoutPurpose(header);
  const match = plain === null ? null : findMatch(plain, names);
  return match && isAddressPart(match.field) ? { ...match, how: 'synonym' } : null;
}

/** A header without its accents, brackets and apostrophes, and the dots after abbreviations: `Tel. (privat)`. */
function looseKey(header: string): string {
  const plain = header.replace(/\.(?=[\s)-]|$)|[()'\u2019]/g, '');
  return headerKey(plain.normalize('NFD').replace(/\p{M}+/gu, ''));
}

const LOOSE_NAMES = new WeakMap<ReadonlyMap<string, Match>, ReadonlyMap<string, Match>>();

function looseNames(names: ReadonlyMap<string, Match>): ReadonlyMap<string, Match> {
  const known = LOOSE_NAMES.get(names);
  if (known) return known;
  const loose = new Map<string, Match>();
  for (const [key, match] of names) if (!loose.has(looseKey(key))) loose.set(looseKey(key), match);
  LOOSE_NAMES.set(names, loose);
  return loose;
}

/** The first part of names such as `Parent : Child`, as a column of its own. */
function parentColumns(columns: readonly MappedColumn[], fields: readonly Field[]): MappedColumn[] {
  return columns
    .flatMap(({ header, known }) => {
      const field = fields.find(({ name }) => name === known?.front);
      return field ? [{ header: `${header} (in front)`, field }] : [];
    })
    .map(({ header, field }, at) => ({
      header,
      index: columns.length + at,
      fields: [field],
      how: 'preset',
      known: null,
      continues: null,
      isMade: true,
    }));
}

/** The field of an amount whose header says of which year it is: `Umsatz 2025`. */
function ofYear(key: string, names: ReadonlyMap<string, Match>): Match | null {
  const match = names.get(key.replace(/(?:19|20)\d\d$/, ''));
  return match && NUMBERS.includes(match.field.type) && !isOwnNumber(match.field) ? match : null;
}

function stripNumber(key: string, names: ReadonlyMap<string, Match>): Match | null {
  const match = names.get(key.replace(/\d+$/, ''));
  return match && takesSeveral(match.field) ? match : null;
}

/** Our own record numbers. Another program's `Id` or `Account ID` is not one of them. */
function isOwnNumber({ name, access, type }: Field): boolean {
  return access === 'import' && type === 'integer' && /^(?:.+_)?id$/.test(name);
}

/** The header under which rejected rows have the ids that another program gave to related records. */
export const foreignIdHeader = (relation: string): string => `${relation}_external_id`;

/** Whether a header is the one for ids of another program beside the numbers of a field, such as `contact_id`. */
export function isForeignIdHeader(header: string, { name }: Field): boolean {
  return headerKey(header) === headerKey(foreignIdHeader(name.replace(/_id$/, '')));
}

function takesSeveral({ type, overflow }: Field): boolean {
  return type === 'list' || overflow !== undefined;
}

/**
 * All spellings of the fields. A name takes precedence over a label, a label over a synonym, that over what people write
 * in sheets of their own and over a word of another language, an earlier field over a later one.
 */
function nameTable(
  fields: readonly Field[],
  noun: Noun | undefined,
  isOfProgram: boolean,
): ReadonlyMap<string, Match> {
  const names = new Map<string, Match>();
  const add = (name: string, match: Match) => {
    const key = headerKey(name);
    if (!names.has(key)) names.set(key, match);
  };
  const settable = fields.filter(({ access }) => access !== 'computed');
  for (const field of fields) add(field.name, { field, how: 'exact' });
  for (const field of settable) add(field.label, { field, how: 'label' });
  for (const field of settable) {
    for (const synonym of field.synonyms ?? []) add(synonym, { field, how: 'synonym' });
    if (isOwnNumber(field) && field.name !== 'id')
      add(foreignIdHeader(field.name.replace(/_id$/, '')), { field, how: 'synonym' });
    const { headers = [], separator = '' } = field.continuedBy ?? {};
    for (const header of headers)
      add(header, { field, how: 'synonym', continues: { separator, label: '', beside: [] } });
  }
  const isSheet = noun !== undefined && SHEET_NOUNS.has(noun) && !isOfProgram;
  const addWords = (table: HeaderWords, more: Pick<Match, 'isForeign'>) => {
    for (const [name, headers, ...nouns] of table) {
      const isOurs = nouns.length === 0 || (noun !== undefined && nouns.includes(noun));
      const field = isOurs ? settable.find((each) => each.name === name) : undefined;
      for (const header of field ? headers : [])
        add(header, { field: field as Field, how: 'synonym', ...more });
    }
  };
  if (isSheet) addWords([...SHEET_HEADERS, ...ID_HEADERS], {});
  addWords([...TRANSLATED_HEADERS, ...NORTHERN_HEADERS, ...EASTERN_HEADERS], { isForeign: true });
  return names;
}

function buildFeeds(columns: readonly MappedColumn[], fields: readonly Field[]): Feed[] {
  const byField = new Map<Field, MappedColumn[]>();
  for (const column of columns) {
    for (const field of column.fields) {
      const feeding = byField.get(field);
      if (feeding) feeding.push(column);
      else byField.set(field, [column]);
    }
  }
  return [...byField].map(([field, feeding]) => ({
    field,
    overflow: fields.find(({ name }) => name === field.overflow) ?? null,
    currencies: new Map(
      feeding.flatMap(({ index, currency }) => (currency === undefined ? [] : [[index, currency] as const])),
    ),
    labels: fields.find(({ name }) => name === field.labels) ?? null,
    kinds: field.labels === undefined ? NO_KINDS : kindsOf(feeding, columns),
    timed: fields.find((other) => other.name === field.timed && !byField.has(other)) ?? null,
    dayOnly: fields.find((other) => other.timed === field.name && !byField.has(other)) ?? null,
    // A column with a word mapping decides alone, and leaves the rest blank.
    indexes: feeding
      .toSorted(
        (a, b) =>
          Number(a.continues !== null) - Number(b.continues !== null) ||
          byStrength(a, b) ||
          Number(isPair(a)) - Number(isPair(b)) ||
          Number(isOfDoctor(a)) - Number(isOfDoctor(b)) ||
          Number(hasWordMapping(b)) - Number(hasWordMapping(a)),
      )
      .map(({ index }) => index),
  }));
}

const NO_KINDS: Feed['kinds'] = new Map();

/** What headers say of the addresses in their columns; `E-mail 2 - Type` says it of `E-mail 2 - Value`. */
function kindsOf(feeding: readonly MappedColumn[], columns: readonly MappedColumn[]): Feed['kinds'] {
  const kinds = new Map<number, AddressKind | number>();
  for (const { header, index } of feeding) {
    const before = headerKey(header).replace(/value$/, '');
    const beside = columns.find(
      (other) =>
        other.fields.length === 0 && [`${before}label`, `${before}type`].includes(headerKey(other.header)),
    );
    const kind = beside?.index ?? kindNamed(header);
    if (kind !== null) kinds.set(index, kind);
  }
  return kinds;
}

/** Whether its names are told better by a column with one of them alone. */
function isPair({ known }: MappedColumn): boolean {
  return (known?.alone ?? null) !== null;
}

/** Whether this is the column of `Dr.` if another has the position: a German `Titel`. */
function isOfDoctor({ header }: MappedColumn): boolean {
  return headerKey(header) === 'titel';
}

function hasWordMapping({ known }: MappedColumn): boolean {
  return (known?.words ?? null) !== null;
}
