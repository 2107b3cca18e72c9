import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { crm, makeHome } from '../support/program.ts';

test('profiles are kept in one form, find their contact, and are those of one', async () => {
  const home = makeHome();
  const run = (...args: string[]) => crm(args, { home });
  const show = async (ref: string) => JSON.parse((await run('contact', 'show', ref, '--json')).stdout);
  await run('contact', 'add', 'Jane Doe', '--linkedin', 'https://de.linkedin.com/in/Jane-Doe/?trk=1');
  await run('contact', 'edit', '1', '--social', 'Twitter: @Jane');
  await run('contact', 'add', 'Bob Roe', '--linkedin', 'linkedin.com/company/acme');
  const profiles = { linkedin: 'https://www.linkedin.com/in/jane-doe', social: 'https://x.com/jane' };
  for (const ref of [
    'linkedin.com/in/jane-doe',
    'http://www.linkedin.com/in/JANE-DOE/',
    'https://twitter.com/jane?s=2',
  ])
    expect(await show(ref)).toMatchObject({ id: 1, ...profiles });
  for (const [option, value] of [
    ['--linkedin', 'jane-doe'],
    ['--social', 'x.com/JANE'],
  ] as const) {
    const { exitCode, stderr } = await run('contact', 'edit', '2', option, value);
    expect([exitCode === 0, stderr]).toEqual([false, expect.stringContaining('of contact 1  Jane Doe')]);
    expect(stderr).toContain('crm merge contact:1 contact:2');
  }
  expect((await run('contact', 'add', 'Jane D', '--linkedin', 'jane-doe')).exitCode).not.toBe(0);
  // The page of a company is that of several people, and a contact may keep its own.
  expect((await run('contact', 'edit', '1', '--linkedin', 'linkedin.com/company/acme')).exitCode).toBe(0);
  await run('undo');
  expect((await run('contact', 'edit', '1', '--linkedin', 'jane-doe')).stderr).toBe('nothing changed\n');
  expect((await run('contact', 'show', 'https://x.com/nobody')).stderr).toContain('no contact matches');
});

test('an import puts profiles into the same form', async () => {
  const home = makeHome();
  const path = join(home, 'in.csv');
  writeFileSync(
    path,
    'name,linkedin url,twitter\nJane Doe,http://linkedin.com/in/Jane/,https://twitter.com/Jane\n',
  );
  await crm(['contact', 'import', path], { home });
  const { stdout } = await crm(['contact', 'list', '--columns', 'linkedin,social', '--csv', '--no-header'], {
    home,
  });
  expect(stdout).toBe('https://www.linkedin.com/in/jane,https://x.com/jane\n');
  expect((await crm(['contact', 'import', path], { home })).stderr).toContain('1 unchanged');
});
