/** A program of the user's that is started when something happens to records. */
export interface Hook {
  /** Types of events: `opp.won`, `opp.*`. */
  readonly on: readonly string[];
  /** The program and its arguments, started without a shell. */
  readonly run: readonly [program: string, ...args: string[]];
  /** `before` a change, which it can refuse, or `after` it. */
  readonly when: 'before' | 'after';
  readonly timeoutMs: number;
}
