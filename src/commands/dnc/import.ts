import { usage } from '../../domain/errors.ts';
import type { Field } from '../../domain/field.ts';
import { isPhoneLike } from '../../domain/phone-like.ts';
import { blockNumber } from '../../store/calls/do-not-call.ts';
import { command } from '../command.ts';
import { repeat } from '../parse-args.ts';
import { importRows } from '../record/import/rows.ts';
import { rejectNumber } from './parse-targets.ts';

const FIELDS: readonly Field[] = [
  {
    name: 'number',
    type: 'phone',
    label: 'Number',
    access: 'edit',
    help: 'the number, in any format',
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
  {
    name: 'country',
    type: 'text',
    label: 'Country',
    access: 'edit',
    help: 'the country of a number without a calling code',
    synonyms: ['country code', 'country name', 'country/region'],
  },
];

export default command({
  summary: 'add the numbers of a file to the do-not-call list',
  description:
    'Adds the numbers of a CSV file, or of a list with one number per line, to the do-not-call list. A number without a calling code is one of the country of its row, else of most numbers of the file, else of the config. Importing the ' +
    'same file again changes nothing.',
  examples: ['dnc list --csv > blocked.csv && crm dnc import blocked.csv'],
  createsDatabase: true,
  configure: (c) =>
    c
      .argument('<file>', 'the file; - for stdin')
      .option('--reason <text>', 'the reason for rows without one')
      .option('--map <header=field>', 'the column of the number or the reason; may be repeated', repeat)
      .option('--rejects <file>', 'write rejected rows with the reason to this file, import the others')
      .option('--dry-run', 'show what would happen, change nothing'),
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
      async take(tx, { number, reason, country }, { source, phones }) {
        if (typeof number !== 'string') throw usage('the number is missing');
        const why = typeof reason === 'string' ? reason : (options.reason?.trim() ?? null);
        const read = phones.readAll(number, typeof country === 'string' ? country : null);
        const numbers = read.map((phone) => phone.e164 ?? rejectNumber(ctx, phone.typed));
        let isNew = false;
        for (const e164 of numbers) isNew = (await blockNumber(tx, e164, why, source)) || isNew;
        return isNew;
      },
    });
  },
});
