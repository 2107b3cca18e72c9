import type { Engine } from '../engine.ts';
import { IdSet } from '../id-set.ts';
import type { RawRow } from '../sql.ts';
import { refreshCallQueue } from './call-queue.ts';
import type { CatchUp, Projection } from './projection.ts';

/** Tables with what places all leads: when they are tried, and what they are worth. */
const RULES: ReadonlySet<string> = new Set(['cadence', 'score_rule', 'score_cap']);

/** Tables with rows of leads on which their place depends. */
const OF_LEADS: ReadonlySet<string> = new Set(['activity', 'sequence_run', 'sequence_touch']);

/**
 * Keeps the call queue in step with leads, their numbers, the do-not-call list, cadences,
 * sequences and rules for scores.
 */
export class CallQueueProjection implements Projection {
  readonly #callbackRetryMs: number | undefined;
  #leads = new IdSet();
  #blocked = new Set<string>();
  #hasOtherRules = false;

  /** `callbackRetryMs`: see `ChangeContext`. */
  constructor(callbackRetryMs?: number) {
    this.#callbackRetryMs = callbackRetryMs;
  }

  markCreated(table: string, first: number, last: number): void {
    if (table === 'lead') this.#leads.addRun(first, last);
  }

  markUpdated(table: string, id: number, before: RawRow, after: RawRow): void {
    this.markWritten(table, id, before);
    this.markWritten(table, id, after);
  }

  markWritten(table: string, id: number, row: RawRow): void {
    this.markDirty(table, id);
    if (RULES.has(table)) this.#hasOtherRules = true;
    if (table === 'suppression' && typeof row.e164 === 'string') this.#blocked.add(row.e164);
    if (table === 'phone' && typeof row.lead_id === 'number') this.#leads.add(row.lead_id);
    // Scores depend on what happened, and sequences say when leads are called.
    if (OF_LEADS.has(table) && typeof row.lead_id === 'number') this.#leads.add(row.lead_id);
  }

  markDirty(table: string, id: number): void {
    if (table === 'lead') this.#leads.add(id);
  }

  async catchUp(engine: Engine, { now, isForNew }: CatchUp): Promise<void> {
    // A lead is placed once, when all is known of it.
    if (isForNew) return;
    const behind = {
      leads: this.#leads,
      blocked: this.#blocked,
      hasOtherRules: this.#hasOtherRules,
    };
    this.#leads = new IdSet();
    this.#blocked = new Set();
    this.#hasOtherRules = false;
    await refreshCallQueue(engine, behind, now, this.#callbackRetryMs);
  }
}
