import { readServiceLevel } from '../../app/cases/service-levels.ts';
import { fieldsOf } from '../../app/records/fields.ts';
import { listRecords } from '../../app/records/list.ts';
import { CASE } from '../../nouns/case/definition.ts';
import { command } from '../command.ts';
import { pickFields, toColumn } from '../record/fields.ts';
import { SLA_COLUMNS, slaRow } from './columns.ts';

/** Cases that are shown. */
const ROWS_SHOWN = 10;

export default command({
  summary: 'show a service level, and its open cases that are due next',
  examples: ['sla show standard'],
  configure: (c) => c.argument('<name>', 'the service level'),
  async run({ args: [text] }, ctx) {
    const deps = await ctx.deps();
    const level = await readServiceLevel(deps, text);
    const fields = await fieldsOf(deps.store, CASE);
    const shown = pickFields(['id', 'subject', 'priority', 'status', 'due_at', 'owner'], fields);
    const { rows } = await listRecords(deps, CASE, {
      filters: [`sla = ${JSON.stringify(level.name)}`, 'solved_at is empty'],
      fields,
      shown,
      sort: 'due_at',
      limit: ROWS_SHOWN,
    });
    const row: Readonly<Record<string, unknown>> = slaRow(level);
    return {
      type: 'list',
      heading: SLA_COLUMNS.filter(({ name }) => row[name] !== null).map(
        ({ name, label }) => `${label}: ${row[name]}`,
      ),
      view: { noun: 'cases', columns: shown.map(toColumn), empty: 'no open case has it' },
      rows,
    };
  },
});
