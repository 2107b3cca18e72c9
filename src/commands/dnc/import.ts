import { usage } from '../../domain/errors.ts';
import type { Field } from '../../domain/field.ts';
import { blockNumber } from '../../store/calls/do-not-call.ts';
import { isPhoneLike } from '../../store/references.ts';
import { command } from '../command.ts';
import { repeat } from '../parse-args.ts';
import { importRows } from '../record/import/rows.ts';
import { readNumber } from './parse-targets.ts';

const FIELDS: readonly Field[] = [
  {
    name: 'number',
    type: 'phone',
    label: 'Number',
    access: 'edit',
    help: 'the number, in any form',
    synonyms: [
      'phone',
      'phone number',
      'telephone',
      'telephone number',
      'mobile',
      'cell',
      'msisdn',
      'e164',
      'tel',
    ],
  },
  {
    name: 'reason',
    type: 'text',
    label: 'Reason',
    access: 'edit',
    help: 'why',
    synonyms: ['note', 'comment'],
  },
];

export default command({
  summary: 'put the numbers of a file on the do-not-call list',
  description:
    'Puts the numbers of a CSV, or of a plain list with a number on each line, on the do-not-call list. The same file ' +
    'twice changes nothing.',
  examples: ['dnc list --csv > blocked.csv && crm dnc import blocked.csv'],
  createsDatabase: true,
  configure: (c) =>
    c
      .argument('<file>', 'the file; - reads stdin')
      .option('--reason <text>', 'why, where the file does not say')
      .option('--map <header=field>', 'which column holds the number or the reason; may be repeated', repeat)
      .option('--rejects <file>', 'write refused rows and the reason into this file, take the others')
      .option('--dry-run', 'say what would be done and do nothing'),
  async run({ args: [file], options }, ctx) {
    return importRows(ctx, file, {
      what: 'number',
      fields: FIELDS,
      needed: 'number',
      isValue: isPhoneLike,
      map: options.map ?? [],
      dateFormat: undefined,
      rejects: options.rejects,
      dryRun: options.dryRun === true,
      async take(tx, { number, reason }, source) {
        if (typeof number !== 'string') throw usage('the number is missing');
        const why = typeof reason === 'string' ? reason : (options.reason?.trim() ?? null);
        return blockNumber(tx, await readNumber(ctx, number), why, source);
      },
    });
  },
});
