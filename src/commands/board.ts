import { boardSource } from '../app/board/board-source.ts';
import { listSavedViews } from '../app/board/saved-views.ts';
import { fieldsOf } from '../app/records/fields.ts';
import { monthTargets } from '../app/team/targets.ts';
import { screenSettings } from '../config/screen-settings.ts';
import type { Context } from '../context.ts';
import { BOARD_VIEWS, CARD_ORDERS, LANE_GROUPS, USUAL_QUERY } from '../domain/board.ts';
import { usage } from '../domain/errors.ts';
import { parseMoney } from '../domain/money.ts';
import { oneOf } from '../domain/one-of.ts';
import { type SavedView, savedViewNamed } from '../domain/saved-view.ts';
import { OPP } from '../nouns/opp/definition.ts';
import { boardPort } from './board/port.ts';
import { printBoard, watchBoard } from './board/print.ts';
import { checkReviewOptions, runReview } from './board/review/run.ts';
import { command } from './command.ts';
import { addSelection, type SelectionOptions, selection, wholeNumber } from './record/selection.ts';
import { canShowScreen, openScreenContext, runningClock } from './screen-context.ts';
import { adoptTargetSettings } from './target-settings.ts';

/** Width of the board in columns without a terminal. */
const DEFAULT_COLUMNS = 100;
const MIN_LANE_WIDTH = 25;

export default command({
  summary: 'the live pipeline board, to view and edit deals',
  description:
    'Shows the pipeline as a full-screen board, updated live and controlled from the keyboard; ? lists ' +
    'the keys. The cursor stays on its card and follows it when you move it; if somebody else moves it, ' +
    'the cursor stays in its lane. Without a terminal the board is printed once. --review shows ' +
    'through the open deals that need attention, one a screen: those that slipped, are stuck, close within a week, or ' +
    'changed since your last review. Your answers are applied at once; an answered deal comes back the same day only ' +
    'if it changes. Without a terminal --review lists these deals with the reasons, and --out writes a summary of the ' +
    "day's decisions.",
  examples: [
    'board',
    'board --mine --view stuck',
    "view add big --view list --where 'amount > 50k' && crm board --view big -f csv",
    'board --plain --width 120 --by owner',
    'board --review --owner ann --out review.md',
  ],
  fullScreen: true,
  configure: (c) =>
    addSelection(
      c
        .option('--view <view>', `${BOARD_VIEWS.join(', ')}, or a saved one: crm view list; default: board`)
        .option('--by <what>', `a lane per ${LANE_GROUPS.join(', ')}; default: stage`)
        .option('--sort <order>', `${CARD_ORDERS.join(', ')}; default: close`)
        .option('--plain', 'print the board once, even on a terminal')
        .option(
          '--width <n>',
          `width of the printed board in columns; default without a terminal: ${DEFAULT_COLUMNS}`,
        )
        .option('--watch', 'print the board again after every change')
        .option('--review', 'go through the open deals that need attention')
        .option(
          '--out <file>',
          "with --review: write the day's decisions to this new file, as Markdown; - for stdout",
        ),
      OPP,
    ),
  async run({ options }: { options: SelectionOptions }, ctx) {
    checkReviewOptions(options);
    const { view, query: saved } = await viewOf(ctx, options.view);
    const query = {
      ...saved,
      pipeline: typeof options.pipeline === 'string' ? options.pipeline : saved.pipeline,
      by: choice('by', options.by, LANE_GROUPS, saved.by),
      order: choice('sort', options.sort, CARD_ORDERS, saved.order),
    };
    const width =
      wholeNumber('width', options.width) ?? (ctx.io.stdout.isTTY ? ctx.io.stdout.columns : DEFAULT_COLUMNS);
    if (width < MIN_LANE_WIDTH)
      throw usage(`--width ${width} is too narrow for a board`, `The minimum is ${MIN_LANE_WIDTH}.`);
    const { pipeline: _, ...chosen } = options;
    const store = await ctx.store();
    const fields = await fieldsOf(store, OPP);
    const base = await selection(ctx, OPP, fields, chosen);
    const isLive = !options.plain && canShowScreen(ctx);
    if (options.review) {
      return runReview(ctx, {
        pipeline: query.pipeline ?? undefined,
        where: base,
        order: query.order,
        isLive,
        out: options.out as string | undefined,
      });
    }
    await adoptTargetSettings(ctx);
    const readTarget = (text: string | null | undefined) =>
      text ? parseMoney(text, ctx.config.get('currency')) : null;
    let usual = readTarget(ctx.config.get('target'));
    const deps = { ...(await ctx.deps()), clock: { now: runningClock(ctx) } };
    const targets = () => monthTargets(deps, usual);
    const { owner = options.mine === true ? 'me' : undefined, mine: _mine, ...others } = chosen;
    const of =
      typeof owner === 'string' ? { owner, where: await selection(ctx, OPP, fields, others) } : undefined;
    const source = await boardSource(deps, { where: base, of, targets });
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
      boardPort(await openScreenContext(ctx), source, {
        targets,
        async setUsual(text) {
          const { saveConfig } = await import('../config/save.ts');
          usual = readTarget(await saveConfig(ctx.config, 'target', text.trim() === '' ? null : text));
        },
      }),
    ]);
    const { code, error, unsent } = await openBoard(
      port,
      { view, query, settings: screenSettings(ctx.config) },
      ctx.io,
    );
    if (unsent !== null) await ctx.print.warn(`not done: ${unsent}`);
    if (error !== undefined) throw error;
    return code;
  },
});

/** What a view shows: one of every board, or a saved one. Throws `usage` with the nearest. */
async function viewOf(ctx: Context, given: unknown): Promise<Pick<SavedView, 'view' | 'query'>> {
  const name = given === undefined ? 'board' : String(given);
  const saved = await listSavedViews(await ctx.deps());
  const word = oneOf('unknown view', name, [...BOARD_VIEWS, ...saved.map((view) => view.name.toLowerCase())]);
  const view = BOARD_VIEWS.find((own) => own === word) ?? 'board';
  return savedViewNamed(saved, word) ?? { view, query: USUAL_QUERY };
}

/** Reads one of a few words. Throws `usage` with the nearest. */
function choice<T extends string>(option: string, given: unknown, words: readonly T[], usual: T): T {
  return given === undefined ? usual : oneOf(`unknown ${option}`, String(given), words);
}
