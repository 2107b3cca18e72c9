import { logInteractions } from '../../app/activities/log.ts';
import { readCaseBoard } from '../../app/cases/board.ts';
import { assignCases, escalateCases, moveCases, reopenCases } from '../../app/cases/cases.ts';
import { replyToCases } from '../../app/cases/reply.ts';
import type { Deps } from '../../app/deps.ts';
import { followChanges } from '../../app/history/news.ts';
import { findByReference } from '../../app/records/find.ts';
import { describeMerge, mergeInto } from '../../app/records/merge.ts';
import type { Selection } from '../../app/records/selection.ts';
import { isoTime } from '../../domain/dates.ts';
import { usage } from '../../domain/errors.ts';
import { filterLiteral } from '../../domain/filter/parse.ts';
import { type NamedRecord, recordText } from '../../domain/record-ref.ts';
import { CASE } from '../../nouns/case/definition.ts';
import type { CaseAction, CaseBoardPort } from '../../render/tui/cases/port.ts';
import { commandLineOf } from '../command-line.ts';
import { reversalOf, undoOther } from '../reversal.ts';
import { databaseWatch, type ScreenContext } from '../screen-context.ts';
import { remindersOf } from '../screen-reminders.ts';

/** The board of cases for the screen; what each key does is a change of its own, made at its own time. */
export async function caseBoardPort(
  { ctx, deps }: ScreenContext,
  selection: Selection,
): Promise<CaseBoardPort> {
  const store = await ctx.store();
  // The options were read on one snapshot; from now on, read the writes of others.
  await store.engine.endRead();
  const news = await followChanges(await deps());
  return {
    ...commandLineOf(ctx, 'board of cases'),
    ...databaseWatch(store, () => news.restart()),
    ...remindersOf({ ctx, deps }),
    lockLimitMs: ctx.lockWait.limitMs,
    version: () => store.engine.version(),
    read: async (lanes, words) =>
      readCaseBoard(await deps(), {
        lanes,
        selection: { ...selection, filters: [...selection.filters, ...wordFilters(words)] },
      }),
    act: (id, action) =>
      news.asOwn(async () => {
        const now = await deps();
        return actOn(now, await findByReference(now, 'case', String(id)), action);
      }),
    latestChange: async () => reversalOf(await deps(), news.own(), 'undo'),
    undo: async (change) => undoOther(await deps(), change),
  };
}

/** Filters of cases that have each of these words in their subject or a name. */
function wordFilters(words: string): string[] {
  return words
    .split(/\s+/)
    .filter((word) => word !== '')
    .map((word) =>
      ['subject', 'account', 'contact', 'owner']
        .map((field) => `${field} ~ ${filterLiteral(word)}`)
        .join(' or '),
    );
}

/** Does it with a case; returns what was done. */
async function actOn(deps: Deps, one: NamedRecord, action: CaseAction): Promise<string> {
  const cases = [one];
  const at = isoTime(deps.clock.now());
  switch (action.type) {
    case 'reply':
      await replyToCases(deps, { cases, body: action.text, subject: null, at, after: action.after });
      return `${action.after === null ? 'answered' : 'asked'}: ${recordText(one)}`;
    case 'solve': {
      const resolution = action.resolution === '' ? undefined : action.resolution;
      await moveCases(deps, { cases, kind: 'solved', resolution });
      return `solved: ${recordText(one)}`;
    }
    case 'note': {
      const none = { direction: null, duration: null, outcome: null, subject: null, next: null };
      await logInteractions(deps, { type: 'note', parties: cases, at, body: action.text, ...none });
      return `noted on ${recordText(one)}`;
    }
    case 'assign':
      await assignCases(deps, { cases, to: action.to });
      return `${action.to} has ${recordText(one)}`;
    case 'wait':
      await moveCases(deps, { cases, kind: 'waiting' });
      return `waiting for the customer: ${recordText(one)}`;
    case 'reopen': {
      const { reopened } = await reopenCases(deps, { cases });
      const newId = reopened[0]?.newId ?? null;
      return newId === null ? `open again: ${recordText(one)}` : `case ${newId} continues ${recordText(one)}`;
    }
    case 'escalate':
      await escalateCases(deps, { cases });
      return `urgent: ${recordText(one)}`;
    case 'merge': {
      const keep = await findByReference(deps, 'case', action.into);
      if (keep.id === one.id) throw usage(`"${action.into}" is the case itself`);
      await mergeInto(deps, { keep, others: cases, choices: new Map() });
      return `merged ${describeMerge({ keep, others: cases }, CASE.plural)}`;
    }
  }
}
