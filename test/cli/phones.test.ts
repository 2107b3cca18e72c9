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
      expect((await run(['lead', 'import', '-'], file)).stdout).toContain('\n0\t0\t3\t0\t0\n');
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
    await run(['dnc', 'add', '+12125550187']);
    expect((await run(['lead', 'export', '--call-list'])).stderr).toContain('3 on the do-not-call list');
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
