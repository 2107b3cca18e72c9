import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { completions } from '../../support/completions.ts';
import { crm, makeHome } from '../../support/program.ts';

vi.setConfig({ testTimeout: 120_000 });

const home = makeHome(afterAll);

beforeAll(async () => {
  const leads = [
    { name: 'Hannah Smith', company: 'Acme' },
    { name: 'Hans Meier', company: 'Beta', email: 'hans@beta.example' },
    { name: 'Hans Meier', company: 'Gamma', email: 'hans@gamma.example' },
    { company: 'Hanso Ltd' },
    { name: 'Jörg Müller', company: 'Acme' },
    { name: '-x Dash' },
    { name: '12345' },
  ];
  for (const args of [
    ['account', 'add', 'Acme'],
    ['contact', 'add', 'Carla Gomez', '--account', '1'],
    ['opp', 'add', 'Acme renewal', '--account', '1'],
    ['pipeline', 'add', 'grants', '--stages', 'idea:10, proposal sent:50, granted:won, refused:lost'],
    ['opp', 'add', 'School roof', '--account', '1', '--pipeline', 'grants'],
    ['task', 'add', 'Send the offer'],
    ['task', 'add', 'Send the invoice'],
  ])
    expect(await crm(args, { home })).toMatchObject({ exitCode: 0 });
  const input = leads.map((lead) => JSON.stringify(lead)).join('\n');
  expect(await crm(['lead', 'import', '-'], { home, input })).toMatchObject({ exitCode: 0 });
});

const offered = async (...words: string[]) => (await completions(words, { home })).values;

test('offers leads by the first letters of their name or company', async () => {
  expect(await offered('lead', 'show', 'Hann')).toEqual(['Hannah Smith']);
  expect(await offered('lead', 'show', 'Hanso')).toEqual(['Hanso Ltd']);
  // It is found in other case and without accents, and completed with its own spelling.
  expect(await offered('lead', 'show', 'hann')).toEqual(['Hannah Smith']);
  expect(await offered('lead', 'show', 'jorg')).toEqual(['Jörg Müller']);
  // Typed text is never lost if several candidates match.
  expect(await offered('lead', 'show', 'han')).toEqual([
    'hannah Smith',
    'hans Meier #2',
    'hans Meier #3',
    'hanso Ltd',
  ]);
  expect(await offered('lead', 'show', 'Hans ')).toEqual(['Hans Meier #2', 'Hans Meier #3']);
  expect(await offered('lead', 'show', 'Nobody')).toEqual([]);
});

test('offers only references that resolve to their record', async () => {
  const { values, shown } = await completions(['lead', 'show', ''], { home });
  expect(values).toHaveLength(7);
  for (const [at, value] of values.entries()) {
    const [, id] = /lead (\d+)/.exec(shown[at] as string) ?? [];
    const { stdout } = await crm(['lead', 'show', value, '--json'], { home });
    expect([value, JSON.parse(stdout).id]).toEqual([value, Number(id)]);
  }
  expect(values).not.toContain('-x Dash');
});

