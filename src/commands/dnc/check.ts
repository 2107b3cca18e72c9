import type { Row } from '../../domain/field.ts';
import { blockedNumber, peopleWith, standingOf } from '../../store/calls/do-not-call.ts';
import type { Store } from '../../store/store.ts';
import { command } from '../command.ts';
import { type ListColumn, listAnswer } from '../listing.ts';
import { readTargets, TARGET_HELP } from './parse-targets.ts';

const COLUMNS: readonly ListColumn[] = [
  { name: 'number', label: 'Number', type: 'phone', help: 'the number, E.164' },
  { name: 'blocked', label: 'Blocked', type: 'bool', help: 'whether it must not be called' },
  { name: 'reason', label: 'Reason', type: 'text', help: 'why' },
  { name: 'people', label: 'People', type: 'list', help: 'who has it' },
];

export default command({
  summary: 'say whether numbers or people may be called; exit code 1 when one may not',
  examples: ['dnc check "+44 20 7946 0321"', 'dnc check lead:42 || echo "not this one"'],
  configure: (c) => c.argument('<whom...>', TARGET_HELP),
  async run({ args: [texts] }, ctx) {
    const store = await ctx.store();
    const rows: Row[] = [];
    for (const one of await readTargets(ctx, texts)) {
      if (one.kind === 'number') {
        rows.push(await numberRow(store, one.e164));
        continue;
      }
      const { marked, numbers } = await standingOf(store.db, one.party);
      const reason = marked ? `${one.text} is marked do-not-call` : null;
      if (numbers.length === 0)
        rows.push({ id: null, number: null, blocked: marked, reason, people: [one.text] });
      for (const e164 of numbers) {
        const row = await numberRow(store, e164);
        rows.push(marked ? { ...row, blocked: true, reason: row.reason ?? reason } : row);
      }
    }
    const answer = listAnswer(ctx, { noun: 'numbers', columns: COLUMNS }, rows);
    return { ...answer, exitCode: rows.some((row) => row.blocked === true) ? 1 : 0 };
  },
});

async function numberRow({ db }: Store, e164: string): Promise<Row> {
  const found = await blockedNumber(db, e164);
  return {
    id: e164,
    number: e164,
    blocked: found !== undefined,
    reason: found ? (found.reason ?? 'no reason given') : null,
    people: await peopleWith(db, e164),
  };
}
