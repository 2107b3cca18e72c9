import { boardSource } from '../app/board/board-source.ts';
import { fieldsOf } from '../app/records/fields.ts';
import { BOARD_VIEWS, CARD_ORDERS, LANE_GROUPS } from '../domain/board.ts';
import { usage } from '../domain/errors.ts';
import { parseMoney } from '../domain/money.ts';
import { oneOf } from '../domain/one-of.ts';
import { OPP } from '../nouns/opp/definition.ts';
import { boardPort } from './board/port.ts';
import { printBoard, watchBoard } from './board/print.ts';
import { checkReviewOptions, runReview } from './board/review/run.ts';
import { command } from './command.ts';
import { addSelection, type SelectionOptions, selection, wholeNumber } from './record/selection.ts';
import { openScreenContext, runningClock } from './screen-context.ts';

/** Columns of the board where there is no terminal to say. */
const USUAL_WIDTH = 100;
const NARROWEST = 25;

export default command({
  summary: 'the pipeline, live: a board to look at and to work on',
  description:
    'Shows the pipeline as a board that fills the terminal, follows what others change and is worked with the ' +
    'keyboard: ? lists the keys. The cursor keeps to its card and goes with one that you move; where somebody else ' +
    'moves it away, the cursor stays in its lane. Without a terminal it prints the board once. With --review it goes ' +
    'through the open deals that need attention, one a screen: those that slipped, are stuck, close within a week, or ' +
    'changed since your last review. What you answer is done at once; what was answered is not asked again that day ' +
    'unless it changes. Without a terminal --review lists these deals, each with why, and --out sums up what was ' +
    'decided that day.',
  examples: [
    'board',
    'board --mine --view stuck',
    'board --plain --width 120 --by owner',
    'board --review --owner ann --out review.md',
  ],
  fullScreen: true,
  configure: (c) =>
    addSelection(
      c
        .option('--view <view>', `${BOARD_VIEWS.join(', ')}; board unless told`)
        .option('--by <what>', `a lane each ${LANE_GROUPS.join(', ')}; stage unless told`)
        .option('--sort <order>', `${CARD_ORDERS.join(', ')}; close unless told`)
        .option('--plain', 'print it once, on a terminal too')
        .option('--width <n>', `columns of what is printed; ${USUAL_WIDTH} where there is no terminal`)
        .option('--watch', 'print it again when something has changed')
        .option('--review', 'go through the open deals that need attention')
        .option(
          '--out <file>',
          'with --review: into this new file, as Markdown, what was decided; - for stdout',
        ) as never,
      OPP,
    ) as never,
  async run({ options }: { options: SelectionOptions }, ctx) {
    checkReviewOptions(options);
    const view = choice('view', options.view, BOARD_VIEWS, 'board');
    const query = {
      pipeline: typeof options.pipeline === 'string' ? options.pipeline : null,
      by: choice('by', options.by, LANE_GROUPS, 'stage'),
      order: choice('sort', options.sort, CARD_ORDERS, 'close'),
      filter: '',
      owner: null,
    };
    const width =
      wholeNumber('width', options.width) ?? (ctx.io.stdout.isTTY ? ctx.io.stdout.columns : USUAL_WIDTH);
    if (width < NARROWEST)
      throw usage(`--width ${width} is too narrow for a board`, `At least ${NARROWEST}.`);
    const { pipeline: _, ...chosen } = options;
    const store = await ctx.store();
    const base = await selection(ctx, OPP, await fieldsOf(store, OPP), chosen);
    const { stdout, stdin, env } = ctx.io;
    const isLive =
      stdout.isTTY && stdin.isTTY && env.TERM !== 'dumb' && !options.plain && !ctx.settings.format;
    if (options.review) {
      return runReview(ctx, {
        pipeline: query.pipeline ?? undefined,
        where: base,
        order: query.order,
        isLive,
        out: options.out as string | undefined,
      });
    }
    const goal = ctx.config.get('target');
    const source = await boardSource(
      { ...(await ctx.deps()), clock: { now: runningClock(ctx) } },
      { where: base, target: goal === undefined ? null : parseMoney(goal, ctx.config.get('currency')) },
    );
    if (options.watch) {
      await watchBoard(ctx, source, { view, query, width });
      return 0;
    }
    if (!isLive) {
      await printBoard(ctx, source, { view, query, width });
      return 0;
    }
    const [{ openBoard }, port] = await Promise.all([
      import('../render/tui/board/open.ts'),
      boardPort(await openScreenContext(ctx), source),
    ]);
    const { code, error, unsent } = await openBoard(port, { view, query }, ctx.io);
    if (unsent !== null) await ctx.print.warn(`not done: ${unsent}`);
    if (error !== undefined) throw error;
    return code;
  },
});

/** One of a few words. Throws `usage` with the nearest. */
function choice<T extends string>(option: string, given: unknown, words: readonly T[], usual: T): T {
  return given === undefined ? usual : oneOf(`unknown ${option}`, String(given), words);
}
