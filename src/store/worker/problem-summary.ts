/** How often something went wrong for one reason, and when it did last. */
export interface Problem {
  readonly problem: string;
  readonly n: number;
  /** UTC ISO 8601. */
  readonly at: string;
}

/** Of more problems of a kind the most frequent ones are named. */
const MAX_PROBLEMS = 3;

/** Problems in one line: that of all, or the most frequent ones with how often each came, of equal ones the first. */
export function summarizeProblems(problems: readonly Problem[]): Problem {
  const named = problems.toSorted((a, b) => b.n - a.n);
  const rest = sumOf(named.splice(MAX_PROBLEMS));
  const texts = named.map(({ problem, n }) => (problems.length === 1 ? problem : `${problem} (${n})`));
  if (rest > 0) texts.push(`other problems (${rest})`);
  const at =
    problems
      .map((each) => each.at)
      .toSorted()
      .at(-1) ?? '';
  return { problem: texts.join('; '), n: sumOf(problems), at };
}

const sumOf = (problems: readonly Problem[]) => problems.reduce((sum, { n }) => sum + n, 0);
