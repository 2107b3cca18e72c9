import { describe, expect, onTestFinished, test } from 'vitest';
import { crm, makeHome } from '../support/program.ts';

/** Runs commands on a new database. */
function newDatabase() {
  const home = makeHome(onTestFinished);
  const run = (args: readonly string[], input = '') => crm(args, { home, input });
  const lines = async (args: readonly string[], input = '') =>
    (await run(args, input)).stdout.trimEnd().split('\n');
  return { run, lines };
}

/** A list of columns as CSV, without its header. */
const columns = (...names: readonly string[]) => [
  'lead',
  'list',
  '--csv',
  '--no-header',
  '--sort',
  'id',
  '--columns',
  names.join(','),
];

describe('an extension', () => {
  const FILE = `Name,Phone
Ann,+1 (212) 555-0187 ext. 31
Ben,+1-212-555-0187x32
Cleo,+49 30 5550187 Durchwahl 7
`;

  test('is kept in lists, exports and call lists, and a file of them changes nothing the second time', async () => {
    const { run, lines } = newDatabase();
    await run(['lead', 'import', '-'], FILE);
    const expected = ['Ann,+12125550187x31', 'Ben,+12125550187x32', 'Cleo,+49305550187x7'];
    expect(await lines(columns('name', 'phone'))).toEqual(expected);
    expect((await lines(['lead', 'export', '--call-list', '--columns', 'name,phone'])).slice(1)).toEqual(
      expected,
    );
    const { stdout } = await run(['lead', 'export']);
    for (const file of [FILE, stdout])
      expect((await run(['lead', 'import', '-'], file)).stdout).toContain('\n0\t0\t3\t0\t0\t0\n');
  });

  test('tells people at one switchboard apart, and the number finds both', async () => {
    const { run, lines } = newDatabase();
    await run(['lead', 'import', '-'], FILE);
    expect((await run(['lead', 'show', '+1 212 555 0187 x32'])).stdout).toContain('Ben');
    expect((await run(['lead', 'show', '+12125550187'])).stderr).toContain('matches 2 leads');
    expect(await lines([...columns('name'), '--where', 'phone = "+1 212 555 0187 ext 31"'])).toEqual(['Ann']);
    expect(await lines([...columns('name'), '--where', 'phone ~ 2125550187'])).toEqual(['Ann', 'Ben']);
    expect(await run(['lead', 'add', 'Dan', '--phone', '+12125550187x33'])).toMatchObject({ exitCode: 0 });
    expect(await run(['lead', 'add', 'Eve', '--phone', '+12125550187x33'])).not.toMatchObject({
      exitCode: 0,
    });
    expect((await run(['search', '+1 212 555 0187 ext. 31'])).stdout).toContain('Ann');
    await run(['dnc', 'add', '+12125550187']);
    expect((await run(['lead', 'export', '--call-list'])).stderr).toContain('3 on the do-not-call list');
  });

  test('keeps two people of like names apart in an import', async () => {
    const { run, lines } = newDatabase();
    await run(
      ['lead', 'import', '-'],
      'Name,Phone\nJohn Smith,+12125550187x31\nJ. Smith,+12125550187x32\nJ. Smith,+1 212 555 0188\n',
    );
    await run(['lead', 'import', '-'], 'Name,Phone,City\nJohn Smith,+1 212 555 0188,Leeds\n');
    expect(await lines(columns('name', 'phone', 'city'))).toEqual([
      'John Smith,+12125550187x31,',
      'J. Smith,+12125550187x32,',
      'John Smith,+12125550188,Leeds',
    ]);
  });

  test('comes with the next call, and is part of the number that the call is logged with', async () => {
    const { run } = newDatabase();
    await run(['lead', 'add', 'Ann', '--phone', '+12125550187x31', '--phone', '+12125550187x32']);
    expect((await run(['call', 'next', '1'])).stdout).toContain('+12125550187x31');
    await run(['call', 'log', '1', '-o', 'wrong-number', '--phone', '+12125550187x31']);
    expect((await run(['call', 'next', '1'])).stdout).toContain('+12125550187x32');
  });

  test('goes with its number through conversion, merge, undo and vCards', async () => {
    const { run, lines } = newDatabase();
    await run(['lead', 'add', 'Ann Lee', '--phone', '+12125550187x31', '--company', 'Acme']);
    await run(['lead', 'add', 'Anne Lee', '--phone', '+12125550187x32', '--company', 'Acme']);
    await run(['merge', 'lead:1', 'lead:2', '--yes']);
    expect(await lines(columns('phone', 'other_phones'))).toEqual(['+12125550187x31,+12125550187x32']);
    await run(['undo']);
    await run(['lead', 'convert', '1', '--no-opp']);
    expect((await lines(['contact', 'list', '--csv', '--no-header', '--columns', 'phone']))[0]).toBe(
      '+12125550187x31',
    );
    for (const [version, line] of [
      ['3.0', 'TEL:+12125550187;ext=31'],
      ['4.0', 'TEL;VALUE=uri:tel:+12125550187;ext=31'],
    ] as const) {
      const { stdout } = await run(['contact', 'export', `--vcard=${version}`]);
      expect(stdout).toContain(`${line}\r\n`);
      const other = newDatabase();
      await other.run(['contact', 'import', '-', '--create', 'account'], stdout);
      expect((await other.lines(['contact', 'list', '--csv', '--no-header', '--columns', 'phone']))[0]).toBe(
        '+12125550187x31',
      );
    }
  });
});

