import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { crm, makeHome } from '../support/program.ts';

const LONDON = '+442079461001';

async function home(): Promise<string> {
  const made = makeHome();
  await crm(['lead', 'add', 'Jane Doe', '--phone', LONDON], { home: made });
  await crm(['lead', 'add', 'John Roe', '--phone', '+44 20 7946 1002'], { home: made });
  return made;
}

const queued = async (at: string) => (await crm(['call', 'queue', '-f', 'ids'], { home: at })).stdout.trim();

test('blocks and unblocks a number in any format, and a person with all numbers', async () => {
  const at = await home();
  expect(await queued(at)).toBe('1\n2');
  expect(
    await crm(['dnc', 'add', '+44 (0)20 7946 1001', '--reason', 'by letter'], { home: at }),
  ).toMatchObject({
    stdout: `${LONDON}\n`,
    exitCode: 0,
  });
  await crm(['dnc', 'add', 'John Roe'], { home: at });
  expect(await queued(at)).toBe('');
  const check = await crm(['dnc', 'check', '020 7946 1001', '--json'], { home: at, env: {} });
  expect(check.exitCode).toBe(2);
  const checked = await crm(['dnc', 'check', LONDON, 'lead:2', '--json'], { home: at });
  expect(checked.exitCode).toBe(1);
  expect(JSON.parse(checked.stdout)).toMatchObject([
    { number: LONDON, blocked: true, reason: 'by letter', people: ['lead:1  Jane Doe'] },
    { number: '+442079461002', blocked: true, people: ['lead:2  John Roe'] },
  ]);
  await crm(['dnc', 'remove', LONDON, 'lead:2'], { home: at });
  expect(await queued(at)).toBe('1\n2');
  expect((await crm(['dnc', 'check', LONDON], { home: at })).exitCode).toBe(0);
});

test('requires a reason to log a call to a blocked number, and stores it', async () => {
  const at = await home();
  await crm(['call', 'log', '1', '-o', 'do-not-call'], { home: at });
  const refused = await crm(['call', 'log', '1', '-o', 'busy'], { home: at });
  expect(refused.exitCode).toBe(1);
  expect(refused.stderr).toContain('--override-reason');
  await crm(['call', 'log', '1', '-o', 'busy', '--override-reason', 'they asked us to'], { home: at });
  const lead = JSON.parse((await crm(['lead', 'show', '1', '--json'], { home: at })).stdout);
  expect(lead.timeline.map(({ body }: { body: string }) => body)).toContain(
    'Called in spite of do-not-call: they asked us to',
  );
});

test('imports a file of numbers once, with or without headers, and rejects invalid numbers', async () => {
  const at = await home();
  const plain = await crm(['dnc', 'import', '-'], { home: at, input: `${LONDON}\n+44 20 7946 1002\n` });
  expect(plain.stderr).toBe('Imported stdin: 2 numbers created, 0 unchanged, 0 rejected\n');
  const rejects = join(at, 'rejects.csv');
  const file = join(at, 'dnc.csv');
  writeFileSync(file, `Telephone;Comment\n${LONDON};again\nthe office;x\n`);
  const all = await crm(['dnc', 'import', file], { home: at });
  expect(all.exitCode).toBe(1);
  expect(all.stderr).toContain('line 3: cannot read "the office" as a phone number');
  const some = await crm(['dnc', 'import', file, '--rejects', rejects], { home: at });
  expect(some.exitCode).toBe(4);
  expect(some.stderr).toContain('0 numbers created, 1 unchanged, 1 rejected');
  expect(readFileSync(rejects, 'utf8')).toContain('the office,x,');
  expect((await crm(['dnc', 'list', '-f', 'ids'], { home: at })).stdout).toBe(`+442079461002\n${LONDON}\n`);
});
