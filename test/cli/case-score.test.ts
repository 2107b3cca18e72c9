import { expect, test } from 'vitest';
import { mail } from '../support/incoming-mail.ts';
import { mailServer } from '../support/mail-server.ts';
import { shop } from '../support/shop.ts';

/** A desk with an account at a server and two cases of Miguel. */
async function desk() {
  const server = await mailServer();
  const made = shop();
  const { ok, run, json } = made;
  await ok('contact', 'add', 'Miguel Reyes', '--email', 'miguel@acme.test');
  for (const subject of ['Meter *broken*', 'No light']) await ok('case', 'add', subject, '--contact', '1');
  await ok('mail', 'setup', '--from', 'Ann <ann@x.test>', '--smtp', `127.0.0.1:${server.port}`, '--no-tls');
  const answer = (id: number, text: string) =>
    run(['mail', 'file', '-', '--now', '2026-03-12 12:00'], {
      input: mail({
        from: 'Miguel <miguel@acme.test>',
        subject: `Re: [case ${id}] solved`,
        date: 'Thu, 12 Mar 2026 11:30:00 +0000',
        text,
      }),
    });
  const show = (id: number) => json('case', 'show', String(id));
  return { ...made, server, answer, show };
}

test('the closing mail asks how content they are, and the number of the answer is the score', async () => {
  const { ok, json, server, answer, show } = await desk();
  await ok('case', 'solve', '1', '--resolution', 'replaced the meter', '--mail');
  const [sent] = server.received;
  expect(sent).toMatchObject({ to: ['miguel@acme.test'] });
  expect(sent?.headers.subject).toBe('[case 1] Meter *broken*');
  const text = sent?.raw.replace(/=\r\n/g, '') ?? '';
  for (const words of ['Meter *broken*', 'replaced the meter', 'from 1 (not at all) to 5 (very)'])
    expect(text).toContain(words);
  await answer(1, 'We are happy: 4.\n\n> from 1 (not at all) to 5 (very)? Please answer with a number.');
  expect(await show(1)).toMatchObject({ status: 'solved', satisfaction: 4 });
  expect(await json('report', 'cases')).toMatchObject([{ cases: 2, rated: 1, satisfaction: 4 }]);
  await ok('undo');
  expect(await show(1)).toMatchObject({ satisfaction: null });
});

test('a low score with words opens the case again; an answer without a number does as ever', async () => {
  const { ok, answer, show } = await desk();
  await ok('case', 'solve', '1', '2', '--mail');
  await answer(1, '1 - it drips again since the 12.3.2026');
  expect(await show(1)).toMatchObject({ status: 'open', satisfaction: 1, reopened: 1 });
  await answer(2, 'It is dark again in room 12');
  expect(await show(2)).toMatchObject({ status: 'open', satisfaction: null });
});

test('a score that is told is logged by hand, and nobody is asked who was not', async () => {
  const { ok, run, show } = await desk();
  await ok('case', 'reply', '1', 'How was it, from 1 to 5?', '--solve');
  await ok('case', 'solve', '2');
  const later = ['--now', '2026-03-12 13:00'];
  await run(['log', 'email', 'case:1', '5!', '--in', ...later]);
  await run(['log', 'email', 'case:2', '5 lamps are out', '--in', ...later]);
  expect(await show(1)).toMatchObject({ status: 'solved', satisfaction: 5 });
  expect(await show(2)).toMatchObject({ status: 'open', satisfaction: null });
});

test('a template of the team keeps the number of the case; one undo takes back solution and mail', async () => {
  const { ok, run, json, server, show } = await desk();
  await ok('template', 'add', 'closing', '--subject', 'Done', '-m', 'Good? 1 to 5, please.');
  await ok('case', 'solve', '1', '--mail', '--template', 'closing');
  expect(server.received[0]?.headers.subject).toBe('[case 1] Done');
  const [change] = await json('history', '--limit', '3');
  expect(change.what).toContain('case');
  await ok('case', 'add', 'Nobody');
  const refused = await run(['case', 'solve', '3', '--mail']);
  expect([refused.exitCode, refused.stderr]).toEqual([
    1,
    expect.stringContaining('has no contact to write to'),
  ]);
  expect(await show(3)).toMatchObject({ status: 'open' });
  expect((await run(['case', 'solve', '3', '--template', 'closing'])).stderr).toContain('Add --mail');
});

test('an answer is sent to the contact of the case, and is the first response once it has left', async () => {
  const { ok, run, server, show } = await desk();
  await ok('case', 'reply', '1', 'Which *meter*?', '--wait', '--mail', '--now', '2026-03-12 11:00');
  const [sent] = server.received;
  expect(sent).toMatchObject({ to: ['miguel@acme.test'] });
  expect(sent?.headers.subject).toBe('[case 1] Meter *broken*');
  expect(sent?.raw).toContain('Which <em>meter</em>?');
  expect(await show(1)).toMatchObject({
    status: 'waiting',
    first_response_at: new Date('2026-03-12 11:00').toISOString(),
  });
  await ok('case', 'reply', '2', 'On our way', '--mail', '--subject', 'Your lamp');
  expect(server.received[1]?.headers.subject).toBe('[case 2] Your lamp');
  expect((await run(['case', 'reply', '1', 'x', '--mail', '--at', 'yesterday'])).exitCode).toBe(2);
  await ok('case', 'add', 'Nobody');
  const refused = await run(['case', 'reply', '3', 'x', '--mail', '--solve']);
  expect([refused.exitCode, refused.stderr]).toEqual([
    1,
    expect.stringContaining('has no contact to write to'),
  ]);
  expect(await show(3)).toMatchObject({ status: 'open', first_response_at: null });
});
