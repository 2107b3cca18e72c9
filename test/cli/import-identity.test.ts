import { describe, expect, test } from 'vitest';
import { crm, makeHome } from '../support/program.ts';

/** A home of its own: imports text, lists records. */
function home() {
  const at = makeHome();
  const run = (args: readonly string[], input?: string) =>
    crm(args, { home: at, ...(input === undefined ? {} : { input }) });
  const load = async (noun: string, text: string, ...options: string[]) => {
    const { stdout, stderr, exitCode } = await run([noun, 'import', '-', '--json', ...options], text);
    const { title: _, noun: __, ...counts } = stdout === '' ? {} : JSON.parse(stdout);
    return { counts: counts as Record<string, number>, stderr, exitCode };
  };
  const list = async (noun: string, columns: string, ...more: string[]) => {
    const { stdout } = await run([noun, 'export', '--csv', '--sort', 'id', '--columns', columns, ...more]);
    return stdout.split('\n').slice(1, -1);
  };
  return { run, load, list };
}

/** Loads a text twice: the second time changes nothing. Returns the notes and counts of the first time. */
async function loadTwice(at: ReturnType<typeof home>, noun: string, text: string, ...options: string[]) {
  const first = await at.load(noun, text, ...options);
  const before = [await at.run(['history']), await at.run([noun, 'export', '--json'])];
  const second = await at.load(noun, text, ...options);
  expect([await at.run(['history']), await at.run([noun, 'export', '--json'])]).toEqual(before);
  expect(second.counts).toMatchObject({ created: 0, updated: 0 });
  return first;
}

test('ids that a spreadsheet has rounded are those of no record, and of nothing that others refer to', async () => {
  const at = home();
  const text =
    'Record ID,Deal Name,Amount,Deal Stage\n1.23457E+17,North,100,Closed Won\n1.23457e+17,South,250,Closed Won\n';
  const { counts, stderr } = await loadTwice(at, 'opp', text);
  expect(counts).toMatchObject({ created: 2, repeated: 0 });
  expect(stderr).toContain('such as 1.23457E+17, in 2 cells: they are left out');
  expect(await at.list('opp', 'name,external_id')).toEqual(['North,', 'South,']);

  // An id that only looks alike is one.
  await at.load('opp', text.replaceAll(/1\.23457e\+17/gi, '1E5'));
  expect(await at.list('opp', 'external_id', '--where', 'external_id = 1E5')).toEqual(['1E5']);
});

test('records do not belong together because the ids of a spreadsheet were rounded alike', async () => {
  const at = home();
  await at.load('account', 'Record ID,Company name,Company Domain Name\n1.23457E+17,Acme,acme.example\n');
  const people =
    'Record ID,First Name,Last Name,Email,Associated Company IDs\n7,Ann,Lee,ann@lee.example,"1,23457E+17"\n';
  const { counts, stderr } = await loadTwice(at, 'contact', people, '--preset', 'hubspot');
  expect(counts).toMatchObject({ created: 1 });
  expect(stderr).toContain('"Associated Company IDs" has ids that a spreadsheet has rounded');
  expect(await at.list('contact', 'name,account,external_id')).toEqual(['Ann Lee,,7']);
});

