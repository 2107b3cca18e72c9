import { findDuplicates, type NamedPair, namePairs } from '../app/dedupe/list.ts';
import type { Deps } from '../app/deps.ts';
import { screenSettings } from '../config/screen-settings.ts';
import type { Context } from '../context.ts';
import { usage } from '../domain/errors.ts';
import type { Row } from '../domain/field.ts';
import { refText } from '../domain/record-ref.ts';
import { counted, countText } from '../render/counts.ts';
import type { Pair, PairQuery } from '../store/dupes/pairs.ts';
import { command } from './command.ts';
import { dedupePort } from './dupes/port.ts';
import { type ListColumn, printList } from './listing.ts';
import { nounNamed, wholeNumber } from './record/selection.ts';
import { openScreenContext, requireScreen, requireWritable } from './screen-context.ts';

const COLUMNS: readonly ListColumn[] = [
  { name: 'score', label: 'Score', type: 'integer', help: 'likelihood that they are the same, in percent' },
  { name: 'keep', label: 'Keep', type: 'text', help: 'the older of the two, or the contact' },
  { name: 'keep_title', label: 'Called', type: 'text', help: 'its name' },
  { name: 'other', label: 'Other', type: 'text', help: 'the possible duplicate' },
  { name: 'other_title', label: 'Called', type: 'text', help: 'its name' },
  { name: 'reason', label: 'Because', type: 'text', help: 'the evidence' },
];

/** Pairs below this score are mostly different. */
const DEFAULT_THRESHOLD = 80;

export default command({
  summary: 'find likely duplicates',
  description:
    'Finds likely duplicates, the most likely first: leads and contacts, also across both, by ' +
    'e-mail, phone, and similar names at one company or domain; accounts by name, website and addresses; open ' +
    'opportunities of one account by name. -f ids prints two references per line, as crm merge reads them. --review ' +
    'shows the pairs one by one on a terminal: one key merges them or marks them as different.',
  examples: ['dupes', 'dupes --noun account --threshold 70', 'dupes --noun lead --limit 10 -f ids'],
  configure: (c, nouns) =>
    c
      .option('--noun <noun>', `only pairs that include this noun: ${nouns.comparable.join(', ')}`)
      .option('--threshold <percent>', `minimum score; default: ${DEFAULT_THRESHOLD}`)
      .option('--limit <n>', 'maximum number of pairs')
      .option('--review', 'decide on the pairs one by one, on a terminal'),
  async run({ options }, ctx) {
    const threshold = wholeNumber('threshold', options.threshold) ?? DEFAULT_THRESHOLD;
    if (threshold < 1 || threshold > 100)
      throw usage(`--threshold is a number from 1 to 100, not "${options.threshold}"`);
    const limit = wholeNumber('limit', options.limit);
    const { nouns } = ctx.schema;
    const noun = options.noun === undefined ? undefined : nounNamed(nouns, options.noun, nouns.comparable);
    const deps = await ctx.deps();
    const isReview = options.review && !ctx.settings.format;
    if (isReview) {
      requireScreen(ctx, '--review', 'Elsewhere: crm dupes -f ids, and crm merge');
      await requireWritable(ctx, 'nothing can be decided');
    }
    const query = { noun, threshold, limit };
    const pairs = await pairsOf(ctx, deps, query);
    const empty = `no duplicates with a score of ${threshold} or more`;
    if (!isReview) {
      await printList(ctx, { noun: 'pairs', columns: COLUMNS, empty }, rowsOf(namePairs(deps, pairs)));
      return 0;
    }
    if (pairs.length > 0) return review(ctx, pairs, query);
    ctx.print.note(empty);
    return 0;
  },
});

async function pairsOf(ctx: Context, deps: Deps, query: PairQuery): Promise<Pair[]> {
  const comparing = ctx.print.progress('Comparing records');
  try {
    return await findDuplicates(deps, query, (records) => comparing.update(records));
  } finally {
    comparing.end();
  }
}

/** Shows the pairs one by one until the last or until the user quits. */
async function review(ctx: Context, pairs: readonly Pair[], query: PairQuery): Promise<number> {
  const screen = await openScreenContext(ctx);
  const { openDedupe } = await import('../render/tui/dedupe/open.ts');
  const { state, code, error } = await openDedupe(
    await dedupePort(screen, pairs, async () => findDuplicates(await screen.deps(), query)),
    screenSettings(ctx.config),
    ctx.io,
  );
  for (const { summary } of state.decided) ctx.print.note(summary);
  const isUnstored = state.waiting !== null && state.waiting.command.type !== 'load';
  if (isUnstored)
    await ctx.print.warn('the last decision was not saved: another crm is writing to the database');
  const left = state.count - Math.min(state.index, state.count);
  ctx.print.note(
    left === 0 ? 'all pairs were reviewed' : `${countText(left)} of ${counted(state.count, 'pair')} left`,
  );
  if (error !== undefined) throw error;
  return isUnstored && code === 0 ? 1 : code;
}

async function* rowsOf(pairs: AsyncIterable<NamedPair>): AsyncGenerator<Row> {
  for await (const { one, other, oneTitle, otherTitle, score, reasons } of pairs) {
    const [keep, gone] = [refText(one), refText(other)];
    yield {
      id: `${keep} ${gone}`,
      score,
      keep,
      keep_title: oneTitle,
      other: gone,
      other_title: otherTitle,
      reason: reasons.join(', '),
    };
  }
}
