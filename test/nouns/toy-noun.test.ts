import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createProgram } from '../../src/cli.ts';
import { builtInNouns } from '../../src/nouns/index.ts';
import { Nouns } from '../../src/nouns/nouns.ts';
import { MIGRATIONS } from '../../src/store/sqlite/migrations/index.ts';
import { runInProcess } from '../support/in-process.ts';
import { environment, makeHome } from '../support/program.ts';
import { TOY } from './toy/definition.ts';
import { addToys } from './toy/migration.ts';

const program = createProgram(new Nouns([...builtInNouns(), TOY]), [...MIGRATIONS, addToys]);

/** A home with a database, and the program with toys on it: what it says, or an error where it fails. */
function playroom() {
  const home = makeHome();
  const run = (...args: string[]) =>
    runInProcess({ program, args, env: environment({ home }), cwd: home, input: '' });
  const crm = async (...args: string[]): Promise<string> => {
    const { stdout, stderr, exitCode } = await run(...args);
    if (exitCode !== 0) throw new Error(`crm ${args.join(' ')} ended with ${exitCode}: ${stderr}`);
    return stdout;
  };
  const json = async (...args: string[]) => JSON.parse(await crm(...args, '--json'));
  return { home, run, crm, json };
}

test('a noun that no file of the program knows has all verbs, search, tags, custom fields, history and undo', async () => {
  const { home, run, crm, json } = playroom();
  expect(await crm('--help')).toContain('things to play with');
  expect(await crm('toy', 'add', '--help')).toContain('--colour <red|green|blue>');

  // add, list, show
  await crm('lead', 'add', 'Jane Doe');
  await crm('field', 'add', 'toy', 'wheels', '--type', 'number');
  await crm(
    'toy',
    'add',
    'Red Ball',
    '--colour',
    'red',
    '--price',
    '12.50',
    '--lead',
    'Jane Doe',
    '--tag',
    'round',
  );
  await crm('toy', 'add', 'Train', '--set', 'wheels=8', '--notes', 'from grandmother');
  expect(await json('toy', 'list', '--colour', 'red')).toMatchObject([
    { name: 'Red Ball', lead: 'Jane Doe' },
  ]);
  expect(await json('toy', 'list', '--where', 'wheels > 4')).toMatchObject([{ name: 'Train' }]);
  expect(await json('toy', 'show', 'train')).toMatchObject({ id: 2, owner: 'tester', wheels: 8 });

  // edit, history, undo, redo
  await crm('toy', 'edit', 'Train', '--colour', 'green', '--bought-on', '2026-02-01');
  expect(await json('history', 'toy:2')).toMatchObject([{ what: 'edited toy 2  Train' }, {}]);
  await crm('undo');
  expect(await json('toy', 'show', '2')).toMatchObject({ colour: null, bought_on: null });
  await crm('redo');
  expect(await json('toy', 'show', '2')).toMatchObject({ colour: 'green', bought_on: '2026-02-01' });

  // a day of a field that knows it has been is the last one
  await crm('toy', 'edit', '1', '--bought-on', 'mar 20');
  expect(await json('toy', 'show', '1')).toMatchObject({ bought_on: '2025-03-20' });

  // search, by text, custom fields and tags; references by the beginning of a name
  expect(await json('search', 'grandm')).toMatchObject([{ noun: 'toy', id: 2 }]);
  expect(await json('search', 'round')).toMatchObject([{ noun: 'toy', id: 1 }]);
  expect(await json('toy', 'show', 'Red')).toMatchObject({ id: 1 });
  expect((await run('toy', 'show', 'Traim')).stderr).toContain('Train');

  // tags, segments
  await crm('tag', 'add', 'loud', 'toy:2');
  expect(await json('toy', 'list', '--tag', 'loud')).toMatchObject([{ id: 2 }]);
  expect(await json('tag', 'list')).toMatchObject([
    { tag: 'loud', toys: 1 },
    { tag: 'round', toys: 1 },
  ]);
  await crm('segment', 'add', 'greens', '--noun', 'toy', '--where', 'colour = green');
  expect(await json('toy', 'list', '--segment', 'greens')).toMatchObject([{ id: 2 }]);

  // what refers to a record keeps it
  expect((await run('lead', 'rm', '1', '--yes')).stderr).toContain('lead 1 has toy 1');

  // import, twice, and export
  writeFileSync(
    join(home, 'toys.csv'),
    'Name,Paint,Price,Tags,External ID\nKite,blue,$7,wind,k-1\nDoll,,,,d-2\n',
  );
  expect(await crm('toy', 'import', 'toys.csv', '--format', 'ids')).toBe('3\n4\n');
  await crm('toy', 'import', 'toys.csv');
  expect(await json('toy', 'list', '--where', 'external_id is not empty', '--sort', 'id')).toMatchObject([
    { id: 3, name: 'Kite', colour: 'blue', price: 7 },
    { id: 4, name: 'Doll' },
  ]);
  const exported = await crm('toy', 'export', '--csv');
  writeFileSync(join(home, 'again.csv'), exported);
  await crm('toy', 'import', 'again.csv');
  expect(await crm('toy', 'export', '--csv')).toBe(exported);

  // rm, and everything out and in
  await crm('toy', 'rm', 'Doll', '--yes');
  await crm('export', 'all', '-o', 'all.jsonl');
  await crm('--db', 'copy.db', 'import', 'all', 'all.jsonl');
  expect(await crm('--db', 'copy.db', 'toy', 'export', '--csv')).toBe(await crm('toy', 'export', '--csv'));
  expect(await crm('--db', 'copy.db', 'search', 'kite', '-f', 'ids')).toBe('toy:3\n');
  expect(await json('doctor')).not.toContainEqual(expect.objectContaining({ ok: false }));

  // completion
  expect(await crm('complete', 'bash', 'crm toy edit 1 --colour ')).toContain('blue');
  expect(await crm('complete', 'bash', 'crm toy show tr')).toContain('Train');
});