describe('a number without a calling code', () => {
  test('is one of the country of its row, by code or name, or at the end of its address', async () => {
    const { run, lines } = newDatabase();
    await run(
      ['lead', 'import', '-'],
      `Name,Phone,Country,Street
Ann,020 7946 0311,UK,
Ben,030 5550187,Deutschland,
Cleo,91 555 01 87,España,
Dan,06 5550 1234,,"Via Appia 1, Roma, Italia"
Eve,(404) 555-0187,,"5 Peachtree St, Atlanta, Georgia"
Fay,01 99 00 55 01,CA,
`,
    );
    expect(await lines(columns('phone'))).toEqual([
      '+442079460311',
      '+49305550187',
      '+34915550187',
      '+390655501234',
      '+14045550187',
      '01 99 00 55 01',
    ]);
  });

  test('is else one of the country that most numbers of the file have; a tie decides nothing', async () => {
    const file = (...numbers: readonly string[]) =>
      `Name,Phone\n${numbers.map((number, at) => `Lead ${at},${number}`).join('\n')}\n`;
    const most = newDatabase();
    const { stderr } = await most.run(
      ['lead', 'import', '-'],
      file('+44 20 7946 0311', "'+44 20 7946 0312", '+1 212 555 0187', '020 7946 0313'),
    );
    expect(stderr).toContain('phones without a country are read as those of +44, which most have');
    expect((await most.lines(columns('phone'))).at(-1)).toBe('+442079460313');
    const tie = newDatabase();
    await tie.run(['lead', 'import', '-'], file('+44 20 7946 0311', '+49 30 5550187', '(212) 555-0187'));
    expect((await tie.lines(columns('phone'))).at(-1)).toBe('+12125550187');
    const given = newDatabase();
    await given.run(
      ['lead', 'import', '-', '--default', 'country=DE'],
      file('+44 20 7946 0311', '030 5550187'),
    );
    expect((await given.lines(columns('phone'))).at(-1)).toBe('+49305550187');
  });

  test('is of the country of the record that is edited, or found', async () => {
    const { run, lines } = newDatabase();
    await run(['lead', 'add', 'Ann', '--country', 'Germany', '--phone', '030 5550187']);
    await run(['lead', 'edit', '1', '--phone', '030 5550188', '--phone', '0171 5550187 / 0171 5550188']);
    await run(['lead', 'import', '-'], 'id,name,phone,created_at\n1,Ann,030 5550189,\n');
    await run(['lead', 'import', '-'], 'Name,Country,Phone\nBen,GB,020 7946 0311\n');
    await run(['lead', 'import', '-'], 'Name,Country,Phone\nBen,GB,+44 20 7946 0311\n');
    expect(await lines(columns('name', 'phone', 'other_phones'))).toEqual([
      'Ann,+49305550189,+49305550188;+491715550187;+491715550188',
      'Ben,+442079460311,',
    ]);
  });
});