test('offers an ambiguous name with its number', async () => {
  expect(await offered('lead', 'show', 'Hans Meier #')).toEqual(['Hans Meier #2', 'Hans Meier #3']);
  expect(await offered('lead', 'show', 'Hans Meier #3')).toEqual(['Hans Meier #3']);
  const { shown } = await completions(['lead', 'show', 'Hans'], { home });
  expect(shown[0]).toMatch(/Hans Meier #2 +-- lead 2 · Beta/);
  const { exitCode, stderr } = await crm(['lead', 'show', 'Hannah Smith #2'], { home });
  expect({ exitCode, stderr }).toMatchObject({
    exitCode: 3,
    stderr: expect.stringContaining('no lead matches'),
  });
});

test('adds the noun if several nouns are possible', async () => {
  expect(await offered('log', 'call', 'Acm')).toEqual(
    expect.arrayContaining(['Acme account:1', 'Acme renewal', 'Acme lead:1', 'Acme lead:5']),
  );
  const { stdout } = await crm(['log', 'note', 'Acme account:1', 'called', '-f', 'ids'], { home });
  expect(stdout).not.toBe('');
  expect(await offered('merge', 'Carl')).toEqual(['Carla Gomez']);
  expect(await offered('merge', '--noun', 'account', 'Carl')).toEqual([]);
  expect(await offered('tag', 'add', 'hot', 'Carl')).toEqual(['Carla Gomez']);
  expect(await offered('dnc', 'add', 'Carl')).toEqual(['Carla Gomez']);
});

test('offers records wherever a command takes a reference', async () => {
  for (const words of [
    ['lead', 'edit'],
    ['lead', 'rm'],
    ['lead', 'convert'],
    ['lead', 'qualify'],
    ['lead', 'assign', '--to', 'tester'],
    ['call', 'skip'],
    ['call', 'next'],
    ['brief'],
    ['mail', 'send'],
    ['sequence', 'runs'],
    ['call', 'log'],
    ['leads', 'view'],
    ['--quiet', 'lead', 'show', 'Hans'],
  ])
    expect([words, await offered(...words, 'Hannah')]).toEqual([words, ['Hannah Smith']]);
  expect(await offered('opp', 'advance', 'Sch')).toEqual(['School roof']);
  expect(await offered('task', 'done', 'Send the o')).toEqual(['Send the offer']);
  expect(await offered('contact', 'add', 'New', '--account', 'Ac')).toEqual(['Acme']);
  expect(await offered('lead', 'convert', '1', '--contact', 'Car')).toEqual(['Carla Gomez']);
  expect(await offered('lead', 'convert', '1', '--contact=Car')).toEqual(['--contact=Carla Gomez']);
  // A new record has no name yet, and free text is not completed.
  expect(await offered('lead', 'add', 'Han')).toEqual([]);
  expect(await offered('log', 'note', '1', 'Han')).toEqual([]);
});

test('offers the stages of the pipeline of an opportunity', async () => {
  const grants = ['idea', 'proposal sent', 'granted', 'refused'];
  expect(await offered('opp', 'move', '2', '')).toEqual(grants);
  expect(await offered('opp', 'move', 'School roof', 'p')).toEqual(['proposal sent']);
  expect(await offered('opp', 'move', '1', 'prop')).toEqual(['proposal']);
  expect(await offered('opp', 'move', '2', 'Acme r')).toEqual(['Acme renewal']);
  expect(await offered('opp', 'edit', '2', '--stage', '')).toEqual(grants);
  expect(await offered('opp', 'add', 'x', '--pipeline', 'grants', '--stage', 'i')).toEqual(['idea']);
  expect(await offered('pipeline', 'edit', 'grants', '--remove-stage', 'i')).toEqual(['idea']);
  expect(await offered('opp', 'list', '--stage', 'pro')).toEqual([
    'prospecting',
    'proposal',
    'proposal sent',
  ]);
});

test('completes field lists after a comma, settings, shells and changes', async () => {
  expect(await offered('lead', 'list', '--columns', 'name,comp')).toEqual(['name,company']);
  expect(await offered('lead', 'list', '--sort', '-sco')).toEqual(['-score']);
  expect(await offered('config', 'set', 'curr')).toEqual(['currency']);
  expect(await offered('completion', 'f')).toEqual(['fish']);
  expect((await offered('undo', '')).length).toBeGreaterThan(5);
  expect((await completions(['backup', ''], { home })).kind).toBe('files');
  expect((await completions(['lead', 'export', '-o', ''], { home })).kind).toBe('files');
});

test('offers some of very many records with the same beginning, including the last one', async () => {
  const many = makeHome();
  const row = (name: string, at: number) => `${name},${at}@example.com,tag${String(at).padStart(4, '0')}`;
  const rows = [
    ...Array.from({ length: 60 }, (_, at) => row('Hana Lee', at)),
    ...Array.from({ length: 1500 }, (_, at) => row(`Hana Kim ${at}`, at + 100)),
    row('Hanz Zorn', 9999),
  ];
  await crm(['lead', 'import', '-'], { home: many, input: `name,email,tags\n${rows.join('\n')}\n` });
  // The shell must not add a letter that is not in all of them.
  const names = (await completions(['lead', 'show', 'Han'], { home: many })).values;
  expect(names.length).toBeLessThanOrEqual(80);
  expect(names).toContain('Hanz Zorn');
  expect(names).toEqual(expect.arrayContaining([expect.stringMatching(/^Hana/)]));
  const numbered = (await completions(['lead', 'show', 'Hana L'], { home: many })).values;
  expect(new Set(numbered.map((value) => value.slice(0, 'Hana Lee #1'.length))).size).toBeGreaterThan(1);
  const tags = (await completions(['lead', 'list', '--tag', 'tag'], { home: many })).values;
  expect(tags.length).toBeLessThanOrEqual(201);
  expect(tags).toContain('tag9999');
});

test('completes the line of a full screen: where its last word begins, and what it can become, in quotes', async () => {
  const home = makeHome();
  await crm(['lead', 'add', 'Hannah Smith'], { home });
  await crm(['lead', 'add', "Hanno O'Neil"], { home });
  const complete = async (line: string) => {
    const { stdout } = await crm(['complete', 'screen', '--', line], { home });
    const { start, candidates } = JSON.parse(stdout);
    return [start, ...candidates.map(({ text }: { text: string }) => text)];
  };
  expect(await complete('crm lead sho')).toEqual([9, 'show ']);
  expect(await complete('lead show han')).toEqual([10, "'Hannah Smith' ", "'Hanno O'\\''Neil' "]);
  expect(await complete("lead show 'Hanna")).toEqual([10, "'Hannah Smith' "]);
  expect(await complete('lead list --sta')).toEqual([10, '--status ']);
  expect(await complete('nothing such')).toEqual([8]);
});