describe('people', () => {
  test.each([
    ['John', 'Joan'],
    ['Mario', 'Maria'],
    ['Ann', 'Bob'],
    ['Jon', 'Jan'],
  ])('%s and %s of one family share a phone, and an address', async (one, other) => {
    for (const noun of ['lead', 'contact']) {
      const at = home();
      const text = `First name,Last name,Phone,Email\n${one},Poe,+14155550111,\n${other},Poe,+14155550111,\n${one},Poe,,us@poe.example\n${other},Poe,,us@poe.example\n`;
      const { counts } = await loadTwice(at, noun, text);
      expect(counts).toMatchObject({ created: 4, repeated: 0 });
    }
  });

  test.each([
    ['Robert Poe', 'Bob Poe'],
    ['Philip Poe', 'Phillip Poe'],
    ['René Poe', 'Rene Poe'],
    ['Søren Müller', 'Soren Mueller'],
    ['Jane Poe', 'J. Poe'],
    ['Jane Poe', 'Poe'],
    ['John B. Poe', 'John Poe'],
  ])('%s and %s with one phone are one person', async (one, other) => {
    const at = home();
    const { counts } = await loadTwice(
      at,
      'contact',
      `Name,Phone\n${one},+14155550111\n${other},+14155550111\n`,
    );
    expect(counts).toMatchObject({ created: 1 });
  });

  test('who marry keep their address', async () => {
    const at = home();
    const text =
      'Name,Email,Phone\nAmy Poe,amy@x.example,\nAmy Ray,amy@x.example,\nAmy Fox,,+14155550111\nAmy Lee,,+14155550111\n';
    const { stderr } = await loadTwice(at, 'lead', text);
    expect(await at.list('lead', 'name,email')).toEqual(['Amy Ray,amy@x.example', 'Amy Fox,', 'Amy Lee,']);
    expect(stderr).toContain('1 cell replaced by later rows of the same record: last_name (line 3)\n');
  });

  test('of one name without an address are told apart by their other cells, and named', async () => {
    const at = home();
    const text =
      'name,title,notes\nKim Oh,Cook,met in May\nKim Oh,Nurse,met in June\nKim Oh,Nurse,met in June\nKim Oh,,\n';
    const { counts, stderr } = await loadTwice(at, 'contact', text);
    expect(counts).toMatchObject({ created: 3, repeated: 1, rejected: 0 });
    expect(stderr).toContain('Created as different records of one name: Kim Oh (lines 2, 3, 5)\n');
    expect(stderr).toContain('4 rows read');
    expect(await at.list('contact', 'title,notes')).toEqual(['Cook,met in May', 'Nurse,met in June', ',']);
  });

  test('who share an address are found again by their own names', async () => {
    const at = home();
    const text =
      'Name,Email,Title\nDesk,info@x.example,\nJohn Poe,info@x.example,Cook\nJane Poe,info@x.example,\nJ. Poe,info@x.example,Chef\n';
    expect((await loadTwice(at, 'lead', text)).counts).toMatchObject({ created: 4 });
    await at.load('lead', 'Name,Email,Title\nJane Poe,info@x.example,Boss\n');
    expect(await at.list('lead', 'name,title')).toEqual([
      'Desk,',
      'John Poe,Cook',
      'Jane Poe,Boss',
      'J. Poe,Chef',
    ]);
  });

  test('are put together before they are compared: the later value wins, in whatever batch', async () => {
    const at = home();
    const others = Array.from({ length: 600 }, (_, i) => `Person ${i},p${i}@x.example,,\n`).join('');
    const text = `Name,Email,Title,City\nAnn Poe,ann@x.example,Cook,\n${others}Ann Poe,ann@x.example,Boss,Rome\n`;
    const { counts, stderr } = await loadTwice(at, 'lead', text);
    expect(counts).toMatchObject({ created: 601, updated: 1 });
    expect(stderr).toContain('1 cell replaced by later rows of the same record: title (line 603)\n');
    expect(await at.list('lead', 'title,city', '--where', 'email = ann@x.example')).toEqual(['Boss,Rome']);
  });
});

describe('companies', () => {
  test('are one by name and domain, else by name and city', async () => {
    const at = home();
    const text =
      'Name,Website,City,Industry\nAcme,acme.example,York,\n"Acme, Inc.",https://www.acme.example/,Rome,Food\nAcme,other.example,York,\nZeta,,York,\nZETA,,york,Steel\nZeta,,Rome,\nZeta,,,Wood\nZeta,,,Paper\nZeta,,,Wood\n';
    const { counts, stderr } = await loadTwice(at, 'account', text);
    expect(counts).toMatchObject({ created: 6, updated: 2, repeated: 1 });
    expect(stderr).toContain('Zeta (lines 5, 7, 8, 9)');
    expect(await at.list('account', 'name,city,industry')).toEqual([
      '"Acme, Inc.",Rome,Food',
      'Acme,York,',
      'ZETA,york,Steel',
      'Zeta,Rome,',
      'Zeta,,Wood',
      'Zeta,,Paper',
    ]);
  });

  test('that an import made of a name alone are completed', async () => {
    const at = home();
    await at.load('contact', 'Name,Account\nAnn Poe,Acme\nBob Ray,Acme\n', '--create', 'account');
    expect((await at.load('account', 'Name,City\nAcme,York\nAcme,Rome\n')).counts).toMatchObject({
      created: 1,
      updated: 1,
    });
  });
});

