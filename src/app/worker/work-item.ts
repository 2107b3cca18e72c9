/** Something that was due, and what became of it. */
export interface WorkItem {
  /** What was done, for people: `rule 3`. */
  readonly what: string;
  /** What became of it: `applied to 14 records`. */
  readonly result: string;
  /** Whether it went wrong. */
  readonly hasFailed: boolean;
}
