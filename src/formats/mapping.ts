import type { Field } from '../domain/field.ts';
import { headerKey } from './field-names.ts';
import { type Declared, readDeclarations } from './map-option.ts';
import type { Column } from './presets/columns.ts';
import type { Vendor } from './presets/vendor.ts';

/**
 * What made a header feed its fields, strongest first. `ids` holds ids of other records; `ignored` says nothing outside
 * the program it is from; `dropped` and `left over` feed none.
 */
const STRENGTH = [
  'map',
  'preset',
  'exact',
  'label',
  'synonym',
  'ids',
  'ignored',
  'dropped',
  'left over',
] as const;
export type MatchStrength = (typeof STRENGTH)[number];

/** One header of the file and what becomes of its column. */
export interface MappedColumn {
  readonly header: string;
  /** Of its cell; beyond those of the file for a part of another cell. */
  readonly index: number;
  readonly fields: readonly Field[];
  readonly how: MatchStrength;
  /** What the preset knows of its cells; null where it is not mapped by it. */
  readonly known: Column | null;
}

/** One field and the columns it is read from. */
export interface Feed {
  readonly field: Field;
  /** Takes what comes after the first value; null where there is one value only. */
  readonly overflow: Field | null;
  /** Takes the time where a day has one; null where that has a column of its own, too. */
  readonly timed: Field | null;
  /** Indexes of its columns, the surest match first. */
  readonly indexes: readonly number[];
}

export interface Mapping {
  readonly columns: readonly MappedColumn[];
  readonly feeds: readonly Feed[];
  /** Headers that match nothing. */
  readonly leftOver: readonly string[];
}

/**
 * Decides which column feeds which field: `--map` (`Header=field,field`, `Header=-`) first, then what is known of the program the file is from, then field names, labels and synonyms in any spelling,
 * then the part of a header before ` (`, then without a number at its end where a field takes several values.
 * A header that is the name of a computed field is dropped: it comes from our own export.
 * Usage errors: a declaration that cannot be read, names no header of the file, no field, or a computed one.
 */
export function mapHeaders(
  headers: readonly string[],
  fields: readonly Field[],
  options: { map: readonly string[]; vendor?: Vendor | null } = { map: [] },
): Mapping {
  const declared = readDeclarations(options.map, headers, fields);
  const taken = new Set([...declared.values()].flat());
  const names = nameTable(fields);
  const { vendor = null } = options;
  const own = headers.map((header, index) => mapColumn(header, index, { declared, taken, names, vendor }));
  const columns = [...own, ...frontsOf(own, fields)];
  return {
    columns,
    feeds: feedsOf(columns, fields),
    leftOver: columns.filter(({ how }) => how === 'left over').map(({ header }) => header),
  };
}

interface Match {
  readonly field: Field;
  readonly how: MatchStrength;
}

/** What columns are mapped by. */
interface Ways {
  readonly declared: Declared;
  /** Fields that `--map` feeds. */
  readonly taken: ReadonlySet<Field>;
  readonly names: ReadonlyMap<string, Match>;
  readonly vendor: Vendor | null;
}

function mapColumn(header: string, index: number, { declared, taken, names, vendor }: Ways): MappedColumn {
  const column = (how: MatchStrength, ...fields: Field[]): MappedColumn => ({
    header,
    index,
    fields,
    how,
    known: null,
  });
  const wanted = declared.get(index);
  if (wanted) return wanted.length === 0 ? column('dropped') : column('map', ...wanted);
  const key = headerKey(header);
  if (key === '') return column('dropped');
  const known = vendor?.column(header);
  if (known) {
    if (known.field === null) return { ...column(known.links.length > 0 ? 'ids' : 'ignored'), known };
    const field = names.get(headerKey(known.field))?.field;
    if (!field || field.access === 'computed') return column('left over');
    if (taken.has(field) && !takesSeveral(field)) return column('left over');
    return { ...column('preset', field), known };
  }
  const match = names.get(key) ?? names.get(headerKey(header.split(' (')[0]!)) ?? numbered(key, names);
  if (!match) return column('left over');
  const { field, how } = match;
  if (field.access === 'computed') return column(how === 'exact' ? 'dropped' : 'left over');
  if (isOwnNumber(field) && header !== field.name) return column('left over');
  if (taken.has(field) && !takesSeveral(field)) return column('left over');
  return column(how, field);
}

/** The part in front of names such as `Parent : Child`, a column of its own. */
function frontsOf(columns: readonly MappedColumn[], fields: readonly Field[]): MappedColumn[] {
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
    }));
}

function numbered(key: string, names: ReadonlyMap<string, Match>): Match | null {
  const match = names.get(key.replace(/\d+$/, ''));
  return match && takesSeveral(match.field) ? match : null;
}

/** Our own record numbers: another program's `Id` or `Account ID` is not one of them. */
function isOwnNumber({ access, type }: Field): boolean {
  return access === 'import' && type === 'integer';
}

function takesSeveral({ type, overflow }: Field): boolean {
  return type === 'list' || overflow !== undefined;
}

/** Every spelling a field is known by; a name outweighs a label, a label a synonym, an earlier field a later one. */
function nameTable(fields: readonly Field[]): ReadonlyMap<string, Match> {
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
  }
  return names;
}

function feedsOf(columns: readonly MappedColumn[], fields: readonly Field[]): Feed[] {
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
    timed: fields.find((other) => other.name === field.timed && !byField.has(other)) ?? null,
    // A column with words of its own says what became of it all, and leaves blank what others say.
    indexes: feeding
      .toSorted(
        (a, b) =>
          STRENGTH.indexOf(a.how) - STRENGTH.indexOf(b.how) || Number(hasWords(b)) - Number(hasWords(a)),
      )
      .map(({ index }) => index),
  }));
}

function hasWords({ known }: MappedColumn): boolean {
  return (known?.words ?? null) !== null;
}
