import type { Context } from '../../../context.ts';
import { toLocalDate } from '../../../domain/dates.ts';
import { usage } from '../../../domain/errors.ts';
import { summaryMarkdown } from '../../../render/review/markdown.ts';
import { summaryFile } from './file.ts';
import { printReview } from './rows.ts';
import { type ReviewScope, reviewSource } from './source.ts';

interface ReviewOptions {
  readonly scope: ReviewScope;
  /** Whether there is a terminal to fill. */
  readonly isLive: boolean;
  /** Where the summary goes as Markdown; undefined for nowhere. */
  readonly out: string | undefined;
}

/**
 * `crm board --review`. Without a terminal nothing can be decided: it prints the deals that need a word or, with
 * `out`, what was decided today. Returns the exit code.
 */
export async function runReview(ctx: Context, { scope, isLive, out }: ReviewOptions): Promise<number> {
  const file = out === undefined ? undefined : summaryFile(ctx, out);
  const source = await reviewSource(ctx, scope);
  if (!isLive && file) file.write(summaryMarkdown(await source.summary()));
  else await printReview(ctx, await source.cards(), toLocalDate(scope.now()));
  return 0;
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
