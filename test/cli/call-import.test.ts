import { expect, test } from 'vitest';
import { crm, makeHome } from '../support/program.ts';

const CALLS = `calldate,dst,disposition,billsec,uniqueid
2026-03-10 09:00:00,+442079461001,NO ANSWER,0,a1
2026-03-11 15:30:00,+442079461001,ANSWERED,95,a2
`;

test('logs calls of a phone system as if by hand, once', async () => {
  const home = makeHome();
  await crm(['lead', 'add', 'Jane Doe', '--phone', '+442079461001'], { home });
  const first = await crm(['call', 'import', '-'], { home, input: CALLS });
  expect(first).toMatchObject({
    stderr: 'Imported stdin: 2 calls created, 0 unchanged, 0 rejected\n',
    exitCode: 0,
  });
  const again = await crm(['call', 'import', '-'], { home, input: CALLS });
  expect(again.stderr).toBe('Imported stdin: 0 calls created, 2 unchanged, 0 rejected\n');
  const lead = JSON.parse((await crm(['lead', 'show', '1', '--json'], { home })).stdout);
  expect(lead).toMatchObject({
    status: 'connected',
    attempts: 2,
    last_attempt_at: '2026-03-11T15:30:00.000Z',
  });
  expect(lead.timeline).toMatchObject([
    { outcome: 'connected', duration: 95 },
    { outcome: 'no-answer', duration: 0 },
  ]);
});

test('reports a single call in the singular', async () => {
  const home = makeHome();
  await crm(['lead', 'add', 'Jane Doe', '--phone', '+442079461001'], { home });
  const [header, first] = CALLS.split('\n');
  const { stderr } = await crm(['call', 'import', '-'], { home, input: `${header}\n${first}\n` });
  expect(stderr).toBe('Imported stdin: 1 call created, 0 unchanged, 0 rejected\n');
  const { stdout } = await crm(['report', 'calls', '-f', 'table', '--since', '2026-03-10'], { home });
  expect(stdout).toContain('1, to 1 lead\n');
  expect((await crm(['history'], { home })).stdout).toContain('imported 1 call from stdin');
});

test('rejects a call with an unknown or ambiguous number or a future time, and imports nothing', async () => {
  const home = makeHome();
  await crm(['lead', 'add', 'Jane Doe', '--phone', '+442079461001'], { home });
  await crm(['lead', 'add', 'Jim Doe', '--phone', '+442079461001', '--force'], { home });
  const input = `date,number\n2026-03-10 09:00,+442079461001\n2026-03-10 09:10,+442079461009\n2027-01-01 09:00,+442079461009\n`;
  const { stderr, exitCode } = await crm(['call', 'import', '-'], { home, input });
  expect(exitCode).toBe(1);
  expect(stderr).toContain(
    'line 2: +442079461001 belongs to several people: lead 1  Jane Doe, lead 2  Jim Doe',
  );
  expect(stderr).toContain('line 3: nobody has the number +442079461009');
  expect(stderr).toContain('line 4: the call is in the future');
  expect((await crm(['activity', 'list', '-f', 'ids'], { home })).stdout).toBe('');
});
