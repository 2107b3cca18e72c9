import { reopenCases } from '../../app/cases/cases.ts';
import { command } from '../command.ts';
import { resolveRecords } from '../record/references.ts';
import { REFERENCE } from './answer.ts';

export default command({
  summary: 'open again; one solved more than a week ago is continued by a new one',
  examples: ['case reopen 1'],
  configure: (c) => c.argument('<ref...>', REFERENCE),
  async run({ args: [refs] }, ctx) {
    const cases = await resolveRecords(ctx, 'case', refs);
    const { reopened } = await reopenCases(await ctx.deps(), { cases });
    const texts = reopened.flatMap(({ id, newId, wasOpen }) =>
      wasOpen ? [] : [newId === null ? `Reopened: case ${id}` : `Case ${newId} continues case ${id}`],
    );
    return {
      type: 'changed',
      sentence: texts.join('; '),
      references: reopened.map(({ id, newId }) => newId ?? id),
      notes: reopened
        .filter(({ wasOpen }) => wasOpen)
        .map(({ id, newId }) =>
          newId === null ? `case ${id} is already open` : `case ${newId} continues case ${id} already`,
        ),
    };
  },
});
