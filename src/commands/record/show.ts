import type { Deps } from '../../app/deps.ts';
import { FIELDS_SHOWN, fieldsOf } from '../../app/records/fields.ts';
import { readRecord } from '../../app/records/read.ts';
import type { RelatedTable } from '../../app/records/related-records.ts';
import { theirClock } from '../../app/their-clock.ts';
import type { Field, Row, Value } from '../../domain/field.ts';
import { type NamedRecord, recordText } from '../../domain/record-ref.ts';
import type { NounDefinition } from '../../nouns/definition.ts';
import type { RecordVerbs } from '../../nouns/shared/verbs.ts';
import type { RecordView, Section } from '../../render/column.ts';
import type { Format } from '../../settings.ts';
import { type CommandSpec, command } from '../command.ts';
import { columnList, pickFields, toColumn } from './fields.ts';
import { resolveRecords } from './references.ts';

/** `crm <noun> show`: a record with its related records. */
export default function showCommand(
  spec: NounDefinition,
  { shows, examples }: NonNullable<RecordVerbs['show']>,
): CommandSpec<[string[]], Record<string, unknown>> {
  return command({
    summary: `everything about one: ${shows}`,
    examples,
    configure: (c) => c.argument('<ref...>', REFERENCE),
    async run({ args: [refs] }, ctx) {
      const deps = await ctx.deps();
      const { columns } = ctx.settings;
      if (columns?.includes('?')) return columnList(await fieldsOf(deps.store, spec, FIELDS_SHOWN));
      const records = await resolveRecords(ctx, spec.noun, refs);
      return { type: 'records', records: await viewRecords(deps, spec, records, ctx.print.format, columns) };
    },
  });
}

/** Everything about each of the records, for a format; with `columns`, these fields alone. */
export async function viewRecords(
  deps: Deps,
  spec: NounDefinition,
  records: readonly NamedRecord[],
  format: Format,
  columns?: readonly string[],
): Promise<RecordView[]> {
  const fields = await fieldsOf(deps.store, spec, FIELDS_SHOWN);
  const shown = columns ? pickFields(columns, fields) : fields;
  const written = columns || format !== 'table' ? shown : onCard(fields);
  const withRelated = !columns && NESTED.has(format);
  const hasClock = !columns && format === 'table';
  const views: RecordView[] = [];
  for (const { id, title } of records) {
    const found = await readRecord(deps, spec, { id, fields: shown, withRelated });
    if (!found) continue;
    const { row, related } = found;
    views.push({
      title: recordText({ noun: spec.noun, id, title }),
      noun: spec.noun,
      isPerson: spec.isPerson === true,
      id,
      fields: written.map((field) => ({
        column: toColumn(field),
        value: columns ? (row[field.name] ?? null) : cardValue(field, row, format),
      })),
      headline: spec.headline,
      isPage: columns === undefined,
      clock: hasClock ? await theirClock(deps, { noun: spec.noun, id }) : null,
      sections: related.map((each) => sectionOf(each, spec.noun, id)),
    });
  }
  return views;
}

function sectionOf({ type, title, columns, rows, place }: RelatedTable, noun: string, id: number): Section {
  switch (type) {
    case 'next':
      return { type, title, columns, rows, empty: `no task: crm task add "…" --${noun} ${id}` };
    case 'timeline':
      return { type, title, columns, rows, empty: 'no activities yet' };
    case 'meetings':
      return { type, title, columns, rows };
    case 'others':
      return { title, columns, rows, ...(place ? { place } : {}) };
  }
}

/** Formats with related records; in others the record is one row. */
const NESTED: ReadonlySet<Format> = new Set(['table', 'json', 'jsonl']);

/** Fields left out because they are in the title, the name or the amount. */
const SAID_ELSEWHERE: ReadonlySet<string> = new Set(['id', 'first_name', 'last_name', 'currency']);

/** The fields of a record on a terminal. The number of a relation is shown beside its name. */
function onCard(fields: readonly Field[]): Field[] {
  const relations = new Set(
    fields.filter((field) => field.type === 'ref').map((field) => `${field.name}_id`),
  );
  return fields.filter(({ name }) => !SAID_ELSEWHERE.has(name) && !relations.has(name));
}

function cardValue(field: Field, row: Row, format: Format): Value {
  const value = row[field.name] ?? null;
  const number = row[`${field.name}_id`] ?? null;
  if (format !== 'table' || field.type !== 'ref' || value === null || number === null) return value;
  return `${value}  (${field.target}:${number})`;
}

/** Help for the reference argument. */
export const REFERENCE = 'number, e-mail, phone or name; - reads them from stdin';
