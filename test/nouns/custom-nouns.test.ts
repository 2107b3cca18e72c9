import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { crm, makeHome } from '../support/program.ts';

/** A home with a database: lines that must succeed, and what others say. */
function office() {
  const home = makeHome();
  const db = join(home, 'crm.db');
  const run = (...args: string[]) => crm(args, { home, db, cwd: home });
  const ok = async (...args: string[]): Promise<string> => {
    const { stdout, stderr, exitCode } = await run(...args);
    if (exitCode !== 0) throw new Error(`crm ${args.join(' ')} ended with ${exitCode}: ${stderr}`);
    return stdout;
  };
  const json = async (...args: string[]) => JSON.parse(await ok(...args, '--json'));
  const refused = async (...args: string[]): Promise<string> => {
    const { stderr, exitCode } = await run(...args);
    expect(exitCode, args.join(' ')).not.toBe(0);
    return stderr;
  };
  const archive = async () => ok('export', 'all');
  const soundness = async () =>
    (await json('doctor')).filter(({ state }: { state: string }) => !['ok', 'note'].includes(state));
  return { home, db, run, ok, json, refused, archive, soundness };
}

const PROJECT = [
  'noun',
  'add',
  'project',
  '--field',
  'budget:money',
  '--field',
  'due:date',
  '--relates',
  'account,contact',
];

