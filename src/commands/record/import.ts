import { detectVendor } from '../../app/import/detect-vendor.ts';
import { importFile } from '../../app/import/import-file.ts';
import type { InputFile } from '../../app/import/input-file.ts';
import type { ImportOptions } from '../../app/import/options.ts';
import { findSavedOptions, saveOptions, withoutMissing, withSaved } from '../../app/import/saved-options.ts';
import type { Context } from '../../context.ts';
import { EXIT_CODE, EXIT_PARTLY, isCrmError, usage } from '../../domain/errors.ts';
import { PRESETS } from '../../formats/presets/index.ts';
import type { Preset } from '../../formats/presets/preset.ts';
import type { NounDefinition } from '../../nouns/definition.ts';
import type { Nouns } from '../../nouns/nouns.ts';
import type { RecordVerbs } from '../../nouns/shared/verbs.ts';
import type { Settings } from '../../settings.ts';
import { type CommandSpec, command } from '../command.ts';
import { addFileOptions, readCreate } from '../file-options.ts';
import { openInputFile } from '../input-file.ts';
import { quoteNames } from '../join-names.ts';
import { outputsOf } from '../outputs.ts';
import { repeat } from '../parse-args.ts';
import { RejectedRows } from '../rejected-rows.ts';
import { askMapping } from './import/interactive.ts';
import { creatable, readOnMatch } from './import/options.ts';
import { importAnswer } from './import/report.ts';
import { writeTemplate } from './import/template.ts';

/** What makes a row and a record without an id one. */
function matchedBy({ match: { keys } }: NounDefinition): string {
  if (keys.includes('profile')) return 'or by an e-mail, social profile or phone if the names agree';
  if (keys.includes('e-mail')) return 'or by an e-mail or phone if the names agree';
  return keys.includes('name and place')
    ? 'or by name and domain, else name and city'
    : 'or if all its values agree';
}

/** `crm <noun> import`: imports records from a file of another program, or of our own. */
export default function importCommand(
  spec: NounDefinition,
  { examples }: NonNullable<RecordVerbs['import']>,
): CommandSpec<[string | undefined], Record<string, unknown>> {
  return command({
    summary: `import ${spec.plural} from a file; importing a file again changes nothing`,
    description:
      `Imports ${spec.plural} from CSV, TSV, JSON, JSON lines${spec.isPerson ? ', vCards' : ''} or Excel (.xlsx), in any usual encoding and with the headers of other ` +
      'programs. If a row matches an existing record, its non-blank values overwrite that record: by an id, ' +
      `${matchedBy(spec)}. ` +
      'Of several rows of one record the later value counts. A file with our own ids needs no other columns than those to change. ' +
      'E-mails, phones and tags are added; do-not-call and do-not-email flags stay. Import is all-or-nothing; with --rejects, bad rows go to that file and the rest are imported. ' +
      `Files of ${labels('headers')} are recognized by their headers, with the columns, ids and values of their ` +
      `exports. Of ${labels('names')} only field names are known. ` +
      'The people, companies and users that such a file names are created with its records. ' +
      'Without a terminal the counts are printed as one record; with --format ids, the numbers of the created and changed records.',
    examples,
    createsDatabase: 'filled',
    describesInput: true,
    configure: (c, nouns) =>
      addFileOptions(
        c
          .argument('[file]', 'the file; - for stdin')
          .option(
            '--map <header=field>',
            "assign a column; several fields with commas, '=-' drops it; may be repeated",
            repeat,
          )
          .option('--map-value <field:theirs=ours>', 'translate a value; may be repeated', repeat)
          .option('--default <field=value>', 'value for blank cells; may be repeated', repeat)
          .option('--date-format <pattern>', 'format of dates in the file: M/d/yyyy, dd.MM.yyyy HH:mm')
          .option(
            '--round',
            'round amounts with more decimals than their currency has; else they are rejected',
          )
          .option('--null <words>', "words for a blank cell, with commas: 'NULL,N/A'")
          .option(
            '--match <what>',
            'what makes a row and a record one: id, email, phone, name, none, or any field',
          )
          .option('--blank-clears', 'a blank cell empties the field of an existing record')
          .option('--on-match <what>', 'for existing records: update (default), skip or fail')
          .option(
            '--create <relations>',
            `create missing linked records: ${creatable(nouns, spec).join(', ')}, all or none`,
            repeat,
          )
          .option('--create-fields', 'create a text field for each unmatched column')
          .option(
            '--preset <name>',
            `the program that wrote the file, if it is not recognized: ${PRESETS.map(({ name }) => name).join(', ')}; or none`,
          )
          .option('--map-name <name>', 'use the options saved under this name: crm map list')
          .option(
            '--save-map <name>',
            'save the options for columns, values and dates for the next such file',
          )
          .option('--interactive', 'show the column matching on a terminal and ask')
          .option('--system <name>', 'the program that external ids are from')
          .option('--rejects <file>', 'write rejected rows with the reason to this file, import the others')
          .option('--no-rules', 'do not apply the rules of the team: crm rule list')
          .option('--dry-run', 'show what would happen, change nothing')
          .option(
            '--template',
            'import nothing: write a file to fill in, with every column and an example row',
          )
          .option('-o, --output <file>', 'with --template: a new file, .csv or .xlsx'),
      ),
    async run({ args: [file], options }, ctx) {
      if (options.template === true) return writeTemplate(ctx, spec, options.output as string | undefined);
      if (options.output !== undefined)
        throw usage(
          '-o goes with --template',
          `Write what is there: crm ${spec.noun} export -o ${options.output}`,
        );
      if (file === undefined)
        throw usage(
          'which file?',
          `Usage: crm ${spec.noun} import <file>   A file to fill in: crm ${spec.noun} import --template -o ${spec.plural}.xlsx`,
        );
      const given = readOptions(spec, options, ctx, await ctx.nouns());
      const { dryRun } = given;
      const rejects = options.rejects as string | undefined;
      const mapName = options.mapName as string | undefined;
      let saveAs = options.saveMap as string | undefined;
      if (saveAs?.trim() === '') throw usage('the map needs a name', 'For example: --save-map acme');
      const target =
        rejects === undefined || dryRun ? undefined : (await outputsOf(ctx, [file])).target(rejects);
      const map = mapName === undefined ? null : await findSavedOptions(await ctx.deps(), spec, mapName);
      let chosen = map ? withSaved(given, map.options) : given;
      // Before the database, which is not created for an unreadable file.
      let input = await openInputFile(ctx, file, tableOptions(chosen));
      if (isOfShop(spec, input, chosen)) {
        const { importOrders } = await import('./import/orders.ts');
        return importOrders(ctx, input, file, { ...chosen, rejects });
      }
      const deps = await ctx.deps();
      if (map) {
        const fitted = withoutMissing(chosen, map.options, input.table.headers);
        chosen = fitted.options;
        if (fitted.missing.length > 0)
          ctx.print.note(
            `The map ${map.name} expects ${quoteNames(fitted.missing)}, missing in ${input.name}`,
          );
      }
      if (options.interactive === true) {
        const answers = await askMapping(ctx, spec, input, chosen);
        chosen = answers.options;
        input = answers.file;
        saveAs = answers.saveAs ?? saveAs;
      }
      const rejected = new RejectedRows(ctx, input.table, target);
      const result = await rejected
        .during(() =>
          importFile(deps, {
            spec,
            file: input,
            options: chosen,
            rejected,
            saveAs,
            beforeCommit: async ({ counts }) => {
              rejected.requireFile(input.name, counts.rows);
              await rejected.finish();
            },
          }),
        )
        .catch(async (error: unknown) => {
          // The options are valid even if rows must be corrected first: only the map is saved.
          if (saveAs !== undefined && isCrmError(error) && error.kind === 'refused' && !dryRun) {
            await saveOptions(deps, spec, saveAs, chosen);
            ctx.print.note(savedMapNote(spec, saveAs));
          }
          throw error;
        });
      const answer = await importAnswer(ctx, spec, result, rejected, {
        dryRun,
        rejects,
        preset: chosen.preset,
      });
      const note = dryRun
        ? `A dry run saves nothing: the map ${saveAs} is saved by the import itself`
        : savedMapNote(spec, saveAs ?? '');
      const partly = rejects === undefined ? EXIT_CODE.refused : EXIT_PARTLY;
      return {
        ...answer,
        notes: saveAs === undefined ? [] : [note],
        exitCode: rejected.count === 0 ? 0 : partly,
      };
    },
  });
}

