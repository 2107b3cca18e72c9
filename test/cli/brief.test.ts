import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { crm, makeHome, NOW } from '../support/program.ts';

/** A deal with its people, words, plans and what else belongs to the customer. */
async function customer() {
  const home = makeHome();
  const run = (args: readonly string[], now = NOW) =>
    crm([...args], { home, cwd: home, env: { CRM_NOW: now } });
  const ok = async (...args: string[]) => {
    const { exitCode, stdout, stderr } = await run(args);
    if (exitCode !== 0) throw new Error(`crm ${args.join(' ')}: ${stderr}`);
    return stdout;
  };
  await ok('account', 'add', 'Acme | Sons', '--industry', 'logistics');
  await ok(
    'contact',
    'add',
    'Ann Lee',
    '--account',
    '1',
    '--phone',
    '+13035550109',
    '--timezone',
    'America/Denver',
  );
  await ok('contact', 'add', 'Bob Ray', '--account', '1');
  await ok(
    'opp',
    'add',
    'Heating',
    '--account',
    '1',
    '--contact',
    '1',
    '--amount',
    '48k',
    '--notes',
    'They *love* us.',
  );
  await ok('opp', 'add', 'Audit', '--account', '1', '--amount', '5k', '--stage', 'won');
  await ok('opp', 'add', 'Metering', '--account', '1', '--amount', '7k', '--next-step', 'send data');
  await ok('log', 'call', 'contact:1', 'wants three years', '-o', 'connected', '--at', '2026-03-10 9am');
  await ok('log', 'email', 'opp:1', 'Offer', '--at', '2026-03-11 9am');
  await ok('log', 'note', 'opp:3', 'of another deal');
  await ok('task', 'add', 'Send it', '--opp', '1', '--due', '2026-03-10');
  await ok('case', 'add', 'Broken', '--contact', '1', '--priority', 'high');
  await ok('purchase', 'add', 'Care plan', '--account', '1', '--amount', '1200', '--ends-on', '2026-12-01');
  await ok(
    'meeting',
    'add',
    'Visit',
    '--opp',
    '1',
    '--start',
    '2026-03-13 3pm',
    '--place',
    'Denver',
    '--owner',
    'me',
  );
  return { home, run, ok };
}

test('the page of a deal has who, history, words, plans, deals, cases and what is next', async () => {
  const { ok } = await customer();
  const brief = JSON.parse(await ok('brief', 'opp:1', '--json'));
  expect(brief).toMatchObject({
    noun: 'opp',
    id: 1,
    facts: { stage: 'prospecting', amount: { amount: '48000.00', currency: 'USD' } },
    account: { noun: 'account', id: 1, facts: { industry: 'logistics' } },
    notes: 'They *love* us.',
    people: [{ name: 'Ann Lee', role: 'primary', phone: '+13035550109', there: '04:00 there' }],
    contacts: { calls: 1, reached: 1, emails: 1, meetings: 0, last_at: '2026-03-11T09:00:00.000Z' },
    words: [{ body: 'Offer' }, { body: 'wants three years', person: 'Ann Lee' }],
    plans: [
      { noun: 'task', subject: 'Send it' },
      { noun: 'meeting', subject: 'Visit' },
    ],
    deals: [
      { name: 'Metering', next_step: 'send data' },
      { name: 'Audit', kind: 'won' },
    ],
    cases: [{ subject: 'Broken' }],
  });
  expect(brief.purchases[0].name).toBe('Care plan');
  expect(brief.next.map(({ command }: { command: string }) => command)).toContain('crm task done 1');
});

test('in a pipe and in a .md file it is the same Markdown, in which names are only text', async () => {
  const { home, ok } = await customer();
  const text = await ok('brief', 'opp:1');
  expect(text).toMatch(/^# Heating \(opp 1\)\n\nstage \*\*prospecting\*\* · amount \*\*\$48,000\*\*/);
  expect(text).toContain('## Acme \\| Sons (account 1)');
  expect(text).toContain('They \\*love\\* us.');
  expect(text).toContain('- late 2 days: Send it — tester · task 1\n');
  expect(text).toContain('`crm task done 1`');
  await ok('brief', 'opp:1', '-o', 'brief.md');
  expect(readFileSync(join(home, 'brief.md'), 'utf8')).toBe(text);
});

test('without a reference it is for the next meeting; a meeting is about its deal', async () => {
  const { ok, run } = await customer();
  const own = JSON.parse(await ok('brief', '--json'));
  expect(own).toMatchObject({ noun: 'opp', id: 1, meeting: { subject: 'Visit', place: 'Denver' } });
  expect(JSON.parse(await ok('brief', 'meeting:1', '--json'))).toEqual(own);
  const { exitCode, stderr } = await run(['brief'], '2026-04-01T10:00:00.000Z');
  expect([exitCode, stderr]).toEqual([
    3,
    'crm: you have no meeting to prepare for\nName a record: crm brief 42, crm brief opp:7, crm brief account:3\n',
  ]);
});

test('leads, contacts, accounts and cases have pages, in every format', async () => {
  const { ok } = await customer();
  await ok('lead', 'add', 'Zed', '--company', 'Zulu');
  for (const ref of ['1', 'contact:1', 'account:1', 'case:1'])
    for (const format of ['json', 'jsonl', 'md', 'csv', 'tsv', 'table', 'ids'])
      expect((await ok('brief', ref, '-f', format)).length).toBeGreaterThan(5);
  expect(JSON.parse(await ok('brief', 'case:1', '--json'))).toMatchObject({
    account: { id: 1 },
    cases: [],
    people: [{ name: 'Ann Lee' }],
  });
  expect(await ok('brief', 'contact:2', '-f', 'table')).toContain('no contact yet');
});