describe('a noun of the team', () => {
  test('merges: documents, tags and links move, its old number and id lead on, archives keep that, undo is exact', async () => {
    const { home, ok, json, refused, archive, soundness, run } = office();
    await ok(...PROJECT);
    await ok('account', 'add', 'Acme');
    await ok('project', 'add', 'New roof', '--account', 'Acme', '--set', 'budget=12k');
    writeFileSync(join(home, 'p.csv'), 'ID,Name,Notes,Due\nP-7,The roof,with a dormer,2026-05-01\n');
    await ok('project', 'import', join(home, 'p.csv'), '--preset', 'none', '--map', 'ID=external_id');
    await ok('tag', 'add', 'hot', 'project:2');
    await ok('doc', 'add', 'project:2', '--link', 'https://files.example/roof');
    await ok('field', 'add', 'account', 'roof', '--type', 'lookup:project');
    await ok('account', 'edit', '1', '--set', 'roof=2');
    const before = await archive();
    expect(await refused('merge', 'project:1', 'account:1')).toContain('different nouns');
    await ok('merge', 'project:1', 'project:2', '--take', 'name=2');
    expect(await json('project', 'list', '--columns', 'id,name,account,budget,due,tags,notes')).toEqual([
      {
        ...{ id: 1, name: 'The roof', account: 'Acme', budget: 12000, due: '2026-05-01' },
        ...{ tags: ['hot'], notes: 'with a dormer' },
      },
    ]);
    expect(await json('doc', 'list', '--columns', 'project_id')).toEqual([{ project_id: 1 }]);
    expect(await json('account', 'show', '1', '--columns', 'roof_id')).toMatchObject({ roof_id: 1 });
    expect(await refused('project', 'show', '2')).toContain('project 2 was merged into project 1  The roof');
    writeFileSync(join(home, 'p.csv'), 'ID,Name,Notes\nP-7,The roof,with two dormers\n');
    await ok('project', 'import', join(home, 'p.csv'), '--preset', 'none', '--map', 'ID=external_id');
    expect(await json('project', 'list', '--columns', 'id,notes')).toEqual([
      { id: 1, notes: 'with two dormers' },
    ]);
    const merged = await archive();
    writeFileSync(join(home, 'all.jsonl'), merged);
    const other = { ...office() };
    await other.ok('import', 'all', join(home, 'all.jsonl'));
    expect(await other.archive()).toBe(merged);
    expect(await other.refused('project', 'show', '2')).toContain('was merged into project 1');
    await run('undo');
    await run('undo');
    const rows = (text: string) => text.split('\n').slice(1);
    expect(rows(await archive())).toEqual(rows(before));
    await run('redo');
    expect(await soundness()).toEqual([]);
    await ok('field', 'rm', 'account', 'roof', '--force');
    await ok('noun', 'rm', 'project', '--yes');
    expect(await soundness()).toEqual([]);
  });

  test('has every shared verb, search, tags, custom fields, history, undo and completion', async () => {
    const { home, ok, json, soundness } = office();
    await ok(...PROJECT);
    await ok('account', 'add', 'Acme', '--industry', 'Tools');
    await ok('contact', 'add', 'Jane Doe', '--account', 'Acme');
    await ok(
      ...['project', 'add', 'New roof', '--account', 'Acme', '--contact', 'Jane Doe', '--tag', 'hot'],
      ...['--set', 'budget=12k', '--set', 'due=2026-05-01', '--notes', 'with a dormer'],
    );
    await ok('project', 'add', 'Old roof', '--account', 'Acme', '--set', 'budget=3k');
    expect(await json('project', 'list')).toMatchObject([
      { id: 1, name: 'New roof', account: 'Acme', budget: 12000, due: '2026-05-01' },
      { id: 2, name: 'Old roof', contact: null },
    ]);
    expect(await json('projects', 'show', 'New')).toMatchObject({ id: 1, tags: ['hot'], owner: 'tester' });
    expect(await json('show', 'project:2')).toMatchObject({ name: 'Old roof' });

    // paths in both directions, aggregates, segments, shortcuts
    expect(await json('project', 'list', '--where', 'account.industry = tools and budget > 5k')).toHaveLength(
      1,
    );
    expect(await json('account', 'list', '--where', 'sum(projects.budget) > 14k')).toHaveLength(1);
    expect(await json('project', 'list', '--account', 'Acme', '--tag', 'hot')).toHaveLength(1);
    await ok('segment', 'add', 'large', '--noun', 'project', '--where', 'budget > 5k');
    expect(await json('project', 'list', '--segment', 'large')).toMatchObject([{ id: 1 }]);

    // what it relates to shows it, and is kept by it
    expect((await json('account', 'show', 'Acme')).projects).toMatchObject([{ name: 'New roof' }, {}]);
    expect(await ok('contact', 'show', 'Jane Doe', '-f', 'table')).toContain('New roof');

    // search, tags, history, events, rules
    expect(await json('search', 'dormer')).toMatchObject([{ noun: 'project', id: 1 }]);
    expect(await json('search', 'roof', '--noun', 'project')).toHaveLength(2);
    await ok('tag', 'add', 'late', 'project:2');
    expect(await json('tag', 'list')).toMatchObject([
      { tag: 'hot', projects: 1 },
      { tag: 'late', projects: 1 },
    ]);
    await ok('project', 'edit', '2', '--contact', 'Jane Doe', '--set', 'budget=4k');
    expect(await json('history', 'project:2')).toMatchObject([{ what: 'edited project 2  Old roof' }, {}]);
    await ok('undo');
    expect(await json('project', 'show', '2')).toMatchObject({
      contact: null,
      budget: { amount: '3000.00' },
    });
    await ok('redo');
    expect(await json('project', 'show', '2')).toMatchObject({
      contact: 'Jane Doe',
      budget: { amount: '4000.00' },
    });
    const events = (await ok('events', '--type', 'project.created')).trim().split('\n');
    expect(events.map((line) => JSON.parse(line).ref)).toEqual(['project:1', 'project:2']);
    expect(await ok('events', '--type', '?')).toContain('project.assigned');
    await ok('rule', 'add', 'on project.created if budget > 1k then tag big');
    await ok('project', 'add', 'Garage', '--set', 'budget=2k');
    expect(await json('project', 'show', 'Garage')).toMatchObject({ id: 3, tags: ['big'] });

    // lookups from other nouns
    await ok('field', 'add', 'task', 'works', '--type', 'lookup:project');
    await ok('task', 'add', 'Order tiles', '--set', 'works=Garage');
    expect(await json('task', 'list', '--where', 'works.budget > 1k', '--columns', 'subject,works')).toEqual([
      { subject: 'Order tiles', works: 'Garage' },
    ]);

    // import with a relation by name, and back to the byte
    writeFileSync(join(home, 'in.csv'), 'Name,Account,Budget,Due,Tags\nShed,Acme,900,2026-06-01,small\n');
    await ok('project', 'import', 'in.csv');
    expect(await json('project', 'show', 'Shed')).toMatchObject({
      account: 'Acme',
      budget: { amount: '900.00' },
      tags: ['small'],
    });
    writeFileSync(join(home, 'new.csv'), 'Name,Account\nBarn,Initech\n');
    await ok('project', 'import', 'new.csv', '--create', 'account');
    expect(await json('project', 'show', 'Barn')).toMatchObject({ account: 'Initech' });
    const exported = await ok('project', 'export', '--csv');
    writeFileSync(join(home, 'out.csv'), exported);
    await ok('project', 'import', 'out.csv');
    expect(await ok('project', 'export', '--csv')).toBe(exported);

    // help and completion
    expect(await ok('--help')).toMatch(/project +your projects/);
    expect(await ok('project', 'add', '--help')).toContain('--account <text>');
    expect(await ok('complete', 'bash', 'crm proj')).toContain('project');
    expect(await ok('complete', 'bash', 'crm project show Gar')).toContain('Garage');
    expect(await ok('complete', 'bash', 'crm field list ')).toContain('project');
    expect(await soundness()).toEqual([]);
  });

  test('is removed with its records, and one undo brings all back to the byte', async () => {
    const { ok, json, refused, archive, soundness } = office();
    await ok(...PROJECT);
    await ok('account', 'add', 'Acme');
    await ok('project', 'add', 'Roof', '--account', 'Acme', '--tag', 'hot', '--set', 'budget=1k');
    await ok('project', 'add', 'Gone');
    await ok('project', 'rm', '2', '--yes');
    await ok('field', 'edit', 'project', 'budget', '--index');
    await ok('segment', 'add', 'roofs', '--noun', 'project', '--where', 'name ~ roof');
    const before = await archive();
    expect(await refused('noun', 'rm', 'project')).toContain('there is 1 project');
    await ok('noun', 'rm', 'project', '--yes');
    expect(await json('noun', 'list')).toEqual([]);
    expect(await refused('project', 'list')).toContain('unknown command "project"');
    expect(await json('search', 'roof')).toEqual([]);
    expect(await soundness()).toEqual([]);
    await ok('undo');
    expect(await archive()).toBe(before);
    expect(await json('search', 'roof')).toMatchObject([{ noun: 'project', id: 1 }]);
    expect(await soundness()).toEqual([]);
    await ok('redo');
    expect(await json('segment', 'list')).toEqual([]);
    await ok('undo');
    expect(await archive()).toBe(before);
    // A number is never given again.
    expect(await ok('project', 'add', 'Next', '-f', 'ids')).toBe('3\n');
  });

  test('is kept by what needs it', async () => {
    const { ok, refused } = office();
    await ok(...PROJECT);
    await ok('field', 'add', 'task', 'works', '--type', 'lookup:project');
    expect(await refused('noun', 'rm', 'project', '--yes')).toContain('the field works of task needs');
    await ok('field', 'rm', 'task', 'works', '--yes');
    await ok('field', 'add', 'account', 'works', '--type', 'rollup', '--formula', 'count(projects)');
    expect(await refused('noun', 'rm', 'project', '--yes')).toContain('works');
    await ok('field', 'rm', 'account', 'works', '--yes');
    await ok('rule', 'add', 'on project.created then tag new');
    expect(await refused('noun', 'rm', 'project', '--yes')).toContain('rule 1 needs');
    await ok('rule', 'rm', '1', '--yes');
    await ok('noun', 'add', 'visit', '--relates', 'project');
    expect(await refused('noun', 'rm', 'project', '--yes')).toContain('the noun visit needs');
    expect(await refused('undo', '1')).toContain('the noun visit needs');
    await ok('project', 'add', 'Roof');
    await ok('visit', 'add', 'First look', '--project', 'Roof');
    expect(await refused('project', 'rm', 'Roof', '--yes')).toContain('project 1 has visit 1');
    await ok('noun', 'rm', 'visit', '--yes');
    expect(await refused('undo', '1')).toContain('there is a record of the noun project');
    await ok('noun', 'rm', 'project', '--yes');
    expect(await refused('undo', '10')).toContain('the noun visit was removed later');
  });

  test('gets and loses relations', async () => {
    const { ok, json, refused, archive, soundness } = office();
    await ok(...PROJECT);
    await ok('account', 'add', 'Acme');
    await ok('project', 'add', 'Roof', '--account', 'Acme');
    const before = await archive();
    expect(await refused('noun', 'edit', 'project', '--relates', 'contact')).toContain(
      '1 project has a account',
    );
    await ok('noun', 'edit', 'project', '--relates', 'contact,opp', '--plural', 'works', '--yes');
    expect(await json('works', 'show', '1')).toMatchObject({ contact: null, opp: null });
    expect(await ok('project', 'add', '--help')).not.toContain('--account');
    expect(await soundness()).toEqual([]);
    await ok('undo');
    expect(await archive()).toBe(before);
    expect(await json('project', 'show', '1')).toMatchObject({ account: 'Acme' });
    expect(await soundness()).toEqual([]);
    await ok('redo');
    await ok('undo');
    expect(await archive()).toBe(before);
    // A new relation that records have by now is not undone.
    await ok('noun', 'edit', 'project', '--relates', 'account,contact,opp');
    await ok('opp', 'add', 'Deal');
    await ok('project', 'edit', '1', '--opp', 'Deal');
    expect(await refused('undo', (await json('history'))[2].id.toString())).toContain(
      'project 1 belongs to a record of opp',
    );
    // Nor is a removal of a record that had what is no relation any longer.
    await ok('project', 'rm', '1', '--yes');
    const removal = (await json('history'))[0].id.toString();
    await ok('noun', 'edit', 'project', '--relates', 'account,contact');
    expect(await refused('undo', removal)).toContain('project 1 had a opp');
  });

  test('is in archives of all data, and is restored from them', async () => {
    const { home, ok, json, archive } = office();
    await ok(...PROJECT);
    await ok(
      'noun',
      'add',
      'order',
      '--title',
      'number',
      '--plural',
      'orders',
      '--relates',
      'project,account',
    );
    await ok('account', 'add', 'Acme');
    await ok('project', 'add', 'Roof', '--account', 'Acme', '--tag', 'hot', '--set', 'budget=1k');
    await ok('order', 'add', 'A-17', '--project', 'Roof', '--tag', 'new');
    await ok('task', 'add', 'x');
    const all = await archive();
    writeFileSync(join(home, 'all.jsonl'), all);
    await ok('export', 'all', '-f', 'csv-folder', '-o', 'folder');
    for (const source of ['all.jsonl', 'folder']) {
      const other = ['--db', join(home, `${source}.db`)];
      const { stderr } = await crm([...other, 'import', 'all', source], { home, cwd: home });
      expect(stderr).toContain('1 account, 1 task, 1 project, 1 order');
      expect(await ok(...other, 'export', 'all')).toBe(all);
      expect(await json(...other, 'order', 'show', 'A-17')).toMatchObject({ project: 'Roof', tags: ['new'] });
      expect(await json(...other, 'search', 'A-17')).toMatchObject([{ noun: 'order' }]);
      await ok(...other, 'undo');
      expect(await json(...other, 'noun', 'list')).toEqual([]);
      await ok(...other, 'redo');
      expect(await ok(...other, 'export', 'all')).toBe(all);
    }
    // What becomes the name of a table is checked.
    const lines = all.split('\n');
    for (const name of ['x"; drop table lead; --', 'lead', 'search_text', 'Project', '']) {
      writeFileSync(
        join(home, 'bad.jsonl'),
        lines
          .map((line) =>
            line.replace(
              '"table":"noun","id":1,"name":"project"',
              `"table":"noun","id":1,"name":${JSON.stringify(name)}`,
            ),
          )
          .join('\n'),
      );
      const { exitCode, stderr } = await crm(['--db', join(home, 'bad.db'), 'import', 'all', 'bad.jsonl'], {
        home,
        cwd: home,
      });
      expect(exitCode, `${name}: ${stderr}`).not.toBe(0);
      expect(stderr, name).not.toContain('internal error');
    }
    expect(readFileSync(join(home, 'all.jsonl'), 'utf8')).toBe(all);
  });

  test('may have any name that means nothing else, even a word of SQL', async () => {
    const { ok, json, soundness } = office();
    await ok('account', 'add', 'Acme');
    for (const noun of ['order', 'group', 'index', 'table', 'values', 'site_visit', 'x1']) {
      await ok(
        'noun',
        'add',
        noun,
        '--title',
        'code',
        '--relates',
        'account',
        '--field',
        'size:number',
        '--plural',
        `many_${noun}`,
      );
      await ok(noun, 'add', 'A one', '--account', 'Acme', '--set', 'size=4', '--tag', 'hot');
      await ok(noun, 'add', 'B two');
      expect(
        await json(noun, 'list', '--where', 'size > 3 and account = Acme and code ~ one', '--sort', '-code'),
      ).toMatchObject([{ code: 'A one' }]);
      expect(await json(noun, 'show', 'A')).toMatchObject({ id: 1, account: 'Acme' });
      await ok(noun, 'edit', '2', '--notes', 'x', '--account', 'Acme');
      expect(await json('account', 'list', '--where', `count(many_${noun}) = 2`)).toHaveLength(1);
      await ok('field', 'add', 'lead', `to_${noun}`, '--type', `lookup:${noun}`);
      await ok('lead', 'add', `For ${noun}`, '--set', `to_${noun}=A one`);
      expect(
        await json('lead', 'list', '--where', `to_${noun} = "A one"`, '--columns', `id,to_${noun}`),
      ).toMatchObject([{ [`to_${noun}`]: 'A one' }]);
      expect(await json('history', `${noun}:2`)).toHaveLength(2);
      await ok('tag', 'add', 'cold', `${noun}:2`);
      await ok(noun, 'rm', '2', '--yes');
    }
    expect(await soundness()).toEqual([]);
  });
});

