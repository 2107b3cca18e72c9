import { resultKey } from '../../domain/call-results.ts';
import { usage } from '../../domain/errors.ts';
import type { Field } from '../../domain/field.ts';
import { findNearest } from '../../domain/suggest.ts';
import { takeRecordedCall } from '../../store/calls/import-call.ts';
import { outcomes } from '../../store/calls/outcomes.ts';
import { command } from '../command.ts';
import { readNumber } from '../dnc/parse-targets.ts';
import { repeat } from '../parse-args.ts';
import { importRows } from '../record/import/rows.ts';

const field = (
  name: string,
  type: Field['type'],
  label: string,
  help: string,
  ...synonyms: string[]
): Field => ({
  name,
  type,
  label,
  access: 'edit',
  help,
  synonyms,
});

const FIELDS: readonly Field[] = [
  field(
    'at',
    'datetime',
    'At',
    'start of the call',
    'date',
    'time',
    'start',
    'start time',
    'started',
    'call time',
    'call date',
    'calldate',
    'timestamp',
    'date/time',
  ),
  field(
    'number',
    'phone',
    'Number',
    'the other party',
    'phone',
    'phone number',
    'to',
    'dst',
    'destination',
    'called number',
    'callee',
    'dialed number',
    'dialled number',
    'external number',
    'remote number',
    'contact number',
  ),
  field('direction', 'text', 'Direction', 'in or out', 'call direction', 'call type', 'type'),
  field(
    'duration',
    'duration',
    'Duration',
    'length of the call',
    'billsec',
    'talk time',
    'length',
    'call duration',
    'duration (s)',
    'seconds',
  ),
  field(
    'outcome',
    'text',
    'Outcome',
    'how it went',
    'disposition',
    'status',
    'result',
    'call status',
    'call result',
  ),
  field('note', 'text', 'Note', 'note on the call', 'notes', 'comment', 'comments', 'description'),
  field(
    'call_id',
    'text',
    'Call ID',
    "the phone system's call id",
    'id',
    'uniqueid',
    'unique id',
    'uuid',
    'sid',
    'call sid',
    'callid',
  ),
];

/** Dispositions as phone systems call them. */
const SAID: Readonly<Record<string, string>> = {
  answered: 'connected',
  answer: 'connected',
  completed: 'connected',
  'no-response': 'no-answer',
  noanswer: 'no-answer',
  missed: 'no-answer',
  unanswered: 'no-answer',
  cancel: 'no-answer',
  canceled: 'no-answer',
  cancelled: 'no-answer',
  congestion: 'failed',
  chanunavail: 'failed',
  'answering-machine': 'voicemail',
  machine: 'voicemail',
};

export default command({
  summary: 'import the calls of a phone system; importing a file again changes nothing',
  description:
    'Imports calls from a CSV or JSON file of a phone system. Each is assigned to the lead or contact with that number, and ' +
    'has the same effects as crm call log. Columns are found by their usual names: date, to, direction, ' +
    'duration, disposition, note, id. A call that is already logged is recognized by its id, or by time and number.',
  examples: ['call import calls.csv --dry-run', 'call import calls.csv --rejects unknown.csv'],
  createsDatabase: 'filled',
  configure: (c) =>
    c
      .argument('<file>', 'the file; - for stdin')
      .option(
        '--map <header=field>',
        `assign a column: ${FIELDS.map(({ name }) => name).join(', ')}; may be repeated`,
        repeat,
      )
      .option('--date-format <pattern>', 'format of times in the file: dd.MM.yyyy HH:mm')
      .option('--rejects <file>', 'write rejected rows with the reason to this file, import the others')
      .option('--dry-run', 'show what would happen, change nothing'),
  async run({ args: [file], options }, ctx) {
    const results = await outcomes((await ctx.store()).db);
    const resultOf = (text: string) => {
      const key = resultKey(text);
      const found = results.find(({ word }) => word === (SAID[key] ?? key));
      if (found) return found;
      const words = results.map(({ word }) => word);
      const [near] = findNearest(key, words);
      throw usage(
        `unknown outcome "${text}"`,
        near ? `Did you mean "${near}"?` : `One of: ${words.join(', ')}`,
      );
    };
    return importRows(ctx, file, {
      what: 'call',
      fields: FIELDS,
      needed: 'number',
      map: options.map ?? [],
      dateFormat: options.dateFormat,
      rejects: options.rejects,
      dryRun: options.dryRun === true,
      async take(tx, values) {
        const text = (name: string) => (typeof values[name] === 'string' ? (values[name] as string) : null);
        const at = text('at');
        const number = text('number');
        if (at === null) throw usage('the time of the call is missing');
        if (number === null) throw usage('the number is missing');
        if (Date.parse(at) > ctx.clock.now()) throw usage(`the call is in the future: ${at}`);
        const duration = typeof values.duration === 'number' ? values.duration : null;
        const said = text('outcome') ?? (duration === null || duration === 0 ? 'no-answer' : 'connected');
        const call = {
          at,
          number: await readNumber(ctx, number),
          direction: directionOf(text('direction')),
          duration,
          result: resultOf(said),
          note: text('note'),
          externalId: text('call_id'),
        };
        return takeRecordedCall(tx, call, ctx);
      },
    });
  },
});

function directionOf(text: string | null): 'in' | 'out' {
  if (text === null || /^out/i.test(text)) return 'out';
  if (/^in/i.test(text)) return 'in';
  throw usage(`"${text}" is not a call direction`, 'Use in or out (inbound, outgoing …).');
}
