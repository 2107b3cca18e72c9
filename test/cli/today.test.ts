import { expect, test } from 'vitest';
import { crm, makeHome } from '../support/program.ts';

test('a day with something due has an exit code, an iCalendar and callbacks', async () => {
  const home = makeHome();
  expect((await crm(['today', '--fail-if-due'], { home })).exitCode).toBe(0);
  await crm(['lead', 'add', 'Jane Doe', '--phone', '+442079461001', '--next-attempt', 'today 3pm'], { home });
  await crm(['lead', 'add', 'John Roe', '--phone', '+442079461002'], { home });
  await crm(['task', 'add', 'Send the offer', '--due', 'tomorrow'], { home });
  expect((await crm(['today'], { home })).exitCode).toBe(0);
  const table = await crm(['today', '-f', 'table', '--fail-if-due'], { home });
  expect(table.exitCode).toBe(1);
  expect(table.stdout).toMatch(/15:00 +Jane Doe/);
  expect(table.stderr).toBe('The call queue has 1 lead for you now: crm call next\n');
  const { stdout } = await crm(['today', '--ics'], { home });
  expect(stdout).toContain('DTSTART:20260312T150000Z\r\nDURATION:PT15M\r\nSUMMARY:Call back Jane Doe\r\n');
  expect(stdout).toContain('DTSTART;VALUE=DATE:20260313\r\nSUMMARY:Send the offer\r\n');
});

test('a blocked number is never listed for a call', async () => {
  const home = makeHome();
  await crm(['lead', 'add', 'Jane Doe', '--phone', '+442079461001', '--next-attempt', 'today 3pm'], { home });
  await crm(['dnc', 'add', '+442079461001'], { home });
  for (const args of [['today'], ['today', '--ics'], ['today', '--json'], ['call', 'queue']])
    expect((await crm(args, { home })).stdout).not.toContain('79461001');
});