describe('deals, tasks and activities', () => {
  test.each<[string, string, string, number]>([
    [
      'opp',
      'name,amount,close_date,tags',
      'Renewal,5,2030-01-01,hot\nRenewal,6,2030-01-01,\nRenewal,5,,\nRenewal,5,2030-01-01,\n',
      4,
    ],
    [
      'task',
      'subject,due_date,priority',
      'Call,2030-01-01,high\nCall,2030-01-01,low\nCall,2030-01-01,\nCall,,\n',
      4,
    ],
    [
      'activity',
      'type,at,subject,body',
      'note,2026-01-02,Hi,one\nnote,2026-01-02,Hi,two\nnote,2026-01-02,,one\ncall,2026-01-02,Hi,one\n',
      4,
    ],
  ])('%ss are one only when all their cells agree', async (noun, header, rows, count) => {
    const at = home();
    const { counts } = await loadTwice(at, noun, `${header}\n${rows}${rows}`);
    expect(counts).toMatchObject({ created: count, repeated: count });
  });

  test('of one name are found by all their values, however many there are', async () => {
    const at = home();
    const rows = Array.from({ length: 130 }, (_, i) => `Renewal,Acme,5,${i}\n`).join('');
    const text = `name,account,amount,Shelf\n${rows}`;
    await loadTwice(at, 'opp', text, '--create', 'account', '--create-fields');
  });

  test('that are closed are not changed by a row without an id', async () => {
    const at = home();
    await at.run(['account', 'add', 'Acme']);
    await at.run(['opp', 'add', 'Renewal', '--account', 'Acme', '--amount', '100']);
    await at.run(['opp', 'win', '1']);
    const text = 'name,account,amount,stage\nRenewal,Acme,900,prospecting\n';
    expect((await at.load('opp', text, '--match', 'name')).counts).toMatchObject({ created: 1 });
    expect((await at.load('opp', text, '--match', 'name')).counts).toMatchObject({ unchanged: 1 });
    expect(await at.list('opp', 'amount,status')).toEqual(['100.00,won', '900.00,open']);
    const same = 'name,account,amount,stage\nRenewal,Acme,100,won\n';
    expect((await at.load('opp', same)).counts).toMatchObject({ unchanged: 1 });
  });

  test('keep what is theirs when a row says nothing of it', async () => {
    const at = home();
    const text = 'name,amount\nRenewal,\nRenewal,7\n';
    await at.load('opp', text);
    await at.run(['opp', 'edit', '1', '--amount', '50']);
    expect((await at.load('opp', text)).counts).toMatchObject({ unchanged: 2 });
  });
});

test('a converted lead stays as it is, and what a file says otherwise is named', async () => {
  const at = home();
  await at.run(['lead', 'add', 'Ann Roe', '--company', 'Acme', '--email', 'ann@acme.example']);
  await at.run(['lead', 'convert', '1', '--no-opp']);
  const { stdout } = await at.run(['lead', 'export', '--csv']);
  expect((await at.load('lead', stdout)).counts).toMatchObject({ unchanged: 1, not_imported: 0 });
  const { counts, stderr } = await at.load('lead', 'id,city\n1,Rome\n');
  expect(counts).toMatchObject({ unchanged: 0, not_imported: 1 });
  expect(stderr).toContain('1 cell not imported, the record keeps its own value: city (line 2)\n');
});

test('activities whose type is a default are found again', async () => {
  const at = home();
  await at.run(['contact', 'add', 'Gil Poe']);
  const text = 'body,contact\nLikes oak,Gil Poe\nLikes elm,\n';
  const { counts } = await loadTwice(at, 'activity', text, '--default', 'type=note');
  expect(counts).toMatchObject({ created: 2 });
});

describe('--match', () => {
  const rows = 'Name,Email,Phone,Title,Badge\nAnn Poe,a@x.example,+14155550111,Cook,7\n';
  test.each<[string, string, string, number]>([
    ['email', 'Bob Ray,a@x.example,,Boss,', 'Bob Ray', 1],
    ['phone', 'Bob Ray,,+14155550111,Boss,', 'Bob Ray', 1],
    ['name', 'ANN POE,,,Boss,', 'ANN POE', 1],
    ['badge', 'Bob Ray,,,Boss,7', 'Bob Ray', 1],
    ['title', 'Bob Ray,,,Cook,', 'Bob Ray', 1],
    ['none', 'Ann Poe,a@x.example,+14155550111,Cook,7', 'Ann Poe', 2],
    ['id', 'Ann Poe,a@x.example,,Boss,', 'Ann Poe', 2],
  ])('%s says what makes one record', async (match, row, name, count) => {
    const at = home();
    await at.load('lead', rows, '--create-fields');
    await at.load('lead', `${rows.split('\n')[0]}\n${row}\n`, '--match', match, '--create-fields');
    const names = await at.list('lead', 'name');
    expect([names.length, names.at(-1)]).toEqual([count, name]);
  });

  test('names what it cannot be', async () => {
    const { stderr, exitCode } = await home().load('lead', rows, '--match', 'emial');
    expect([exitCode, stderr]).toEqual([
      2,
      expect.stringContaining(
        'crm: --match cannot match leads by "emial"\nDid you mean "email"?   It is id, email, phone, name, none, or a field',
      ),
    ]);
  });
});

