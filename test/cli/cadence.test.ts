import { expect, test } from 'vitest';
import { crm, makeHome } from '../support/program.ts';

test('a lead follows its own cadence, or the default one', async () => {
  const home = makeHome();
  for (const end of ['1', '2'])
    await crm(['lead', 'add', `Lead ${end}`, '--phone', `+44207946100${end}`], { home });
  await crm(['cadence', 'add', 'once', '--attempts', '1', '--gap', 'no-answer=10m', '--spread', 'none'], {
    home,
  });
  expect((await crm(['lead', 'edit', '2', '--cadence', 'once'], { home })).exitCode).toBe(0);
  for (const id of ['1', '2']) await crm(['call', 'log', id, '-o', 'no-answer'], { home });
  const counts = async () =>
    Object.fromEntries(
      JSON.parse((await crm(['call', 'queue', '--counts', '--json'], { home })).stdout)
        .filter(({ leads }: { leads: number }) => leads > 0)
        .map(({ standing, leads }: { standing: string; leads: number }) => [standing, leads]),
    );
  expect(await counts()).toEqual({ 'tried too recently': 1, attempts: 1 });
  await crm(['cadence', 'edit', 'once', '--attempts', '3', '--usual'], { home });
  expect(await counts()).toEqual({ 'tried too recently': 2 });
  expect((await crm(['cadence', 'rm', 'once'], { home })).stderr).toContain('is the default cadence');
  expect((await crm(['cadence', 'edit', 'once', '--gap', 'voicmail=2d'], { home })).stderr).toContain(
    'Did you mean "voicemail"?',
  );
  expect((await crm(['cadence', 'add', 'x', '--attempts', '0'], { home })).exitCode).toBe(2);
  await crm(['undo'], { home });
  expect(await counts()).toEqual({ 'tried too recently': 1, attempts: 1 });
});

test('a custom outcome takes effect when a call is logged with it', async () => {
  const home = makeHome();
  await crm(['lead', 'add', 'Jane', '--phone', '+442079461001'], { home });
  await crm(['outcome', 'add', 'Demo Booked', '--meeting', '--status', 'qualified'], { home });
  expect((await crm(['call', 'log', '1', '-o', 'demo-booked'], { home })).stderr).toContain(
    'when is the meeting?',
  );
  await crm(['call', 'log', '1', '-o', 'demo-booked', '--next', 'mon 10:00'], { home });
  const lead = JSON.parse((await crm(['lead', 'show', '1', '--json'], { home })).stdout);
  expect(lead).toMatchObject({
    status: 'qualified',
    meetings: [{ starts_at: '2026-03-16T10:00:00.000Z' }],
  });
  expect((await crm(['outcome', 'rm', 'demo-booked'], { home })).exitCode).toBe(1);
  expect((await crm(['outcome', 'rm', 'busy'], { home })).stderr).toContain('is built in');
  expect((await crm(['outcome', 'add', 'busy'], { home })).exitCode).toBe(1);
});