describe('a name for a noun is refused', () => {
  test('with the reason, where it means something else', async () => {
    const { ok, refused } = office();
    await ok(...PROJECT);
    const taken: readonly (readonly [string, string])[] = [
      ['lead', 'exists'],
      ['opps', 'another name of the noun opp'],
      ['deal', 'another name of the noun opp'],
      ['project', 'a noun "project" exists'],
      ['projects', 'another name of the noun project'],
      ['report', 'a command'],
      ['find', 'a command'],
      ['note', 'a command'],
      ['list', 'a verb'],
      ['convert', 'a verb'],
      ['delete', 'a verb'],
      ['email', 'verb'],
      ['former', 'a table'],
      ['sum', 'another meaning'],
      ['and', 'another meaning'],
      ['document', 'another name of the noun doc'],
      ...['proposal', 'template', 'renewal'].map((name) => [name, 'crm keeps the name'] as const),
      ...[
        'expense',
        'contract',
        'asset',
        'sequence',
        'target',
        'team',
        'tiers',
        'price_book',
        'webhook',
        'call',
        'user',
        'field',
      ].map((name) => [name, ''] as const),
      ['search_text', 'the database has a table'],
    ];
    for (const [name, reason] of taken) expect(await refused('noun', 'add', name), name).toContain(reason);
    for (const name of [
      'Project',
      'a b',
      '1x',
      'x',
      '',
      'ab\u001b[2J',
      'naïve',
      '../x',
      "x'; drop table lead",
      'a_tagging',
      '_x',
      'x'.repeat(31),
    ])
      expect(await refused('noun', 'add', name), name).toContain('is not a valid name for a noun');
    expect(await refused('noun', 'add', 'Site Visit')).toContain('for example site_visit');
    expect(await refused('noun', 'add', 'thing', '--plural', 'leads')).toContain(
      'another name of the noun lead',
    );
    expect(await refused('noun', 'add', 'thing', '--plural', 'proposals')).toContain('crm keeps the name');
    expect(await refused('noun', 'edit', 'project', '--plural', 'accounts')).toContain(
      'another name of the noun account',
    );
    expect(await refused('noun', 'add', 'thing', '--relates', 'acount')).toContain('Did you mean "account"?');
    expect(await refused('noun', 'add', 'thing', '--relates', 'activity')).toContain('no names');
    expect(await refused('noun', 'add', 'thing', '--relates', 'thing')).toContain('lookup:thing');
    expect(await refused('noun', 'add', 'thing', '--field', 'a:mony')).toContain('Did you mean "money"?');
    expect(await refused('noun', 'add', 'thing', '--field', 'a:choice')).toContain('needs choices');
    expect(await refused('noun', 'add', 'thing', '--field', 'a:lookup:lade')).toContain('lade');
    expect(await refused('noun', 'add', 'thing', '--field', 'a', '--field', 'a')).toContain('exists');
    expect(await refused('noun', 'add', 'thing', '--title', 'owner')).toContain('exists');
    expect(await refused('noun', 'add', 'thing', '--title', 'position')).toContain('position');
    expect(await refused('noun', 'edit', 'lead', '--label', 'x')).toContain(
      'the noun lead comes with the program',
    );
    expect(await refused('noun', 'show', 'projet')).toContain('Did you mean "project"?');
    // Nothing of it was stored.
    expect(await ok('noun', 'list', '-f', 'ids')).toBe('project\n');
  });

  test('where it is a command of the user, and a command of the user where it is a noun', async () => {
    const { ok, refused } = office();
    await ok('alias', 'set', 'site', 'lead list');
    expect(await refused('noun', 'add', 'site')).toContain('crm alias rm site');
    await ok(...PROJECT);
    expect(await refused('alias', 'set', 'project', 'lead list')).toContain('"project" is a command of crm');
    await ok('alias', 'set', 'works', 'project list');
    expect(await ok('works')).toContain('name');
  });
});

