import type { Deps } from '../../../app/deps.ts';
import { findReview, type Review, readCards, summarizeReview } from '../../../app/review/review.ts';
import { screenSettings } from '../../../config/screen-settings.ts';
import type { Context } from '../../../context.ts';
import type { CardOrder } from '../../../domain/board.ts';
import { toLocalDate } from '../../../domain/dates.ts';
import { usage } from '../../../domain/errors.ts';
import type { Condition } from '../../../domain/filter/ast.ts';
import { summaryMarkdown } from '../../../render/review/markdown.ts';
import type { ReviewSummary } from '../../../render/review/summary.ts';
import { summaryText } from '../../../render/review/text.ts';
import type { QueueStart } from '../../../render/tui/review/state.ts';
import { openScreenContext, requireWritable, type ScreenContext } from '../../screen-context.ts';
import { type SummaryFile, summaryFile } from '../../summary-file.ts';
import { type OpenReview, reviewPort } from './port.ts';
import { printReview } from './rows.ts';

interface ReviewOptions {
  /** Name of the pipeline; the first unless given. */
  readonly pipeline: string | undefined;
  readonly where: Condition | undefined;
  readonly order: CardOrder;
  /** Whether there is a terminal to fill. */
  readonly isLive: boolean;
  /** Markdown file for the summary; undefined for none. */
  readonly out: string | undefined;
}

/**
 * `crm board --review`. Without a terminal nothing can be decided: it prints the deals that need attention or, with
 * `out`, what was decided today. Returns the exit code.
 */
export async function runReview(
  ctx: Context,
  { pipeline, isLive, out, ...scope }: ReviewOptions,
): Promise<number> {
  const file = out === undefined ? undefined : await summaryFile(ctx, out);
  const deps = await ctx.deps();
  const review = await findReview(deps, pipeline, scope);
  if (isLive) return reviewOnScreen(await openScreenContext(ctx), review, file);
  if (file) await file.write(summaryMarkdown(await summaryOf(deps, review)));
  else await printReview(ctx, readCards(deps, review), toLocalDate(ctx.clock.now()));
  return 0;
}

/** Shows the deals one by one on the terminal, then the decisions. */
async function reviewOnScreen(
  screen: ScreenContext,
  review: Review,
  file: SummaryFile | undefined,
): Promise<number> {
  const { ctx } = screen;
  await requireWritable(ctx, 'nothing can be decided');
  const port = await reviewPort(screen, review);
  const start = await port.restart();
  if (start.queue.length === 0 && start.earlier === 0 && !file) {
    ctx.print.note(`no deal of ${start.pipeline} needs attention`);
    return 0;
  }
  const code = start.queue.length === 0 ? 0 : await showDeals(screen, port, start);
  const summary = await summaryOf(await screen.deps(), port.review);
  const { stdout } = ctx.io;
  if (!file?.isStdout)
    stdout.write(await summaryText(summary, stdout.columns, await ctx.print.paint()), 'styles');
  await file?.write(summaryMarkdown(summary));
  return code;
}

/** Shows these deals one after the other; returns the exit code. */
async function showDeals(screen: ScreenContext, port: OpenReview, start: QueueStart): Promise<number> {
  const { openReview } = await import('../../../render/tui/review/open.ts');
  const { code, error } = await openReview(
    port,
    { ...start, view: viewpoint(await screen.deps()) },
    screenSettings(screen.ctx.config),
    screen.ctx.io,
  );
  if (error !== undefined) throw error;
  return code;
}

async function summaryOf(deps: Deps, review: Review): Promise<ReviewSummary> {
  return { ...(await summarizeReview(deps, review)), view: viewpoint(deps) };
}

const viewpoint = ({ clock, currency }: Deps) => ({ today: toLocalDate(clock.now()), currency });

/** Options of the board that do not go with a review. */
const OF_THE_BOARD = ['view', 'by', 'watch', 'width'] as const;

/** Throws `usage` for options that exclude each other. */
export function checkReviewOptions(options: Readonly<Record<string, unknown>>): void {
  if (!options.review) {
    if (options.out !== undefined) throw usage('--out goes with --review: it writes the summary of a review');
    return;
  }
  const other = OF_THE_BOARD.find((name) => options[name] !== undefined);
  if (other) throw usage(`--${other} does not go with --review`);
}
