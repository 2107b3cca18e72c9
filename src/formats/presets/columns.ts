import { headerKey } from '../field-names.ts';
import type { Layout, Link, NamePair, Preset, Subject } from './preset.ts';

/** How the text of a column continues that of another. */
export interface Continuation {
  /** What stands between. */
  readonly separator: string;
  /** What its own text begins with. */
  readonly label: string;
  /** The header keys of the column that says it better, in each form of the file. */
  readonly beside: readonly string[];
  /** Whether its text begins so only behind that of another. */
  readonly isBareAlone?: true;
}

/** A column in a layout. */
export interface Column {
  /** Our field; null if the column is dropped or holds ids. */
  readonly field: string | null;
  /** The possible targets of the column's ids; empty if it holds none. */
  readonly links: readonly Link[];
  /** Word mapping of this column only; keys in lower case. */
  readonly words: Readonly<Record<string, string>> | null;
  /** Whether its numbers are chances from 0 to 1. */
  readonly fraction: boolean;
  /** Whether its durations are thousandths of a second. */
  readonly milliseconds: boolean;
  /** Whether words stand behind its amounts. */
  readonly worded: boolean;
  /** Whether each of its words is a value of its own. */
  readonly spaced: boolean;
  /** Whether its texts are HTML. */
  readonly html: boolean;
  /** The header key of the column with the time of its days; null if there is none. */
  readonly time: string | null;
  /** The header key of the column with when what it is about happened; null if there is none. */
  readonly happened: string | null;
  /** The header keys of the columns with the moment that its minutes follow, in each form of the file; empty if there are none. */
  readonly minutesAfter: readonly string[];
  /** The header key of the column that says whether its days are whole, without a time; null if there is none. */
  readonly wholeDays: string | null;
  /** The field for the first part of `Parent : Child`; null if the column has no such names. */
  readonly front: string | null;
  /** What a name alone is where others are a company and a person; null if the column has no such names. */
  readonly alone: NamePair['alone'] | null;
  /** How its text continues that of another column for the field; null if it stands alone. */
  readonly continues: Continuation | null;
  /** The header key of the column whose text can stand in brackets behind its own; null if there is none. */
  readonly bracketed: string | null;
  /** The target of its ids, if it cannot be resolved here; null otherwise. */
  readonly aside: Subject | null;
}

/** A column that feeds a field as it is. */
export const PLAIN_COLUMN: Column = {
  field: null,
  links: [],
  words: null,
  fraction: false,
  milliseconds: false,
  worded: false,
  spaced: false,
  html: false,
  time: null,
  happened: null,
  minutesAfter: [],
  wholeDays: null,
  front: null,
  alone: null,
  continues: null,
  bracketed: null,
  aside: null,
};

/**
 * Looks up a header, in any spelling, in a layout; null if unknown. ` (…)` names the table a column was joined from:
 * `Email (Primary Contact) (Contact)`.
 */
export function columnLookup(preset: Preset, layout: Layout): (header: string) => Column | null {
  const fields = keyed(layout.columns);
  const links = keyed(layout.links ?? {});
  const words = keyed(layout.columnWords ?? {});
  const fronts = keyed(layout.paths ?? {});
  const pairs = keyed(layout.pairs ?? {});
  const continued = keyed(layout.continued ?? {});
  const bracketed = keyed(layout.bracketed ?? {});
  const noted = keyed(layout.noted ?? {});
  const fractions = new Set((layout.fractions ?? []).map(headerKey));
  const milliseconds = new Set((layout.milliseconds ?? []).map(headerKey));
  const worded = new Set((layout.worded ?? []).map(headerKey));
  const spaced = new Set((layout.spaced ?? []).map(headerKey));
  const html = new Set((layout.html ?? []).map(headerKey));
  const times = keyed(layout.times ?? {});
  const happened = keyed(layout.happened ?? {});
  const minutes = keyed(layout.minutesAfter ?? {});
  const whole = new Set((layout.wholeDays?.days ?? []).map(headerKey));
  return (header) => {
    const [front = ''] = header.trim().split(' (');
    const [, reference = header] = preset.references?.exec(header.trim()) ?? [];
    const key =
      [header, front, reference].map(headerKey).find((each) => fields.has(each) || links.has(each)) ?? '';
    const field = fields.get(key) ?? (preset.noise?.test(header.trim()) ? '-' : undefined);
    const link = links.get(key);
    const label = noted.get(headerKey(header));
    if (label !== undefined)
      return {
        ...PLAIN_COLUMN,
        field: NOTES_OF[layout.subject] ?? 'notes',
        continues:
          typeof label === 'string'
            ? { separator: '\n', label: `${label}: `, beside: [] }
            : { separator: '\n', label: `${label.label}: `, beside: label.beside.map(headerKey) },
      };
    if (field === undefined && link === undefined)
      return preset.relationColumns ? relationColumn(header, links) : null;
    const separator = continued.get(key);
    return {
      field: field === undefined || field === '-' ? null : field,
      links: link ?? [],
      words: words.get(key) ?? null,
      fraction: fractions.has(key),
      milliseconds: milliseconds.has(key),
      worded: worded.has(key),
      spaced: spaced.has(key),
      html: html.has(key),
      time: times.has(key) ? headerKey(times.get(key) ?? '') : null,
      happened: happened.has(key) ? headerKey(happened.get(key) ?? '') : null,
      minutesAfter: (minutes.get(key) ?? []).map(headerKey),
      wholeDays: whole.has(key) ? headerKey(layout.wholeDays?.header ?? '') : null,
      front: fronts.get(key) ?? pairs.get(key)?.front ?? null,
      alone: pairs.get(key)?.alone ?? null,
      continues: separator === undefined ? null : { separator, label: '', beside: [] },
      bracketed: bracketed.has(key) ? headerKey(bracketed.get(key) ?? '') : null,
      aside: null,
    };
  };
}

/** The field for longer texts, if it is not `notes`. */
const NOTES_OF: Partial<Record<Subject, string>> = { activity: 'body' };

/** Fields of a related record that name it, as its own id does not. */
const NAMING = /^(?:name|email|username)$/i;

/** A column of a related record: `Account.Name`, `Owner.Email`, `Account.RowId__c`; null for another one. */
function relationColumn(header: string, links: ReadonlyMap<string, readonly Link[]>): Column | null {
  const [, relation = '', field = ''] = /^\s*([A-Za-z]\w*)\.(\w+)\s*$/.exec(header) ?? [];
  const targets =
    links.get(headerKey(relation.replace(/__r$/, '__c'))) ?? links.get(headerKey(`${relation}Id`));
  const [target] = targets ?? [];
  if (!targets || !target) return null;
  if (NAMING.test(field)) return targets.length === 1 ? { ...PLAIN_COLUMN, field: target.field } : null;
  return /^id$|__c$/i.test(field) ? { ...PLAIN_COLUMN, links: targets } : null;
}

function keyed<T>(entries: Readonly<Record<string, T>>): ReadonlyMap<string, T> {
  return new Map(Object.entries(entries).map(([header, entry]) => [headerKey(header), entry]));
}
