import { expect, test } from 'vitest';
import { crm, makeHome } from '../support/program.ts';

test('calls of FreeSWITCH that a spreadsheet saved, without a header line, keep their first row', async () => {
  const home = makeHome();
  const input =
    'Ann,1001,14155550128,default,2026/2/10 22:41,2026/2/10 22:41,2026/2/10 22:43,120,110,NORMAL_CLEARING,a1b2,,1001,PCMU,PCMU\n' +
    'Ann,1001,14155550129,default,2026/2/11 9:05,,2026/2/11 9:06,30,0,NO_ANSWER,a1b3,,1001,PCMU,PCMU\n';
  const { stderr } = await crm(['call', 'import', '-', '--create', 'lead'], { home, input });
  expect(stderr).toContain('2 calls created');
  const { stdout } = await crm(['activity', 'export', '--json'], { home });
  const calls: { at: string; duration: number; outcome: string }[] = JSON.parse(stdout);
  expect(calls.map(({ at, duration, outcome }) => [at.slice(0, 10), duration, outcome])).toEqual([
    ['2026-02-10', 110, 'connected'],
    ['2026-02-11', 0, 'no-answer'],
  ]);
});
