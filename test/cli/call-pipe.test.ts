import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { crm, environment, makeHome } from '../support/program.ts';
import { PROGRAM } from '../support/under-test.ts';

const call = (id: string, number: string, extra: object = {}) =>
  `${JSON.stringify({ id, date: '2026-03-10T09:00:00Z', to: number, duration: 5, ...extra })}\n`;

test('JSON lines from a pipe that stays open are stored as they come', async () => {
  const home = makeHome();
  await crm(['lead', 'add', 'Jane Doe', '--phone', '+442079461001'], { home });
  await crm(['lead', 'add', 'Otto Roe', '--phone', '+442079461002'], { home });
  const child = spawn(PROGRAM.command, [...PROGRAM.before, 'call', 'import', '-'], {
    env: environment({ home }),
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (piece) => {
    said += piece;
  });
  const stored = async (count: number) => {
    for (let round = 0; round < 200; round++) {
      const { stdout } = await crm(['activity', 'list', '-f', 'ids'], { home });
      if (stdout.trim().split('\n').filter(Boolean).length === count) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`${count} calls were not stored: ${said}`);
  };
  child.stdin.write(call('a', '+442079461001'));
  await stored(1);
  child.stdin.write(call('b', '+442079461002', { recording: { url: 'https://example.com/b' } }));
  await stored(2);
  child.stdin.write(call('c', '12'.repeat(10)));
  child.stdin.end();
  const [code] = await once(child, 'exit');
  expect(code).toBe(4);
  expect(said).toContain('2 calls created, 0 updated, 0 unchanged, 1 rejected');
  expect(said).toContain('line 3: cannot read "12121212121212121212" as a phone number');
  const { stdout } = await crm(['activity', 'list', '--columns', 'body', '--sort', 'id', '--json'], { home });
  expect(stdout).toContain('Recording: https://example.com/b');
});
