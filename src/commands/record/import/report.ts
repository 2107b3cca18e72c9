import type { Context } from '../../../context.ts';
import type { Field, NounSpec } from '../../../domain/field.ts';
import type { Mapping } from '../../../intake/mapping.ts';
import type { Counts, Imported } from './file-import.ts';
import type { ImportOptions } from './options.ts';

const HOW = {
  map: '--map',
  preset: 'preset',
  ids: 'ids of other records',
  exact: 'same name',
  label: 'same name',
  synonym: 'known synonym',
} as const;

/** Says what an import did or would do: in words on stderr, its counts (or numbers of records) on stdout. */
export async function reportImport(
  ctx: Context,
  spec: NounSpec,
  imported: Imported,
  options: ImportOptions,
): Promise<void> {
  const { name, counts, refusals } = imported;
  const { mapping } = imported.columns;
  if (options.dryRun) tellMapping(ctx, imported);
  const told = sentence(counts, refusals.count);
  ctx.print.note(options.dryRun ? `Would import ${name}: ${told}` : `Imported ${name}: ${told}`);
  if (refusals.count > 0) {
    for (const line of refusals.lines()) ctx.print.note(`  ${line}`);
    if (!options.dryRun) ctx.print.note(`Refused rows are in ${options.rejects}: mend and import that file`);
  }
  if (imported.skipped > 0) ctx.print.note(`Lines below the report, left out: ${imported.skipped}`);
  const unused = [...mapping.leftOver, ...imported.unknownKeys];
  if (unused.length > 0) {
    ctx.print.note(`Not imported, as no field is called so: ${[...new Set(unused)].join(', ')}`);
    ctx.print.note(
      `Keep them: --create-fields, or say what they hold: --map '${unused[0]}=<field>' (=- for none)`,
    );
  }
  if (ctx.print.format === 'ids') return ctx.print.made('', imported.touched);
  if (ctx.print.format === 'table' && ctx.io.stdout.isTTY) return;
  await ctx.print.record({
    title: `${options.dryRun ? 'dry run of ' : ''}import of ${spec.plural}`,
    noun: 'import',
    fields: [
      ...(['made', 'changed', 'unchanged', 'left'] as const).map((kind) => ({
        column: { name: kind, label: kind, type: 'integer' as const },
        value: counts[kind],
      })),
      { column: { name: 'refused', label: 'refused', type: 'integer' as const }, value: refusals.count },
    ],
    sections: [],
  });
}

function sentence(counts: Counts, refused: number): string {
  const left = counts.left > 0 ? `${counts.left} left as they are, ` : '';
  return `${counts.made} made, ${counts.changed} changed, ${counts.unchanged} unchanged, ${left}${refused} refused`;
}

/** Says of a column that its values count only where a surer one is blank, as the field takes a single value. */
function secondChoice({ columns, feeds }: Mapping, index: number): string {
  const feed = feeds.find(({ indexes }) => indexes.indexOf(index) > 0);
  if (!feed || feed.overflow || feed.field.type === 'list') return '';
  return `, where "${columns[feed.indexes[0] as number]?.header}" is blank`;
}

/** Each header, the fields it feeds and why, a line each. */
function tellMapping(ctx: Context, { columns: { mapping, declared }, name }: Imported): void {
  const lines = mapping.columns.map(({ header, index, fields, how }) => {
    const blank = header.trim() === '' ? '(no header)' : header;
    if (how === 'dropped') return [blank, '-', 'dropped'] as const;
    if (how === 'ignored') return [blank, '-', 'says nothing here'] as const;
    if (how === 'left over') return [blank, '?', 'no field is called so'] as const;
    return [
      blank,
      fields.map((field: Field) => field.name).join(', '),
      `${declared.has(header) ? 'new field' : HOW[how]}${secondChoice(mapping, index)}`,
    ] as const;
  });
  const width = Math.min(40, Math.max(...lines.map(([header]) => header.length)));
  const next = Math.min(40, Math.max(...lines.map(([, field]) => field.length)));
  ctx.print.note(`Columns of ${name}:`);
  for (const [header, field, how] of lines)
    ctx.print.note(`  ${header.padEnd(width)}  → ${field.padEnd(next)}  ${how}`);
}
