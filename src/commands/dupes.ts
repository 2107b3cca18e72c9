import type { Context } from '../context.ts';
import { usage } from '../domain/errors.ts';
import type { Row } from '../domain/field.ts';
import { counted, countText } from '../render/counts.ts';
import type { Progress } from '../render/progress.ts';
import { type DupesQuery, findPairs, type Pair } from '../store/dupes/dupes.ts';
import { refText } from '../store/merge/distinct.ts';
import { MERGEABLE } from '../store/merge/former-identities.ts';
import { titled } from '../store/references.ts';
import type { Store } from '../store/store.ts';
import { command } from './command.ts';
import { dedupePort } from './dupes/port.ts';
import { type ListColumn, printList } from './listing.ts';
import { nounNamed, wholeNumber } from './record/selection.ts';
import { openScreenContext, requireWritable } from './screen-context.ts';

const COLUMNS: readonly ListColumn[] = [
  { name: 'score', label: 'Score', type: 'integer', help: 'how likely they are one, in percent' },
  { name: 'keep', label: 'Keep', type: 'text', help: 'the older of the two, or the contact' },
  { name: 'keep_title', label: 'Called', type: 'text', help: 'what it is called' },
  { name: 'other', label: 'Other', type: 'text', help: 'the record that may be the same' },
  { name: 'other_title', label: 'Called', type: 'text', help: 'what that is called' },
  { name: 'reason', label: 'Because', type: 'text', help: 'what speaks for it' },
];

/** Pairs less likely than this are mostly two. */
const USUAL_THRESHOLD = 80;

/** Titles read in one go. */
const BATCH = 500;

export default command({
  summary: 'records that are likely the same',
  description:
    'Finds pairs of records that are likely one, the likeliest first: leads and contacts, with each other too, by ' +
    'e-mail, phone, and similar names at one company or domain; accounts by name, website and addresses; open ' +
    'opportunities of one account by name. -f ids prints two references a line, as crm merge takes them. --review ' +
    'shows the pairs one by one on a terminal: one key merges them either way, or keeps in mind that they are two.',
  examples: ['dupes', 'dupes --noun account --threshold 70', 'dupes --noun lead --limit 10 -f ids'],
  configure: (c) =>
    c
      .option('--noun <noun>', `only pairs with one of these: ${MERGEABLE.join(', ')}`)
      .option('--threshold <percent>', `the least score; ${USUAL_THRESHOLD} unless told`)
      .option('--limit <n>', 'at most this many')
      .option('--review', 'decide about one after the other, on a terminal, a key each'),
  async run({ options }, ctx) {
    const threshold = wholeNumber('threshold', options.threshold) ?? USUAL_THRESHOLD;
    if (threshold < 1 || threshold > 100)
      throw usage(`--threshold goes from 1 to 100, not to "${options.threshold}"`);
    const limit = wholeNumber('limit', options.limit);
    const noun = options.noun === undefined ? undefined : nounNamed(ctx.nouns, options.noun, MERGEABLE);
    const store = await ctx.store();
    if (options.review) await requireScreen(ctx);
    const pairs = (await pairsOf(ctx, store, { noun, threshold })).slice(0, limit);
    const empty = `no two records are alike to ${threshold} % or more`;
    if (!options.review) {
      await printList(ctx, { noun: 'pairs', columns: COLUMNS, empty }, rowsOf(store, pairs));
      return 0;
    }
    if (pairs.length > 0) return review(ctx, pairs);
    ctx.print.note(empty);
    return 0;
  },
});

async function pairsOf(ctx: Context, store: Store, query: DupesQuery): Promise<Pair[]> {
  const comparing = ctx.print.progress('Comparing records');
  let weighing: Progress | undefined;
  try {
    return await findPairs(store.engine, query, {
      compared: (records) => comparing.update(records),
      weighed(pairs, all) {
        weighing ??= ctx.print.progress('Weighing pairs');
        weighing.update(pairs, all);
      },
    });
  } finally {
    comparing.end();
    weighing?.end();
  }
}

async function requireScreen(ctx: Context): Promise<void> {
  if (!ctx.io.stdin.isTTY || !ctx.io.stdout.isTTY)
    throw usage('--review needs a terminal; a script uses crm dupes -f ids and crm merge');
  await requireWritable(ctx, 'nothing can be decided');
}

/** Shows the pairs one after the other until there are no more, or the person leaves. */
async function review(ctx: Context, pairs: readonly Pair[]): Promise<number> {
  const screen = await openScreenContext(ctx);
  const { openDedupe } = await import('../render/tui/dedupe/open.ts');
  const { state, code, error } = await openDedupe(await dedupePort(screen, pairs), ctx.io);
  for (const { summary } of state.decided) ctx.print.note(summary);
  const isUnstored = state.waiting !== null && state.waiting.command.type !== 'load';
  if (isUnstored)
    await ctx.print.warn('the last decision was not stored: another crm is writing to the database');
  const left = state.count - Math.min(state.index, state.count);
  ctx.print.note(
    left === 0 ? 'all pairs were looked at' : `${countText(left)} of ${counted(state.count, 'pair')} left`,
  );
  if (error !== undefined) throw error;
  return isUnstored && code === 0 ? 1 : code;
}

async function* rowsOf(store: Store, pairs: readonly Pair[]): AsyncGenerator<Row> {
  for (let i = 0; i < pairs.length; i += BATCH) {
    const batch = pairs.slice(i, i + BATCH);
    const titles = new Map<string, string>();
    const refs = batch.flatMap(({ one, other }) => [one, other]);
    for (const [noun, of] of Map.groupBy(refs, (ref) => ref.noun)) {
      const named = await titled(
        store.db,
        noun,
        of.map(({ id }) => id),
      );
      for (const record of named) titles.set(refText(record), record.title);
    }
    for (const { one, other, score, reasons } of batch) {
      const [keep, gone] = [refText(one), refText(other)];
      yield {
        id: `${keep} ${gone}`,
        score,
        keep,
        keep_title: titles.get(keep) ?? null,
        other: gone,
        other_title: titles.get(gone) ?? null,
        reason: reasons.join(', '),
      };
    }
  }
}
