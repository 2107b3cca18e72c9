import { type SequencePlan, stepText } from './sequence.ts';

/**
 * Which step of another version comes next for somebody for whom `step` is next (both from 1): the one after all steps
 * of it that are behind them, so that nothing is done twice. Where it has none of those, the same step, else the same
 * number. One more than there are steps says that they are at its end.
 */
export function stepInVersion(from: SequencePlan, to: SequencePlan, step: number): number {
  const names = namesOf(from);
  const places = new Map(namesOf(to).map((name, at) => [name, at + 1]));
  const behind = names.slice(0, step - 1).flatMap((name) => places.get(name) ?? []);
  if (behind.length > 0) return Math.max(...behind) + 1;
  const current = names[step - 1];
  const same = step === 1 || current === undefined ? undefined : places.get(current);
  return same ?? Math.min(step, to.steps.length + 1);
}

/** The steps by what they are called; the second of a name has a number. */
function namesOf({ steps }: SequencePlan): string[] {
  const counts = new Map<string, number>();
  return steps.map((step) => {
    const name = stepText(step).toLowerCase();
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    return `${name} ${count}`;
  });
}
