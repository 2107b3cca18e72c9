import { join } from 'node:path';
import { expect, test } from 'vitest';
import { MIGRATIONS } from '../../src/store/sqlite/migrations/index.ts';
import { migratedDatabase } from '../../src/store/sqlite/new-database.ts';
import { crm, makeHome, NOW } from '../support/program.ts';

/** The migrations before campaigns were records. */
const BEFORE_CAMPAIGNS = 48;

test('texts become campaigns; filters, segments, reports, maps and rules answer as before, and an older change can be undone', async () => {
  const home = makeHome();
  const path = join(home, 'old.db');
  const db = migratedDatabase(NOW, MIGRATIONS.slice(0, BEFORE_CAMPAIGNS));
  const stamps = `'${NOW}', '${NOW}'`;
  db.exec(`
    insert into user (id, name, created_at, updated_at) values (1, 'tester', ${stamps});
    insert into lead (name, last_name, name_key, campaign, created_at, updated_at) values
      ('Ann', 'Ann', 'ann', 'Expo 2026', ${stamps}), ('Bob', 'Bob', 'bob', 'expo  2026', ${stamps}),
      ('Cas', 'Cas', 'cas', 'Mailing', ${stamps}), ('Dan', 'Dan', 'dan', null, ${stamps});
    insert into segment (name, noun, filter, created_at, updated_at) values
      ('fair', 'lead', 'campaign = "Expo 2026"', ${stamps});
    insert into import_map (name, noun, said, created_at, updated_at) values
      ('list', 'lead', '{"map":["Source Name=campaign"]}', ${stamps});
    insert into saved_report (name, definition, created_at, updated_at) values
      ('by campaign', '{"on":"lead","group":"campaign","measure":"count"}', ${stamps});
    insert into rule (text, enabled, created_at, updated_at) values
      ('on lead.created if campaign = "Expo 2026" then tag vip', 1, ${stamps});
    insert into change (kind, at, user_name, command, summary) values
      ('do', '${NOW}', 'tester', 'lead import', 'imported'), ('do', '${NOW}', 'tester', 'lead edit 3', 'edited lead 3');
    insert into change_row (change_id, tbl, row_id, last_id, op, before, after) values
      (1, 'lead', 1, 4, 'insert', null, null),
      (2, 'lead', 3, 3, 'update', '{"campaign":"Newsletter"}', '{"campaign":"Mailing"}');`);
  db.prepare('vacuum into ?').run(path);
  db.close();
  const run = (...args: string[]) => crm(['--db', path, ...args], { home });
  const ok = async (...args: string[]) => {
    const { stdout, stderr, exitCode } = await run(...args);
    if (exitCode !== 0) throw new Error(`crm ${args.join(' ')}: ${stderr}`);
    return stdout;
  };
  const rows = async (...args: string[]) => JSON.parse(await ok(...args, '--json'));
  const ids = async (...args: string[]) =>
    (await ok(...args, '--sort', 'id', '-f', 'ids')).trim().split('\n');
  expect((await rows('campaign', 'list', '--sort', 'id')).map(({ name }: { name: string }) => name)).toEqual([
    expect.stringMatching(/^expo +2026$/i),
    'Mailing',
  ]);
  expect(await ids('lead', 'list', '--where', 'campaign = "Expo 2026"')).toEqual(['1']);
  expect(await ids('lead', 'list', '--where', 'campaign ~ expo')).toEqual(['1', '2']);
  expect(await ids('lead', 'list', '--segment', 'fair')).toEqual(['1']);
  expect(await rows('report', 'run', 'by campaign')).toEqual(
    expect.arrayContaining([expect.objectContaining({ campaign: 'Mailing', count: 1 })]),
  );
  expect(await rows('campaign', 'report', '1')).toMatchObject([{ members: 2, responses: 2 }]);
  await ok('undo', '2');
  expect(await rows('lead', 'show', '3')).toMatchObject({ campaign: 'Newsletter' });
  await ok('lead', 'add', 'Eve', '--campaign', 'Expo 2026');
  expect(await rows('lead', 'show', '5')).toMatchObject({ tags: ['vip'] });
  expect(
    (
      await crm(['--db', path, 'lead', 'import', '-', '--map-name', 'list'], {
        home,
        input: 'Name,Source Name\nFay,Autumn\n',
      })
    ).exitCode,
  ).toBe(0);
  expect(await ids('lead', 'list', '--where', 'campaign = Autumn')).toEqual(['6']);
  expect(await rows('campaign', 'list', '--where', 'name = Autumn')).toHaveLength(1);
});
