import { resolve } from 'node:path';
import { EXIT_CODE, EXIT_PARTLY, usage } from '../../domain/errors.ts';
import type { NounSpec } from '../../domain/field.ts';
import { type CommandSpec, command } from '../command.ts';
import { isOfPeople } from '../export/form.ts';
import { repeat } from '../repeat.ts';
import { creatable, type ImportOptions, readCreate, readOnMatch } from './import/options.ts';
import { reportImport } from './import/report.ts';
import { runImport } from './import/run.ts';

/** `crm <noun> import`: records from a file of another program, or of our own. */
export function importCommand(
  spec: NounSpec,
  examples: CommandSpec['examples'],
): CommandSpec<[string], Record<string, unknown>> {
  return command({
    summary: `take in ${spec.plural} from a file; the same file twice changes nothing`,
    description:
      `Takes in ${spec.plural} from CSV, TSV, JSON, JSON lines${isOfPeople(spec) ? ' or vCards' : ''}, in any usual encoding and with the headers of other ` +
      'programs. A row that means a record which is there fills and overwrites its fields with what is not blank; ' +
      'e-mails, phones and tags are added; that somebody is not to be called or written to stays. All rows are taken, or none; with --rejects the others. ' +
      'Off a terminal the counts are printed as one record; with --format ids the numbers of the records made or changed.',
    examples,
    begins: true,
    configure: (c) =>
      c
        .argument('<file>', 'the file; - reads stdin')
        .option(
          '--map <header=field>',
          "what a column holds; several fields with commas, '=-' drops it; may be repeated",
          repeat,
        )
        .option('--map-value <field:theirs=ours>', 'what a value means; may be repeated', repeat)
        .option('--default <field=value>', 'for what is blank; may be repeated', repeat)
        .option('--date-format <pattern>', 'how the file writes dates: M/d/yyyy, dd.MM.yyyy HH:mm')
        .option('--on-match <what>', 'with a record that is there: update (usual), skip or fail')
        .option(
          '--create <relations>',
          `make what a relation names and is not there: ${creatable(spec).join(', ')}, or all`,
          repeat,
        )
        .option('--create-fields', 'make text fields of columns that no field is called like')
        .option(
          '--preset <name>',
          'the program the file is from, where its headers do not tell; none for no such',
        )
        .option('--system <name>', 'the program that external ids are from')
        .option('--rejects <file>', 'write refused rows and the reason into this file, take the others')
        .option('--dry-run', 'say what would be done and do nothing')
        .option('--delimiter <character>', 'what separates cells, where it is not found out: ; or tab')
        .option(
          '--encoding <name>',
          'utf-8, utf-16le, utf-16be or windows-1252, where it is not found out',
        ) as never,
    async run({ args: [file], options }, ctx) {
      const wanted = read(spec, options, ctx.print.format === 'ids');
      if (wanted.rejects !== undefined && resolve(ctx.io.cwd, wanted.rejects) === resolve(ctx.io.cwd, file))
        throw usage('--rejects names the file that is imported', 'Name another: it is written over');
      const imported = await runImport(ctx, spec, file, wanted);
      await reportImport(ctx, spec, imported, wanted);
      if (imported.refusals.count === 0) return 0;
      return wanted.rejects === undefined ? EXIT_CODE.refused : EXIT_PARTLY;
    },
  });
}

function read(spec: NounSpec, options: Readonly<Record<string, unknown>>, listed: boolean): ImportOptions {
  const text = (name: string) => options[name] as string | undefined;
  const list = (name: string) => (options[name] as string[] | undefined) ?? [];
  return {
    map: list('map'),
    mapValue: list('mapValue'),
    defaults: list('default'),
    dateFormat: text('dateFormat'),
    delimiter: text('delimiter'),
    encoding: text('encoding'),
    onMatch: readOnMatch(text('onMatch')),
    create: readCreate(list('create'), spec),
    createFields: options.createFields === true,
    dryRun: options.dryRun === true,
    rejects: text('rejects'),
    system: text('system') ?? '',
    preset: text('preset'),
    listed: listed && options.dryRun !== true,
  };
}
