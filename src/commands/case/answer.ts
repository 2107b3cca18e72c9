import { describeRecords } from '../../app/records/describe.ts';
import type { NamedRecord } from '../../domain/record-ref.ts';
import { CASE } from '../../nouns/case/definition.ts';
import type { Answer } from '../../render/answer.ts';

export const REFERENCE = 'number or subject; - reads them from stdin';

/** What a command that changed cases says; `already` is said of those that were like that. */
export function casesAnswer(
  cases: readonly NamedRecord[],
  { unchanged }: { readonly unchanged: readonly boolean[] },
  { done, already }: { readonly done: string; readonly already: string },
): Answer {
  const changed = cases.filter((_, at) => unchanged[at] !== true);
  return {
    type: 'changed',
    sentence: changed.length === 0 ? '' : `${done}: ${describeRecords(CASE, changed)}`,
    references: cases.map(({ id }) => id),
    notes: cases
      .filter((_, at) => unchanged[at] === true)
      .map(({ id, title }) => `case ${id}  ${title} ${already}`),
  };
}
