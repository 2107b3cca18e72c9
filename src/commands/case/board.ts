import { readCaseBoard } from '../../app/cases/board.ts';
import { screenSettings } from '../../config/screen-settings.ts';
import { CASE_LANES } from '../../domain/case-board.ts';
import { oneOf } from '../../domain/one-of.ts';
import { CASE } from '../../nouns/case/definition.ts';
import { command } from '../command.ts';
import { type ListColumn, listAnswer } from '../listing.ts';
import { addSelection, type SelectionOptions, selectionOf } from '../record/selection.ts';
import { canShowScreen, openScreenContext, requireWritable } from '../screen-context.ts';
import { caseBoardPort } from './board-port.ts';

const COLUMNS: readonly ListColumn[] = [
  { name: 'lane', label: 'Lane', type: 'text', help: 'the status, or who has to do something next' },
  { name: 'id', label: 'ID', type: 'integer', help: 'number of the case' },
  { name: 'subject', label: 'Subject', type: 'text', help: 'what went wrong' },
  { name: 'priority', label: 'Priority', type: 'text', help: 'urgent, high, normal or low' },
  { name: 'account', label: 'Account', type: 'text', help: 'whose it is' },
  { name: 'contact', label: 'Contact', type: 'text', help: 'who has it' },
  { name: 'due_at', label: 'Due', type: 'datetime', help: 'when the next thing is due' },
  { name: 'owner', label: 'Owner', type: 'text', help: 'user it belongs to' },
];

export default command({
  summary: 'the live board of cases, to answer, solve and merge them',
  description:
    'Shows cases in lanes by status, or with --by next by who has to do something next; overdue ones come first, then what ' +
    'is due next. It is updated live and controlled from the keyboard; ? lists the keys. Solved cases stay for a week. ' +
    'Without a terminal, or with --format, the first cases of each lane are listed.',
  examples: ['case board --by next', 'case board --mine', "case board --where 'priority = urgent' -f csv"],
  fullScreen: true,
  configure: (c) =>
    addSelection(c.option('--by <what>', `lanes: ${CASE_LANES.join(' or ')}; default: status`), CASE),
  async run({ options }: { options: SelectionOptions }, ctx) {
    const lanes = typeof options.by === 'string' ? oneOf('unknown lanes', options.by, CASE_LANES) : 'status';
    const selection = selectionOf(ctx, CASE, options);
    if (!canShowScreen(ctx)) {
      const { lanes: read } = await readCaseBoard(await ctx.deps(), { lanes, selection });
      const rows = read.flatMap(({ name, cards }) =>
        cards.map(({ dueAt, ...card }) => ({ ...card, lane: name, due_at: dueAt })),
      );
      return listAnswer(ctx, { noun: 'cases', columns: COLUMNS, empty: 'no cases on the board' }, rows);
    }
    await requireWritable(ctx, 'nothing can be done with cases');
    const screen = await openScreenContext(ctx);
    // A filter that cannot be read is told before the screen opens.
    await readCaseBoard(await screen.deps(), { lanes, selection });
    const { openCaseBoard } = await import('../../render/tui/cases/open.ts');
    const { code, error } = await openCaseBoard(
      await caseBoardPort(screen, selection),
      lanes,
      screenSettings(ctx.config),
      ctx.io,
      screen.now,
    );
    if (error !== undefined) throw error;
    return code;
  },
});
