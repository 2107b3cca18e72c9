import { ACCOUNT } from '../../nouns/account/definition.ts';
import { command } from '../command.ts';
import type { SelectionOptions } from '../record/selection.ts';
import { customersReport } from './customers.ts';
import { addReportOptions } from './report-options.ts';

export default command({
  summary: 'customers who have gone quiet, against their own rhythm',
  description:
    'Lists accounts that bought at least twice and are silent for more than twice the days that usually lie between their ' +
    'purchases, the longest against their rhythm first. The same as crm report customers --win-back.',
  examples: ['report win-back', 'report win-back --mine --limit 10'],
  lists: true,
  configure: (c) =>
    addReportOptions(c.option('--limit <n>', 'maximum number of customers'), ACCOUNT, {
      by: '',
      compares: { why: 'it is about who is quiet now' },
      when: 'bought',
    }),
  run: ({ options }: { options: SelectionOptions }, ctx) => customersReport(ctx, options, true),
});
