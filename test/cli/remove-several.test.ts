import { expect, test } from 'vitest';
import { crm, makeHome } from '../support/program.ts';

test.each([
  ['rule', ['on lead.created then tag a', 'on lead.created then tag b', 'on lead.created then tag c'], []],
  ['webhook', ['https://a.example/', 'https://b.example/', 'https://c.example/'], ['--on', 'opp.won']],
] as const)(
  'several %ss are removed in one change, or none if one is not there',
  async (noun, texts, more) => {
    const home = makeHome();
    const run = (...args: string[]) => crm(args, { home });
    for (const text of texts) await run(noun, 'add', text, ...more);
    const ids = async () => (await run(noun, 'list', '-f', 'ids')).stdout;
    const missing = await run(noun, 'rm', '1', '9');
    expect([missing.exitCode, missing.stderr]).toEqual([3, expect.stringContaining('9')]);
    expect(await ids()).toBe('1\n2\n3\n');
    expect((await run(noun, 'rm', '3', '1', '3')).stdout).toBe('3\n1\n');
    expect(await ids()).toBe('2\n');
    await run('undo');
    expect(await ids()).toBe('1\n2\n3\n');
  },
);
