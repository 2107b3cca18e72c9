import type { Columns } from '../../../app/import/columns.ts';
import type { InputFile } from '../../../app/import/input-file.ts';
import type { ImportOptions } from '../../../app/import/options.ts';
import { previewImport } from '../../../app/import/preview.ts';
import type { Context } from '../../../context.ts';
import { cancelled, usage } from '../../../domain/errors.ts';
import { headerKey } from '../../../formats/field-names.ts';
import type { MappedColumn } from '../../../formats/mapped-column.ts';
import type { NounDefinition } from '../../../nouns/definition.ts';
import { headerName, matched } from './column-match.ts';
import { columnLines } from './dry-run.ts';

/** What a user answered about a file. */
interface MappingAnswers {
  readonly file: InputFile;
  readonly options: ImportOptions;
  /** The name to save the map under; undefined to not save it. */
  readonly saveAs: string | undefined;
}

/**
 * Shows the target of each column, and lets a user correct it. Throws `cancelled` if they stop, `usage` without a
 * terminal.
 */
export async function askMapping(
  ctx: Context,
  spec: NounDefinition,
  input: InputFile,
  first: ImportOptions,
): Promise<MappingAnswers> {
  if (!ctx.prompt.available)
    throw usage(
      '--interactive needs a terminal',
      "Use options instead, and check them first: --map 'Their header=field' --dry-run",
    );
  const deps = await ctx.deps();
  const { name } = input;
  let options = first;
  let file = input;
  for (let isFirst = true; ; isFirst = false) {
    let preview = await previewImport(deps, { spec, file, options });
    const { columns, ambiguity } = preview;
    if (isFirst && columns.vendor)
      ctx.print.note(`${name} is read as a file of ${columns.vendor.detected.preset.label}`);
    if (ambiguity) {
      const { text, header, patterns } = ambiguity;
      const dateFormat = await ctx.prompt.choose(`How do you read "${text}" in the column "${header}"?`, [
        { name: 'Month first', value: patterns[0], description: patterns[0] },
        { name: 'Day first', value: patterns[1], description: patterns[1] },
      ]);
      options = { ...options, dateFormat };
      preview = await previewImport(deps, { spec, file: preview.file, options });
    }
    file = preview.file;
    ctx.print.note('');
    for (const line of await columnLines(ctx, preview, ctx.io.stderr.columns - 2)) ctx.print.note(line);
    ctx.print.note('');
    const next = await ctx.prompt.choose('What now?', [
      { name: `Import ${name} like this`, value: 'import' },
      { name: 'Change a column', value: 'change' },
      { name: 'Save these options for similar files, then import', value: 'save' },
      { name: 'Stop', value: 'stop', description: 'nothing is imported' },
    ]);
    if (next === 'stop') throw cancelled('stopped: nothing was imported');
    if (next === 'import') return { file, options, saveAs: undefined };
    if (next === 'save') {
      const saveAs = await ctx.prompt.text('Save under which name?', { required: true });
      return { file, options, saveAs };
    }
    options = await askColumn(ctx, columns, options);
  }
}

/** Asks for a column and its target. */
async function askColumn(ctx: Context, columns: Columns, options: ImportOptions): Promise<ImportOptions> {
  const column = await ctx.prompt.choose<MappedColumn>(
    'Which column?',
    columns.mapping.columns
      .filter(({ isMade, header }) => !isMade && header.trim() !== '')
      .map((each) => ({ name: `${headerName(each)} → ${matched(columns, each).field || '-'}`, value: each })),
  );
  const { header } = column;
  const field = await ctx.prompt.choose<string>(`Where does "${headerName(column)}" go?`, [
    { name: 'nowhere: drop it', value: '-' },
    { name: 'a new custom field', value: '+', description: 'creates a text field for it' },
    ...columns.fields
      .filter(
        ({ access, name }) => access !== 'computed' && (name === 'external_id' || !/(?:^|_)ids?$/.test(name)),
      )
      .map(({ name, label, help }) => ({ name: `${label} (${name})`, value: name, description: help })),
  ]);
  const key = headerKey(header);
  const map = options.map.filter((each) => headerKey(each.slice(0, each.lastIndexOf('='))) !== key);
  const newFields = options.newFields.filter((each) => headerKey(each) !== key);
  return field === '+'
    ? { ...options, map, newFields: [...newFields, header] }
    : { ...options, map: [...map, `${header}=${field}`], newFields };
}
