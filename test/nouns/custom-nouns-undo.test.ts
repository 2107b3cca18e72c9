import { join } from 'node:path';
import { expect, test } from 'vitest';
import { FIELD_TEXTS } from '../support/field-texts.ts';
import { crm, makeHome } from '../support/program.ts';

test('two processes that add the same noun: one of them does', async () => {
  const home = makeHome();
  const db = join(home, 'crm.db');
  await crm(['lead', 'add', 'Jane'], { home, db });
  const both = await Promise.all([1, 2].map(() => crm(['noun', 'add', 'project'], { home, db })));
  expect(both.map(({ exitCode }) => exitCode).toSorted()).toEqual([0, 1]);
  expect(both.find(({ exitCode }) => exitCode === 1)?.stderr).toContain('a noun "project" exists');
});

const TYPES = [
  ...Object.keys(FIELD_TEXTS),
  ...['choice:low,high', 'multichoice:a,b,c', 'lookup:account', 'autonumber', 'formula:length(code)'],
];

/** Values that people give for the fields, by name. */
const VALUES: Readonly<Record<string, readonly string[]>> = {
  ...FIELD_TEXTS,
  choice: ['low', 'high', ''],
  multichoice: ['a;c', 'b', ''],
  lookup: ['Acme', ''],
};

/** Numbers below `below`, the same for each seed. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return Math.floor((state / 2147483648) * below);
  };
}

test.each([1, 2])(
  'random changes of a noun with fields of every type are undone and redone to the byte (%i)',
  async (seed) => {
    const home = makeHome();
    const run = (...args: string[]) => crm(args, { home, db: join(home, 'crm.db'), cwd: home });
    // The first line has the last numbers given, which no undo takes back.
    const archive = async () => (await run('export', 'all')).stdout.replace(/^.*\n/, '');
    const next = numbers(seed);
    const any = <T>(all: readonly T[]): T => all[next(all.length)] as T;
    await run('account', 'add', 'Acme');
    const states: string[] = [await archive()];
    const lines: string[][] = [
      [
        ...['noun', 'add', 'order', '--title', 'code', '--relates', 'account,contact'],
        ...TYPES.flatMap((type) => ['--field', `f_${type.split(':', 1)[0]}:${type}`]),
      ],
    ];
    for (let at = 0; at < 14; at++) {
      const sets = Object.entries(VALUES).flatMap(([name, values]) =>
        next(3) === 0 ? ['--set', `f_${name}=${any(values)}`] : [],
      );
      const id = String(1 + next(4));
      lines.push(
        any([
          [
            'order',
            'add',
            `Order ${at}`,
            ...(next(2) ? ['--account', 'Acme'] : []),
            '--tag',
            any(['hot', 'cold']),
            ...sets,
          ],
          ['order', 'add', `Order ${at}`, ...sets],
          ['order', 'edit', id, '--notes', `note ${at}`, ...sets],
          ['order', 'rm', id, '--yes'],
          ['tag', 'add', any(['late', 'hot']), `order:${id}`, '--noun', 'order'],
          [
            'noun',
            'edit',
            'order',
            '--relates',
            any(['contact', 'account', 'account,contact,opp', '']),
            '--yes',
          ],
          ['field', 'edit', 'order', 'f_choice', '--rename-choice', any(['low=lower', 'lower=low'])],
          ['noun', 'rm', 'order', '--yes'],
        ]),
      );
    }
    let done = 0;
    for (const line of lines) {
      const before = states.at(-1);
      const { exitCode, stderr } = await run(...line);
      expect(stderr, line.join(' ')).not.toContain('internal error');
      const after = await archive();
      if (exitCode !== 0 || after === before) {
        expect(after, line.join(' ')).toBe(before);
        continue;
      }
      done++;
      states.push(after);
      if (line[1] === 'rm' && line[0] === 'noun') {
        await run('undo');
        expect(await archive(), line.join(' ')).toBe(before);
        states.pop();
        done--;
      }
    }
    expect(done).toBeGreaterThan(3);
    for (let at = done; at > 0; at--) {
      const { stderr } = await run('undo');
      expect(await archive(), `undo of ${at} of ${done}: ${stderr}`).toBe(states[at - 1]);
    }
    for (let at = 1; at <= done; at++) {
      await run('redo');
      expect(await archive(), `redo of ${at} of ${done}`).toBe(states[at]);
    }
    expect((await run('doctor')).stdout).toMatch(/integrity\tok[\s\S]*values\tok[\s\S]*search index\tok/);
  },
);
