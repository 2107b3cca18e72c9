import type { CallResult } from '../../../domain/call-results.ts';
import type { AnswerGroup } from '../../parts/keycap.ts';
import { keyName } from '../runtime/key-table.ts';
import { type CallKey, RESULT_GROUP } from './keys.ts';

const GROUPS = [
  { title: 'Nobody', look: 'muted' },
  { title: 'Somebody', look: 'accent' },
  { title: 'Good', look: 'good' },
  { title: 'No', look: 'bad' },
] as const satisfies readonly Omit<AnswerGroup, 'answers'>[];

/** The answers to how a call went, in groups by what they mean; a team's own join the group of their kind. */
export function answerGroups(keys: readonly CallKey[], results: readonly CallResult[]): AnswerGroup[] {
  const byWord = new Map(results.map((result) => [result.word, result]));
  const answers = keys
    .filter(({ group }) => group === RESULT_GROUP)
    .map(({ keys: [key], help }) => ({
      key: keyName(key),
      press: [key],
      word: wordOf(help),
      of: byWord.get(help),
    }));
  return GROUPS.map((group) => ({
    ...group,
    answers: answers.filter(({ of }) => of !== undefined && groupOf(of) === group.title),
  }));
}

function groupOf(result: CallResult): (typeof GROUPS)[number]['title'] {
  if (result.positive) return 'Good';
  if (result.stops || result.doNotCall || result.disposition === 'wrong-number') return 'No';
  return result.disposition === 'answered' || result.disposition === 'gatekeeper' ? 'Somebody' : 'Nobody';
}

/** As people say it; what asks for a time ends in dots. */
function wordOf(word: string): string {
  return word === 'callback' ? 'call back …' : word.replaceAll('-', ' ');
}
