import { callHeaders, importCalls } from '../../app/calls/import/import-calls.ts';
import { EXIT_PARTLY, usage } from '../../domain/errors.ts';
import { CALL_FIELDS } from '../../formats/calls/fields.ts';
import { PHONE_SYSTEMS } from '../../formats/calls/systems.ts';
import { command } from '../command.ts';
import { addFileOptions, readCreate } from '../file-options.ts';
import { openInputFile } from '../input-file.ts';
import { outputsOf } from '../outputs.ts';
import { repeat } from '../parse-args.ts';
import { RejectedRows } from '../rejected-rows.ts';
import { callImportAnswer } from './import/answer.ts';

const SYSTEM_NAMES = PHONE_SYSTEMS.map(({ name }) => name).join(', ');

/** What an import of calls can make of those that nobody knows. */
const CREATABLE = ['lead', 'user'];

export default command({
  summary: 'import the calls of a phone system; importing a file again changes nothing',
  description:
    'Imports calls from a CSV, JSON, JSON lines, XML (Android) or Excel file of a phone system. Each belongs to the lead, ' +
    'contact or account with the number of the other party, and has the same effects as crm call log. ' +
    `Files of ${PHONE_SYSTEMS.map(({ label }) => label).join(', ')} are recognized; in others, columns are found by ` +
    'their usual names. The other party is who was called or who called, by the direction. Calls among extensions, ' +
    'hidden callers and numbers that nobody has are not imported, but counted. Several rows of one call are one call ' +
    'with its best result. The result that an agent chose counts more than the status of the line. ' +
    'A call that is already there is recognized by its id, or by time and number; one that was logged by hand within ' +
    'two minutes is completed. Recordings and tags are kept in the note. Import is all-or-nothing; with --rejects, bad ' +
    'rows go to that file and the rest are imported. JSON objects from a pipe are stored as they come. ' +
    `Fields are ${CALL_FIELDS.map(({ name }) => name).join(', ')}.`,
  examples: [
    'call import calls.csv --dry-run',
    'call import calls.csv --rejects unknown.csv',
    'call import calls.csv --map to=number --create lead',
  ],
  createsDatabase: 'filled',
  describesInput: true,
  configure: (c) =>
    addFileOptions(
      c
        .argument('<file>', 'the file; - for stdin')
        .option(
          '--map <header=field>',
          "assign a column: at, number, outcome …; '=-' drops it; may be repeated",
          repeat,
        )
        .option(
          '--map-value <field:theirs=ours>',
          "translate a word: 'outcome:Sale=interested'; may be repeated",
          repeat,
        )
        .option('--date-format <pattern>', 'format of times in the file: dd.MM.yyyy HH:mm')
        .option(
          '--create <what>',
          'lead: make leads of numbers that nobody has; user: make users of agents; may be repeated',
          repeat,
        )
        .option('--preset <name>', `the phone system, if it is not recognized: ${SYSTEM_NAMES}; or none`)
        .option('--system <name>', 'the phone system that the ids are from, if it is another one')
        .option('--rejects <file>', 'write rejected rows with the reason to this file, import the others')
        .option('--dry-run', 'show what would happen, change nothing'),
    ),
  async run({ args: [file], options }, ctx) {
    const dryRun = options.dryRun === true;
    const create = readCreate(options.create ?? [], CREATABLE, 'calls') ?? new Set();
    rejectUnknownPreset(options.preset);
    const target =
      options.rejects === undefined || dryRun
        ? undefined
        : (await outputsOf(ctx, [file])).target(options.rejects);
    // Before the database, which is not created for an unreadable file.
    const { name, table, reopen, total } = await openInputFile(ctx, file, {
      encoding: options.encoding,
      headers: ctx.settings.header ? undefined : (ctx.settings.columns ?? []),
      delimiter: options.delimiter,
      sheet: options.sheet,
      nested: { element: 'call' },
      isLive: true,
    });
    const isOpenEnded = reopen === null && (table.format === 'json' || table.format === 'jsonl');
    const rejected = new RejectedRows(ctx, { headers: callHeaders(table), marked: table.marked }, target);
    const deps = await ctx.deps();
    const result = await rejected.during(() =>
      importCalls(deps, {
        name,
        table,
        map: options.map ?? [],
        mapValue: options.mapValue ?? [],
        dateFormat: options.dateFormat,
        preset: options.preset,
        system: options.system?.trim() ?? '',
        createsLeads: create.has('lead'),
        createsUsers: create.has('user'),
        dryRun,
        isOpenEnded,
        total,
        onRejected: (row, error) => rejected.add(row, error),
        beforeCommit: async (rows) => {
          if (!isOpenEnded) rejected.requireFile(name, rows);
          await rejected.finish();
        },
      }),
    );
    return {
      ...(await callImportAnswer(ctx, name, result, rejected, { dryRun, rejects: options.rejects })),
      exitCode: rejected.count > 0 ? EXIT_PARTLY : 0,
    };
  },
});

function rejectUnknownPreset(preset: string | undefined): void {
  const name = preset?.trim().toLowerCase();
  if (name === undefined || name === 'none' || PHONE_SYSTEMS.some((system) => system.name === name)) return;
  throw usage(`unknown phone system "${preset}"`, `Use one of ${SYSTEM_NAMES}, or none`);
}
