import type { Context } from '../../../context.ts';
import { toLocalDate } from '../../../domain/dates.ts';
import { usage } from '../../../domain/errors.ts';
import { summaryMarkdown } from '../../../render/review/markdown.ts';
import { summaryText } from '../../../render/review/text.ts';
import { beginReview } from '../../../store/review/reviewer.ts';
import { openScreenContext, requireWritable } from '../../screen-context.ts';
import { type SummaryFile, summaryFile } from './file.ts';
import { reviewPort } from './port.ts';
import { printReview } from './rows.ts';
import { type ReviewScope, type ReviewSource, reviewSource } from './source.ts';

interface ReviewOptions {
  readonly scope: ReviewScope;
  /** Whether there is a terminal to fill. */
  readonly isLive: boolean;
  /** Where the summary goes as Markdown; undefined for nowhere. */
  readonly out: string | undefined;
}

/**
 * `crm board --review`. Without a terminal nothing can be decided: it prints the deals that need attention or, with
 * `out`, what was decided today. Returns the exit code.
 */
export async function runReview(ctx: Context, { scope, isLive, out }: ReviewOptions): Promise<number> {
  const file = out === undefined ? undefined : await summaryFile(ctx, out);
  const source = await reviewSource(ctx, scope);
  if (isLive) return goThrough(ctx, source, scope.now, file);
  if (file) await file.write(summaryMarkdown(await source.summary()));
  else await printReview(ctx, await source.cards(), toLocalDate(scope.now()));
  return 0;
}

/** Fills the terminal with one deal after the other, then says what was decided. */
async function goThrough(
  ctx: Context,
  source: ReviewSource,
  now: () => number,
  file: SummaryFile | undefined,
): Promise<number> {
  const store = await ctx.store();
  await requireWritable(ctx, 'nothing can be decided');
  await beginReview(store, source.pipeline.id, now());
  const queue = await source.queue();
  const earlier = (await source.decided()).length;
  if (queue.length === 0 && earlier === 0 && !file) {
    ctx.print.note(`no deal of ${source.pipeline.name} needs attention`);
    return 0;
  }
  const code = queue.length === 0 ? 0 : await ask(ctx, source, now, queue, earlier);
  const summary = await source.summary();
  const { stdout } = ctx.io;
  if (!file?.isStdout)
    stdout.write(await summaryText(summary, stdout.columns, await ctx.print.paint()), 'styles');
  await file?.write(summaryMarkdown(summary));
  return code;
}

/** Brings these deals on the screen; returns the exit code. */
async function ask(
  ctx: Context,
  source: ReviewSource,
  now: () => number,
  queue: readonly number[],
  earlier: number,
): Promise<number> {
  await openScreenContext(ctx);
  const port = await reviewPort(ctx, source, now);
  const start = {
    view: source.view(),
    pipeline: source.pipeline.name,
    stages: source.pipeline.stages.filter(({ kind }) => kind === 'open'),
    queue,
    earlier,
  };
  const { openReview } = await import('../../../render/tui/review/open.ts');
  const { code, error } = await openReview(port, start, ctx.io);
  if (error !== undefined) throw error;
  return code;
}

/** Options of the board that say nothing of a review. */
const OF_THE_BOARD = ['view', 'by', 'watch', 'width'] as const;

/** Throws `usage` for options that do not go together. */
export function checkReviewOptions(options: Readonly<Record<string, unknown>>): void {
  if (!options.review) {
    if (options.out !== undefined) throw usage('--out is where a review is summed up; it goes with --review');
    return;
  }
  const other = OF_THE_BOARD.find((name) => options[name] !== undefined);
  if (other) throw usage(`--${other} is of the board; it does not go with --review`);
}
