import { type ErrorKind, isCrmError } from '../../domain/errors.ts';
import { parseRule } from '../../domain/rules/parse-rule.ts';
import type { Trigger } from '../../domain/rules/rule.ts';
import { lastMoment } from '../../domain/rules/schedule.ts';
import {
  beginEpisodes,
  endEpisodes,
  openEpisodes,
  readClock,
  setClock,
} from '../../store/rules/rule-clock.ts';
import { noteRun, type StoredRule, storedRules } from '../../store/rules/stored-rules.ts';
import type { Tx } from '../../store/tx.ts';
import type { Deps } from '../deps.ts';
import { compileRule } from './compile-rule.ts';
import { actOn, allMatching, openRecords } from './rule-work.ts';

/** Errors of a rule itself; after others, such as a locked database, it is tried again soon. */
const RULE_ERRORS: ReadonlySet<ErrorKind> = new Set([
  'usage',
  'not-found',
  'ambiguous',
  'conflict',
  'refused',
]);

type TimeTrigger = Extract<Trigger, { type: 'time' }>;

/** What a rule for times did when its time had come. */
export interface TimeRuleRun {
  readonly ruleId: number;
  /** How many records it was applied to. */
  readonly records: number;
  /** Why it was not applied. */
  readonly problem: string | null;
}

/**
 * Applies the rules whose time has come since they were applied last: once, however often it has come. A rule is applied to a
 * record again only after the record has not met its condition at one of these times. Each rule is a change of its own.
 */
export async function* applyTimeRules(deps: Deps): AsyncIterable<TimeRuleRun> {
  for (const stored of await storedRules(deps.store.db)) {
    const due = await dueMoment(deps, stored);
    if (due === null) continue;
    try {
      const { result } = await deps.store.change(
        (tx) => applyTimeRule(deps, tx, stored, due),
        `applied rule ${stored.id}`,
      );
      if (result) yield result;
    } catch (error) {
      if (!isCrmError(error) || !RULE_ERRORS.has(error.kind)) throw error;
      await skipTimeRule(deps, stored, due, error.message);
      yield { ruleId: stored.id, records: 0, problem: error.message };
    }
  }
}

/** A moment of a rule's schedule, and what records have to meet. */
interface DueMoment {
  readonly moment: number;
  readonly condition: string;
  /** Whether the clock was set back: the rule goes on from here, and is not applied. */
  readonly isSetBack: boolean;
}

/** The moment since which a rule is due; null if it is not. */
async function dueMoment({ store, clock }: Deps, stored: StoredRule): Promise<DueMoment | null> {
  const trigger = stored.isEnabled ? timeTrigger(stored) : null;
  if (!trigger) return null;
  const moment = lastMoment(trigger.schedule, clock.now());
  const condition = `${trigger.noun}: ${parseRule(stored.text).condition ?? ''}`;
  const last = await readClock(store.db, stored.id);
  const now = clock.now();
  const changed = Date.parse(stored.updatedAt);
  const isSetBack = (last?.moment ?? changed) > now;
  if (isSetBack) return { moment, condition, isSetBack };
  const since = Math.max(last?.moment ?? 0, changed > now ? 0 : changed);
  return moment > since ? { moment, condition, isSetBack } : null;
}

/** What a rule for times waits for; null for another rule and for one that cannot be read. */
function timeTrigger({ text }: StoredRule): TimeTrigger | null {
  try {
    const { trigger } = parseRule(text);
    return trigger.type === 'time' ? trigger : null;
  } catch (error) {
    if (!isCrmError(error)) throw error;
    return null;
  }
}

/** Applies a rule in a change; null if there was nothing to do, or another process has done it. */
async function applyTimeRule(
  deps: Deps,
  tx: Tx,
  stored: StoredRule,
  due: DueMoment,
): Promise<TimeRuleRun | null> {
  const last = await readClock(tx, stored.id);
  if (last?.moment === due.moment && last.condition === due.condition) return null;
  await setClock(tx, stored.id, due);
  if (due.isSetBack) return null;
  const compiled = await compileRule(deps, stored.text);
  const matching = await openRecords(tx, compiled.definition, await allMatching(deps, compiled));
  const still = new Set(matching);
  const open = last === null || last.condition === due.condition ? await openEpisodes(tx, stored.id) : null;
  await endEpisodes(tx, stored, open === null ? null : [...open].filter((id) => !still.has(id)));
  const fresh = matching.filter((id) => !open?.has(id));
  if (fresh.length === 0) return null;
  await beginEpisodes(tx, stored, fresh);
  await actOn(deps, tx, { stored, compiled, done: new Set(), assigned: new Set() }, fresh);
  return { ruleId: stored.id, records: fresh.length, problem: null };
}

/** Notes that a rule cannot be applied; it is tried again at the next moment of its schedule. */
async function skipTimeRule(
  { store }: Deps,
  { id }: StoredRule,
  due: DueMoment,
  problem: string,
): Promise<void> {
  await store.change(async (tx) => {
    await setClock(tx, id, due);
    await noteRun(tx, { ruleId: id, records: 0, first: [], problem });
  });
}