describe('an import', () => {
  test('makes records of a noun of the team that its rows name, each once', async () => {
    const { home, ok, run, json } = office();
    await ok(...PROJECT);
    await ok('noun', 'add', 'milestone', '--relates', 'project,opp');
    await ok('account', 'add', 'Acme');
    await ok('opp', 'add', 'Roof', '--account', 'Acme');
    const file = join(home, 'milestones.csv');
    writeFileSync(file, 'name,project,deal\nPlan,Apollo,Roof\nBuild,apollo ,\nSell,Gemini,\n');
    const { stderr, exitCode } = await run('milestone', 'import', file);
    expect(exitCode).not.toBe(0);
    expect(stderr).toContain('project: no project "Apollo"');
    expect(stderr).toContain('Create missing ones: --create project');
    expect(await ok('milestone', 'import', '--help')).toContain(
      'create missing linked records: project, owner',
    );

    await ok('milestone', 'import', file, '--create', 'project');
    expect(await json('project', 'list')).toMatchObject([{ name: 'Apollo' }, { name: 'Gemini' }]);
    expect(await json('milestone', 'list', '--columns', 'name,project')).toMatchObject([
      { name: 'Build', project: 'Apollo' },
      { name: 'Plan', project: 'Apollo' },
      { name: 'Sell', project: 'Gemini' },
    ]);
    // Deals are made by hand: they need a stage.
    expect((await run('milestone', 'import', file, '--create', 'opp')).stderr).toContain(
      'cannot create "opp"',
    );
  });
});
