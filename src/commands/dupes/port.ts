import { namePairs } from '../../app/dedupe/list.ts';
import { decidePair, type OpenPair, type PairRecord, readPair } from '../../app/dedupe/pairs.ts';
import { undoChange } from '../../app/history/undo.ts';
import { toLocalDate } from '../../domain/dates/calendar.ts';
import { notFound, refused } from '../../domain/errors.ts';
import { refText } from '../../domain/record-ref.ts';
import { counted } from '../../render/counts.ts';
import { shortDay } from '../../render/days.ts';
import { activityEntry } from '../../render/parts/activity-entry.ts';
import type { DedupePort, FieldComparison, PairCard } from '../../render/tui/dedupe/port.ts';
import { columnText, type Viewpoint, viewOf } from '../../render/values.ts';
import type { Pair } from '../../store/dupes/pairs.ts';
import { commandLineOf } from '../command-line.ts';
import { toColumn } from '../record/fields.ts';
import { reversalOf, undoOther } from '../reversal.ts';
import { databaseWatch, type ScreenContext } from '../screen-context.ts';
import { remindersOf } from '../screen-reminders.ts';

/**
 * The pairs for the screen; every decision is a change of its own, made at its own time. `find` finds them in another
 * database.
 */
export async function dedupePort(
  { ctx, now, deps }: ScreenContext,
  first: readonly Pair[],
  find: () => Promise<readonly Pair[]>,
): Promise<DedupePort> {
  // Finding the pairs used one snapshot; from now on, read the writes of others.
  const store = await ctx.store();
  await store.engine.endRead();
  const shown = new Map<number, OpenPair>();
  let pairs = first;

  return {
    ...commandLineOf(ctx, 'duplicates'),
    ...remindersOf({ ctx, deps }),
    ...databaseWatch(store, async () => {
      pairs = await find();
      shown.clear();
    }),
    get count() {
      return pairs.length;
    },
    lockLimitMs: ctx.lockWait.limitMs,
    async pair(index) {
      const pair = pairs[index];
      const open = pair && (await readPair(await deps(), pair));
      if (!open) return null;
      shown.set(index, open);
      const { one, other } = open;
      const viewpoint = { today: toLocalDate(now()), currency: ctx.config.get('currency') };
      return {
        index,
        score: pair.score,
        reasons: pair.reasons,
        one: sideOf(one, now()),
        other: sideOf(other, now()),
        rows: await comparisons(open, viewpoint),
        way: one.noun === other.noun ? 'merge' : 'convert',
      };
    },
    async matching(words) {
      const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
      const found: number[] = [];
      let index = 0;
      for await (const pair of namePairs(await deps(), pairs)) {
        const texts = [
          refText(pair.one),
          pair.oneTitle,
          refText(pair.other),
          pair.otherTitle,
          ...pair.reasons,
        ];
        const text = texts.join(' ').toLowerCase();
        if (wanted.every((word) => text.includes(word))) found.push(index);
        index++;
      }
      return found;
    },
    async decide({ index }, decision, taken) {
      const open = shown.get(index);
      if (!open) throw notFound('that pair no longer exists');
      const { changeId, summary } = await decidePair(await deps(), open, decision, taken);
      return { index, decision, change: changeId, summary };
    },
    latestChange: async () => reversalOf(await deps(), [], 'undo'),
    undoOther: async (change) => undoOther(await deps(), change),
    async undo({ change }) {
      if (change === null) throw refused('there is nothing to undo');
      await undoChange(await deps(), change);
    },
  };
}

function sideOf(record: PairRecord, now: number): PairCard['one'] {
  const { noun, id, title, createdAt, activities, openTasks, timeline } = record;
  const made = createdAt === null ? '' : `made ${shortDay(toLocalDate(String(createdAt)), toLocalDate(now))}`;
  const counts = [
    activities === 0 ? '' : counted(activities, 'activity', 'activities'),
    openTasks === 0 ? '' : counted(openTasks, 'task'),
  ];
  return {
    ref: `${noun} ${id}`,
    title,
    facts: [made, ...counts].filter((fact) => fact !== ''),
    activities,
    timeline: timeline.map((row) =>
      activityEntry(row, [row.subject, row.body].filter(Boolean).join('. '), now),
    ),
  };
}

/** The values of both as text; fields that say nothing in both are left out. */
async function comparisons({ fields }: OpenPair, viewpoint: Viewpoint): Promise<FieldComparison[]> {
  const columns = fields.map(({ field }) => toColumn(field));
  const view = await viewOf(columns, viewpoint);
  return fields
    .map(({ field, areBothKept, isChoice, ...values }) => {
      const [one, other] = [values.one, values.other].map((value) =>
        columnText(toColumn(field), value, view).replace(/\s+/g, ' '),
      ) as [string, string];
      const { name, label } = field;
      return { name, label: label.toLowerCase(), one, other, areBothKept, isChoice };
    })
    .filter(({ one, other }) => !isNothing(one) || !isNothing(other));
}

const isNothing = (text: string): boolean => text === '' || text === '0';