describe('a number that is not understood', () => {
  const FILE = `Name,Phone
Ann,2.12555E+09
Ben,555 0187
Cleo,2125550187.0
Dan,020 7946 0311
Eve,ask at the desk
`;

  test('is kept as typed, counted with its line, found by a filter and shown by doctor', async () => {
    const { run, lines } = newDatabase();
    const { stderr } = await run(['lead', 'import', '-'], FILE);
    expect(stderr).toContain('4 phones not understood: lines 2, 3, 5, 6');
    expect(
      await lines([...columns('name', 'invalid_phones'), '--where', 'invalid_phones is not empty']),
    ).toEqual(['Ann,2.12555E+09', 'Ben,555 0187', 'Dan,020 7946 0311', 'Eve,ask at the desk']);
    expect((await run(['doctor'])).stdout).toContain('not understood: 4 of leads');
    expect((await run(['lead', 'show', '555 0187'])).stdout).toContain('Ben');
    const again = await run(['lead', 'import', '-'], FILE);
    expect(again.stdout).toContain('\n0\t0\t5\t0\t0\t0\n');
    expect((await run(['lead', 'import', '-'], (await run(['lead', 'export'])).stdout)).stdout).toContain(
      '\n0\t0\t5\t0\t0\t0\n',
    );
  });

  test('is read again when its record gets a country, by hand or from a file', async () => {
    const { run, lines } = newDatabase();
    await run(['lead', 'import', '-'], FILE);
    await run(['lead', 'edit', '4', '--country', 'Great Britain']);
    expect(await lines([...columns('phone'), '--where', 'name = Dan'])).toEqual(['+442079460311']);
    await run(['undo']);
    expect(await lines([...columns('phone'), '--where', 'name = Dan'])).toEqual(['020 7946 0311']);
    await run(['lead', 'import', '-'], 'id,country\n4,UK\n');
    expect(await lines([...columns('phone'), '--where', 'name = Dan'])).toEqual(['+442079460311']);
  });

  test('is said at once by hand', async () => {
    const { run } = newDatabase();
    expect((await run(['lead', 'add', 'Ann', '--phone', '+1 555 123 4567'])).stderr).toContain(
      '"+1 555 123 4567" is stored as typed: it is not a valid phone number',
    );
  });
});

test('the do-not-call list reads numbers as imports do, without their extensions', async () => {
  const { run, lines } = newDatabase();
  await run(
    ['dnc', 'import', '-'],
    `Number,Country
+44 20 7946 0311 ext. 5,
020 7946 0312 / 020 7946 0313,
030 5550187,Germany
`,
  );
  const listed = await lines(['dnc', 'list', '--csv', '--no-header', '--columns', 'number']);
  expect(listed.toSorted()).toEqual(['+442079460311', '+442079460312', '+442079460313', '+49305550187']);
  expect(await run(['dnc', 'check', '+44 20 7946 0311 ext 9'])).toMatchObject({ exitCode: 1 });
  const bad = await run(['dnc', 'import', '-'], 'Number\n+1 212 555 0187\n4.15556E+09\n');
  expect(bad.stderr).toContain('cannot read "4.15556E+09" as a phone number');
});

test('several numbers in a cell are several phones, and none is lost', async () => {
  const { run, lines } = newDatabase();
  await run(
    ['lead', 'import', '-'],
    `Name,Phone,Mobile
Ann,(212) 555-0187 / (212) 555-0188,"212-555-0189, 212-555-0187"
Ben,212 555 0187 x1; 212 555 0187 x2,1-800-FLOWERS
`,
  );
  expect(await lines(columns('phone', 'other_phones'))).toEqual([
    '+12125550187,+12125550188;+12125550189',
    '+12125550187x1,+12125550187x2;+18003569377',
  ]);
});

test('an import reads a number in the country of its record, and says nothing of one that it understood', async () => {
  const { run, lines } = newDatabase();
  await run(['lead', 'add', 'Ann', '--email', 'ann@acme.example', '--country', 'DE']);
  const { stderr } = await run(
    ['lead', 'import', '-'],
    'Name,Email,Phone\nAnn,ann@acme.example,030 901821\nBen,,12\n',
  );
  expect(await lines(columns('phone'))).toEqual(['+4930901821', '12']);
  expect(stderr).toContain('1 phone not understood: line 3;');
});