/** Whether a file of purchases has the orders of a shop, which are more than purchases. */
function isOfShop(spec: NounDefinition, { table, name }: InputFile, { preset }: ImportOptions): boolean {
  const { headers } = table;
  const detected = detectVendor({ headers, name, known: spec.fields }, spec.noun, preset);
  return detected?.noun === spec.noun && detected.layout.shop !== undefined;
}

/** The programs with known files, from real headers or from field names. */
function labels(proven: Preset['proven']): string {
  const known = PRESETS.filter((preset) => preset.proven === proven).map(({ label }) => label);
  return `${known.slice(0, -1).join(', ')} and ${known.at(-1)}`;
}

function savedMapNote({ noun }: NounDefinition, name: string): string {
  return `Saved the map ${name}: crm ${noun} import <file> --map-name ${name}`;
}

function tableOptions({ encoding, delimiter, sheet, nullWords, headers }: ImportOptions) {
  return { encoding, delimiter, sheet, nullWords, headers, takesMoreCells: true };
}

/** What `--no-header` and `--columns` say of the file. */
function readHeaders({ header, columns }: Settings): readonly string[] | undefined {
  if (!header) return columns ?? [];
  if (columns === undefined) return undefined;
  throw usage(
    '--columns names the columns of a file without a header line',
    'Add --no-header, or assign the columns of this file: --map "Their header=field"',
  );
}

function readOptions(
  spec: NounDefinition,
  options: Readonly<Record<string, unknown>>,
  { settings, print }: Context,
  nouns: Nouns,
): ImportOptions {
  const text = (name: string) => options[name] as string | undefined;
  const list = (name: string) => (options[name] as string[] | undefined) ?? [];
  return {
    map: list('map'),
    mapValue: list('mapValue'),
    defaults: list('default'),
    dateFormat: text('dateFormat'),
    round: options.round === true,
    nullWords: text('null'),
    delimiter: text('delimiter'),
    sheet: text('sheet'),
    encoding: text('encoding'),
    headers: readHeaders(settings),
    match: text('match') ?? null,
    blankClears: options.blankClears === true,
    onMatch: readOnMatch(text('onMatch')),
    create: readCreate(list('create'), creatable(nouns, spec), spec.plural),
    createFields: options.createFields === true,
    newFields: [],
    dryRun: options.dryRun === true,
    allowsRejected: text('rejects') !== undefined,
    system: text('system') ?? '',
    preset: text('preset'),
    collectsIds: print.format === 'ids' && options.dryRun !== true,
  };
}
