import type { Deps } from '../deps.ts';
import { applyTimeRules } from '../rules/time-rules.ts';

/** Something that was due, and what became of it. */
export interface WorkItem {
  /** What was done, for people: `rule 3`. */
  readonly what: string;
  /** What became of it: `applied to 14 records`. */
  readonly result: string;
  /** Whether it went wrong. */
  readonly hasFailed: boolean;
}

export interface WorkDone extends WorkItem {
  readonly kind: WorkKind;
}

/** What a worker does, in this order. */
export const WORK = { rules: applyDueRules } as const satisfies Record<
  string,
  (deps: Deps) => AsyncIterable<WorkItem>
>;

export type WorkKind = keyof typeof WORK;

async function* applyDueRules(deps: Deps): AsyncIterable<WorkItem> {
  for await (const { ruleId, records, problem } of applyTimeRules(deps))
    yield {
      what: `rule ${ruleId}`,
      result: problem ?? `applied to ${records === 1 ? '1 record' : `${records} records`}`,
      hasFailed: problem !== null,
    };
}
