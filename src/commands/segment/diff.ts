import { diffSegment } from '../../app/team/segment-history.ts';
import { isoTime, startOfDay } from '../../domain/dates/calendar.ts';
import { usage } from '../../domain/errors.ts';
import { command } from '../command.ts';
import { listAnswer } from '../listing.ts';
import { readPeriod } from '../parse-args.ts';
import { wholeNumber } from '../record/selection.ts';

/** Records that are listed without `--limit`. */
const DEFAULT_LIMIT = 1000;

export default command({
  summary: 'who entered and left a segment since a day',
  description:
    'Compares who is in a segment now with who was at the start of that day, as the history of the records says: all values are ' +
    'as they were then, and so are relative days. The filter itself is the one of now. Records that were added, changed, merged ' +
    'or removed since count, and those for which time has passed.',
  examples: [
    "segment add warm --where 'score >= 50' && crm segment diff warm --since -30d",
    "segment add hot --where 'score >= 80' && crm segment diff hot --since mon --entered -f ids",
  ],
  lists: true,
  configure: (c) =>
    c
      .argument('<name>', 'the segment')
      .option('--since <date>', 'the day, or the time, to compare with: mon, -7d, 2026-03-01')
      .option('--entered', 'only who entered')
      .option('--left', 'only who left')
      .option('--limit <n>', `maximum number of records; default: ${DEFAULT_LIMIT}`),
  async run({ args: [name], options: { since: text, entered, left, limit } }, ctx) {
    const { from } = readPeriod(ctx, { since: text }, true);
    if (from === null) throw usage('the day is missing', `Say it: crm segment diff ${name} --since mon`);
    if (entered && left)
      throw usage('--entered and --left exclude each other', 'Leave out both to see both.');
    const since = from.at ?? Date.parse(startOfDay(from.date));
    const most = wholeNumber('limit', limit) ?? DEFAULT_LIMIT;
    const only = entered ? 'entered' : left ? 'left' : undefined;
    const diff = await diffSegment(await ctx.deps(), { name, since, limit: most, only });
    const { segment, moves, notes } = diff;
    const { plural } = (await ctx.nouns()).get(segment.noun);
    const counts = [
      ...(only === 'left' ? [] : [`${diff.entered} entered`]),
      ...(only === 'entered' ? [] : [`${diff.left} left`]),
    ].join(', ');
    const day = from.at === null ? from.date : isoTime(from.at);
    const total = diff.entered + diff.left;
    const answer = listAnswer(
      ctx,
      {
        noun: plural,
        columns: [
          { name: 'change', label: 'Change', type: 'text', help: 'entered or left' },
          { name: 'id', label: 'ID', type: 'integer', help: 'number of the record' },
          { name: 'name', label: 'Name', type: 'text', help: 'who or what it is' },
          {
            name: 'how',
            label: 'How',
            type: 'text',
            help: 'new: added since; removed: gone since; changed: it, what it is related to, or the day',
          },
        ],
        empty: `nobody entered or left ${segment.name} since ${day}: ${diff.now} ${plural}`,
      },
      moves.map(({ change, id, title, how }) => ({ id, change, name: title, how })),
    );
    if (answer.type !== 'list') return answer;
    const more = total > moves.length ? [`${total - moves.length} more: --limit ${total}`] : [];
    return {
      ...answer,
      heading:
        ctx.print.format === 'table' && total > 0
          ? [`${segment.name} since ${day}: ${diff.before} → ${diff.now} ${plural}; ${counts}`]
          : [],
      notes: [...notes, ...more],
    };
  },
});