test('a noun that no file of the program knows has pages, reports, rules, events and completion', async () => {
  const { run, crm, json } = playroom();
  await crm('lead', 'add', 'Jane Doe');
  await crm('rule', 'add', 'on toy.created if colour = red then tag hot');
  await crm('toy', 'add', 'Ball', '--colour', 'red', '--price', '12.50', '--lead', '1');
  await crm('toy', 'add', 'Train', '--colour', 'blue', '--price', '30');

  // rules and events
  expect(await json('toy', 'list', '--tag', 'hot')).toMatchObject([{ name: 'Ball' }]);
  const events = (await crm('events')).trim().split('\n');
  expect(events.map((line) => JSON.parse(line))).toContainEqual(
    expect.objectContaining({ type: 'toy.created', ref: 'toy:2', title: 'Train' }),
  );

  // a campaign that it names is made, and follows when that is renamed
  await crm('toy', 'edit', 'Train', '--campaign', 'Spring fair');
  await crm('campaign', 'edit', 'spring fair', '--name', 'Autumn fair');
  expect(await json('toy', 'show', 'Train')).toMatchObject({ campaign: 'Autumn fair' });

  // its page, and what the page of a lead shows of it
  expect(await crm('toy', 'show', '1', '--format', 'table')).toMatch(/^Ball {2}toy 1\n\$12\.50\n/);
  expect(await crm('lead', 'show', '1', '--format', 'table')).toMatch(/Toys[\s\S]*Ball {2}red/);
  expect(await json('lead', 'show', '1')).toMatchObject({ toys: [{ name: 'Ball' }] });

  // reports and lists that are kept
  const groups = ['--on', 'toy', '--group', 'colour', '--measure', 'count, sum(price)'];
  expect(await json('report', 'run', ...groups)).toMatchObject([
    { colour: 'blue', count: 1, sum_price: 30 },
    { colour: 'red', count: 1, sum_price: 12.5 },
  ]);
  expect(await crm('complete', 'bash', 'crm report run --on to')).toContain('toy');
  expect(await crm('complete', 'bash', 'crm toy list --sort pr')).toContain('price');

  // what belongs to records of some nouns alone says so
  for (const line of ['dnc add toy:1', 'sequence enrol x toy:1', 'opp add Deal --account toy:1'])
    expect(await run(...line.split(' '))).toMatchObject({ exitCode: expect.toBeOneOf([2, 3]) });
});

