import { usage } from '../domain/errors.ts';

/** What is put off, and until when: the last word. Throws `usage` where one of them is missing. */
export function readSnooze(
  noun: string,
  words: readonly string[],
): { refs: readonly string[]; when: string } {
  const when = words.at(-1);
  const refs = words.slice(0, -1);
  if (when === undefined || refs.length === 0)
    throw usage('the new day or time is missing', `Usage: crm ${noun} snooze <ref...> <when>`);
  return { refs, when };
}
