import {
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { builtInNouns } from '../../src/nouns/index.ts';
import { allCommands } from '../support/commands.ts';
import { crm, makeHome } from '../support/program.ts';
import { runLine } from '../support/shell-line.ts';
import { ROOT } from '../support/under-test.ts';

const commands = await allCommands();

/** Files beside those of the demo's records, there only for the lines that name them: a migration reads whole folders. */
const ANSWER = `From: Priya Raman <priya.raman@lakeside-cold-storage.example>
Message-ID: <a@lakeside-cold-storage.example>
Subject: Hello

Hello
`;

const NAMED_FILES = {
  'links.csv': 'Name,Link,Account\nPrice list,https://example.com/prices,Acme\n',
  'offer.pdf': 'an offer',
  'offer-2.pdf': 'another offer',
  'photo-1.jpg': 'a photo',
  'photo-2.jpg': 'another photo',
  'orders_export.csv':
    'Name,Email,Financial Status,Currency,Subtotal,Shipping,Taxes,Total,Discount Amount,Created at,Lineitem quantity,Lineitem name,Lineitem price,Billing Name\n' +
    '#1001,ann@example.test,paid,USD,20.00,5.00,2.00,27.00,0.00,2026-02-01 10:00:00 -0500,2,Meter X,10.00,Ann Lee\n',
  'answer.eml': ANSWER,
  'archive.mbox': `From x Mon Jan  5 10:00:00 2026\n${ANSWER}`,
};

describe('every command', () => {
  test.each(commands.map(({ path, spec }) => [path.join(' '), spec] as const))('%s has help', (_, spec) => {
    expect(spec.summary).toMatch(/^[a-z0-9].*[^.]$/);
    expect(spec.summary.length).toBeLessThan(80);
    expect(spec.description ?? 'As the summary.').toMatch(/^[A-Z].{10}/);
    expect(spec.examples.length).toBeGreaterThan(0);
  });

  test('is listed by crm and by its noun, and explained by --help, on stdout', async () => {
    const root = await crm([]);
    expect(root).toMatchObject({ exitCode: 0, stderr: '' });
    for (const { entry } of commands.filter(({ entry: { hidden } }) => !hidden))
      expect(root.stdout).toContain(`  ${entry.name} `);

    const noun = await crm(['opp']);
    expect(noun).toMatchObject({ exitCode: 0, stderr: '' });
    for (const { path, spec } of commands.filter(({ entry }) => entry.name === 'opp')) {
      expect(noun.stdout).toContain(`  ${path[1]} `);
      expect(noun.stdout).toContain(spec.summary);
    }

    const help = await crm(['opp', 'win', '--help']);
    expect(help).toMatchObject({ exitCode: 0, stderr: '' });
    for (const part of ['Usage: crm opp win', 'Options:', 'Global options:', 'Examples:', '$ crm opp win 7'])
      expect(help.stdout).toContain(part);
  });
});

describe('every example works after crm demo', () => {
  const home = makeHome(afterAll);
  const demo = join(home, 'demo.db');
  const files = join(home, 'files');

  beforeAll(async () => {
    await crm(['demo', '--path', demo], { home });
    mkdirSync(files);
    // The files of import examples: the demo’s own records, obtained as the guide describes.
    for (const noun of builtInNouns().names) {
      const { stdout } = await crm([noun, 'export'], { home, db: demo });
      writeFileSync(join(files, noun === 'activity' ? 'activities.csv' : `${noun}s.csv`), stdout);
    }
    const fresh = ['lead', 'list', '--status', 'new', '--limit', '1', '--json'];
    const [called] = JSON.parse((await crm(fresh, { home, db: demo })).stdout);
    writeFileSync(join(files, 'calls.csv'), `date,to,duration\n2026-03-02 10:00,${called.phone},95\n`);
    writeFileSync(
      join(files, 'calendar.csv'),
      'Subject,Start Date,Start Time,End Date,End Time,Required Attendees,Location\n' +
        'Review,3/25/2026,2:30:00 PM,3/25/2026,3:00:00 PM,Ann Lee; Bob Roe,Room 2\n',
    );
  });

  /** Pastes lines into a shell with the program as `crm`, on a fresh copy of the demo; returns the first error. */
  async function paste(lines: string): Promise<string> {
    const cwd = mkdtempSync(join(home, 'paste-'));
    // Output files do not exist yet: an existing one is replaced only with --force.
    const written = /(?:-o|--output) (\S+)/g;
    const outputs = new Set([...lines.matchAll(written)].map(([, name]) => name));
    for (const file of readdirSync(files))
      if (!outputs.has(file)) copyFileSync(join(files, file), join(cwd, file));
    for (const [file, content] of Object.entries(NAMED_FILES))
      if (lines.includes(file)) writeFileSync(join(cwd, file), content);
    const db = join(cwd, 'crm.db');
    copyFileSync(demo, db);
    cpSync(`${demo}-files`, `${db}-files`, { recursive: true });
    const { exitCode, stderr } = await runLine(lines, { home, db, cwd });
    return exitCode === 0 ? '' : `exit code ${exitCode}: ${stderr}`;
  }

  // Screens are tested in a terminal: call-session.test.ts; a webhook and a mail server need somebody who listens: webhook.test.ts, mail.test.ts.
  const examples = commands
    .flatMap(({ spec }) => spec.examples)
    .filter(
      (example) => !example.startsWith('call session') && !/webhook test|mail (?:test|fetch)/.test(example),
    );

  test.each(examples)('crm %s', async (example) => {
    expect(await paste(`crm ${example}`)).toBe('');
  });

  const guide = readFileSync(join(ROOT, 'docs/guide.md'), 'utf8');

  test.each(['Everyday commands', 'Finding records', 'Reports'])('the guide: %s', async (heading) => {
    const [, section = ''] = guide.split(`## ${heading}\n`);
    const [, block = ''] = /```sh\n([\s\S]*?)```/.exec(section) ?? [];
    expect(block).toContain('crm ');
    expect(await paste(block)).toBe('');
  });
});