describe('our own number', () => {
  test.each<[string, string[], string, string, string]>([
    ['lead', ['Ann Poe'], 'city', 'Rome', 'Rome'],
    ['contact', ['Ann Poe'], 'city', 'Rome', 'Rome'],
    ['account', ['Acme'], 'city', 'Rome', 'Rome'],
    ['opp', ['Renewal'], 'next_step', 'call', 'call'],
    ['task', ['Call'], 'priority', 'high', 'high'],
  ])('updates %ss with few columns', async (noun, args, field, value, stored) => {
    const at = home();
    await at.run([noun, 'add', ...args]);
    const exported = JSON.parse((await at.run([noun, 'export', '--json'])).stdout) as { id: number }[];
    const rows = exported.map(({ id }) => ({ id, [field]: value }));
    expect((await at.load(noun, JSON.stringify(rows))).counts).toMatchObject({ updated: 1 });
    expect((await at.load(noun, `id,${field}\n1,${value}\n`)).counts).toMatchObject({ unchanged: 1 });
    expect(await at.list(noun, field)).toEqual([stored]);
    const { stderr, exitCode } = await at.load(noun, `id,${field}\n57,${value}\n`);
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining(`line 2: no ${noun} 57\n`)]);
  });

  test('renames, but is not that of another program', async () => {
    const at = home();
    await at.run(['lead', 'add', 'Ann Poe', '--email', 'ann@x.example']);
    expect((await at.load('lead', 'id,name\n1,Ann Ray\n')).counts).toMatchObject({ updated: 1 });
    const theirs = 'id,name,email\n1,Zoe Max,zoe@x.example\n';
    const { stderr } = await at.load('lead', theirs);
    expect(stderr).toContain('line 2: lead 1 is "Ann Ray", another lead\n');
    expect(stderr).toContain('--map id=external_id\n');
    expect((await at.load('lead', theirs, '--map', 'id=external_id')).counts).toMatchObject({ created: 1 });
  });

  test('is a number: ids that begin with a text are those of another program', async () => {
    const at = home();
    await at.load('lead', 'id,name\nL-7,Zoe Max\n');
    expect(await at.list('lead', 'external_id')).toEqual(['L-7']);
    const mixed = 'id,city\n1,Rome\nL-8,Oslo\n';
    const { stderr } = await at.load('lead', mixed);
    expect(stderr).toContain('line 3: id: cannot read "L-8" as a number\n');
    expect(stderr).toContain('--map id=external_id\n');
  });
});

describe('a blank cell', () => {
  const header = 'email,title,city,tags,phone,owner,other_emails,Badge\n';
  const full = 'ann@x.example,Cook,Rome,hot;new,+14155550111,Bea,two@x.example,7\n';

  test('keeps what is there, or empties it with --blank-clears', async () => {
    const at = home();
    const options = ['--create', 'owner', '--create-fields'];
    await at.load('contact', `name,${header}Ann Poe,${full}`, ...options);
    const blank = `${header}ann@x.example,,,,,,,\n`;
    const columns = 'title,city,tags,phone,owner,other_emails,badge';
    const before = await at.list('contact', columns);
    expect((await at.load('contact', blank, ...options)).counts).toMatchObject({ unchanged: 1 });
    expect(await at.list('contact', columns)).toEqual(before);
    expect((await at.load('contact', blank, ...options, '--blank-clears')).counts).toMatchObject({
      updated: 1,
    });
    expect(await at.list('contact', `name,email,${columns}`)).toEqual(['Ann Poe,ann@x.example,,,,,,,']);
    await at.run(['undo']);
    expect(await at.list('contact', columns)).toEqual(before);
  });

  test('does not empty what another row fills', async () => {
    const at = home();
    const text = 'name,email,title\nAnn Poe,ann@x.example,Cook\nAnn Poe,ann@x.example,\n';
    await loadTwice(at, 'contact', text, '--blank-clears');
    expect(await at.list('contact', 'title')).toEqual(['Cook']);
  });
});