test('a noun that no file of the program knows has tasks, meetings, activities and documents', async () => {
  const { run, crm, json } = playroom();
  await crm('lead', 'add', 'Jane Doe', '--phone', '+442079461001');
  await crm('toy', 'add', 'Ball', '--lead', '1');
  await crm('toy', 'add', 'Train');

  // what is added, logged, listed and filtered
  await crm('task', 'add', 'Pump it up', '--toy', 'Ball', '--due', 'tomorrow');
  await crm('meeting', 'add', 'Match', '--toy', '1', '--starts-on', '+3d');
  await crm('log', 'note', 'toy:1', 'lost its colour', '--next', '+2d');
  await crm('log', 'call', 'toy:1', '-o', 'connected', 'about the ball');
  await crm('doc', 'add', 'toy:1', '--link', 'https://files.example.com/manual');
  expect(await json('task', 'list', '--where', 'toy = Ball', '--sort', 'id')).toMatchObject([
    { subject: 'Pump it up', toy: 'Ball' },
    { subject: 'Follow up with Ball', toy: 'Ball' },
  ]);
  expect(await json('toy', 'show', '1')).toMatchObject({
    documents: [{ name: 'manual' }],
    next: [{ subject: 'Pump it up' }, { subject: 'Follow up with Ball' }],
    meetings: [{ subject: 'Match' }],
    timeline: [{ type: 'call' }, { type: 'note', body: 'lost its colour' }],
  });
  expect(await json('report', 'activity', '--by', 'type', '--where', 'toy = Ball')).toMatchObject([
    { type: 'call', total: 1 },
    { type: 'note', total: 1 },
  ]);

  // what is to be done, and the page to read before a meeting
  expect(await json('next', '--for', 'toy:1')).toEqual([]);
  expect(await crm('brief', 'toy:1')).toContain('lost its colour');
  await crm('meeting', 'add', 'Rematch', '--toy', 'Train', '--starts-on', 'today');
  await crm('task', 'add', 'Oil it', '--toy', 'Train', '--due', 'today');
  expect(await json('next', '--for', 'toy:2')).toMatchObject([
    { title: 'Prepare the meeting: Rematch · Train' },
    { title: 'Do the task: Oil it · Train' },
  ]);
  expect(await crm('brief', 'meeting:2')).toMatch(/^# Train \(toy 2\)/);
  await crm('undo');
  await crm('undo');

  // whom it is with says by which clock
  await crm('lead', 'edit', '1', '--timezone', 'Asia/Tokyo');
  await crm('task', 'add', 'Race', '--toy', 'Ball', '--due', 'tomorrow 10:00 their time');
  expect(await json('task', 'show', '4')).toMatchObject({ due_at: expect.stringMatching(/T01:00/) });
  await crm('undo');
  expect(await crm('complete', 'bash', 'crm log note bal')).toContain('Ball');

  // with its task and note, what is only about it goes; what is about others too stays
  await crm('task', 'edit', '1', '--lead', '1');
  await crm('toy', 'rm', '1', '--yes');
  expect(await json('task', 'list')).toMatchObject([{ subject: 'Pump it up', toy: null, lead: 'Jane Doe' }]);
  expect(await json('activity', 'list')).toEqual([]);
  expect(await json('doc', 'list')).toEqual([]);
  await crm('undo');
  expect(await json('toy', 'show', '1')).toMatchObject({ documents: [{ name: 'manual' }] });

  // out and in again
  const tasks = await crm('task', 'export', '--csv');
  await crm('export', 'all', '-o', 'all.jsonl');
  await crm('--db', 'copy.db', 'import', 'all', 'all.jsonl');
  expect(await crm('--db', 'copy.db', 'task', 'export', '--csv')).toBe(tasks);
  expect((await run('doctor')).exitCode).toBe(0);
});