describe('a field of phones that a team adds', () => {
  async function withHotline() {
    const database = newDatabase();
    await database.run(['lead', 'add', 'Ann', '--email', 'ann@acme.example', '--country', 'DE']);
    await database.run(['field', 'add', 'lead', 'hotline', '--type', 'phone', '--index']);
    return database;
  }
  const hotlines = columns('name', 'hotline');

  test('is read as the phones of records are, in the country of the record', async () => {
    const { run, lines } = await withHotline();
    await run(['lead', 'edit', '1', '--set', 'hotline=030 901820 ext 7']);
    await run(['lead', 'add', 'Ben', '--country', 'GB', '--set', 'hotline=020 7946 0958']);
    expect(await lines(hotlines)).toEqual(['Ann,+4930901820x7', 'Ben,+442079460958']);
    const found = (filter: string) => lines([...columns('name'), '--where', filter]);
    expect(await found('hotline = "+49 30 901820"')).toEqual(['Ann']);
    expect(await found('hotline = "+49 (30) 901820 x7"')).toEqual(['Ann']);
    expect(await found('hotline = "+49 30 901820 x8"')).toEqual(['']);
    expect(await found('hotline != "+49 30 901820"')).toEqual(['Ben']);
    expect(await found('hotline ~ "7946-0958"')).toEqual(['Ben']);
  });

  test('keeps what is no number as typed, says so, and reads it once the country is known', async () => {
    const { run, lines } = await withHotline();
    const { stderr } = await run(['lead', 'edit', '1', '--set', 'hotline=020 7946 0958']);
    expect(stderr).toContain('"020 7946 0958" is stored as typed: it is not a valid phone number');
    expect(await lines(hotlines)).toEqual(['Ann,020 7946 0958']);
    await run(['lead', 'edit', '1', '--country', 'GB']);
    expect(await lines(hotlines)).toEqual(['Ann,+442079460958']);
    await run(['undo']);
    expect(await lines(hotlines)).toEqual(['Ann,020 7946 0958']);
  });

  test('is read in imports, whose exports change nothing', async () => {
    const { run, lines } = await withHotline();
    const { stderr } = await run(
      ['lead', 'import', '-'],
      `Name,Email,Country,Hotline
Ann,ann@acme.example,DE,030 901821
Ben,,FR,quatre
Cleo,,GB,020 7946 0958; 020 7946 0959
`,
    );
    expect(stderr).toContain('1 phone not understood: line 3; kept as typed in hotline');
    const expected = ['Ann,+4930901821', 'Ben,quatre', 'Cleo,+442079460958; +442079460959'];
    expect(await lines(hotlines)).toEqual(expected);
    const { stdout } = await run(['lead', 'export']);
    expect((await run(['lead', 'import', '-'], stdout)).stderr).toContain('0 updated, 3 unchanged');
    expect(await lines(hotlines)).toEqual(expected);
  });

  test('is unique by its number, however that is written', async () => {
    const { run } = await withHotline();
    await run(['field', 'edit', 'lead', 'hotline', '--unique']);
    await run(['lead', 'edit', '1', '--set', 'hotline=030 901820']);
    const again = await run(['lead', 'add', 'Ben', '--set', 'hotline=+49 (30) 901820']);
    expect(again.exitCode).not.toBe(0);
    const { stderr } = await run(['lead', 'import', '-'], 'Name,Country,Hotline\nBen,DE,(030) 90-18-20\n');
    expect(stderr).toContain('is that of lead 1');
  });

  test('takes over the values of a text field, and reads older ones again', async () => {
    const { run, lines } = newDatabase();
    await run(['lead', 'add', 'Ann', '--country', 'DE']);
    await run(['lead', 'add', 'Ben']);
    await run(['field', 'add', 'lead', 'hotline', '--type', 'text']);
    await run(['lead', 'edit', '1', '--set', 'hotline=030 901820']);
    await run(['lead', 'edit', '2', '--set', 'hotline=reception']);
    const { stderr } = await run(['field', 'edit', 'lead', 'hotline', '--type', 'phone']);
    expect(stderr).toContain('no number, kept as typed: lead 2: "reception"');
    expect(await lines(hotlines)).toEqual(['Ann,+4930901820', 'Ben,reception']);
    await run(['undo']);
    expect(await lines(hotlines)).toEqual(['Ann,030 901820', 'Ben,reception']);
  });
});
