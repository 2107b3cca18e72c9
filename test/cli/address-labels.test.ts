import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { crm, makeHome } from '../support/program.ts';

function session() {
  const home = makeHome();
  const run = (...args: string[]) => crm(args, { home });
  const ok = async (...args: string[]) => {
    const { exitCode, stdout, stderr } = await run(...args);
    expect([exitCode, stderr]).toEqual([0, expect.anything()]);
    return stdout;
  };
  const labels = async (ref = '1', noun = 'contact') => {
    const { phone, other_phones, phone_labels, email_labels } = JSON.parse(
      await ok(noun, 'show', ref, '--json'),
    );
    return { phones: [phone, ...other_phones], phone_labels, email_labels };
  };
  const importFile = (text: string, ...more: string[]) => {
    writeFileSync(join(home, 'in.csv'), text);
    return ok('contact', 'import', join(home, 'in.csv'), ...more);
  };
  return { home, run, ok, labels, importFile };
}

test('phones and e-mails have kinds and are marked as bad, until an undo', async () => {
  const { run, ok, labels } = session();
  await ok('contact', 'add', 'Ann Lee', '--phone', 'mobile:+1 415 555 0128', '--phone', '+14155550129');
  await ok('contact', 'edit', '1', '--email', 'Work: ann@acme.test', '--email', 'ann@home.test');
  expect(await labels()).toEqual({
    phones: ['+14155550128', '+14155550129'],
    phone_labels: ['mobile: +14155550128'],
    email_labels: ['work: ann@acme.test'],
  });
  await ok(
    'contact',
    'edit',
    '1',
    '--phone-label',
    'bad: 415-555-0128',
    '--phone-label',
    'home:+14155550129',
  );
  await ok('contact', 'edit', '1', '--email-label', 'bad: ANN@acme.test');
  expect(await labels()).toEqual({
    phones: ['+14155550128', '+14155550129'],
    phone_labels: ['mobile bad: +14155550128', 'home: +14155550129'],
    email_labels: ['work bad: ann@acme.test'],
  });
  const found = (where: string) => ok('contact', 'list', '-f', 'ids', '--where', where);
  expect(await found('phone_labels has mobile and phone_labels has bad')).toBe('1\n');
  expect(await found('email_labels has bad')).toBe('1\n');
  expect(await found('phone_labels has work or email_labels is empty')).toBe('');
  // The other number first: what is said of numbers stays with them.
  await ok('contact', 'edit', '1', '--phone', '+14155550129', '--phone', '(415) 555-0128');
  expect((await labels()).phone_labels).toEqual(['home: +14155550129', 'mobile bad: +14155550128']);
  await ok('undo');
  await ok('contact', 'edit', '1', '--phone-label', 'good: +14155550128');
  expect(await labels()).toMatchObject({
    phones: ['+14155550128', '+14155550129'],
    phone_labels: ['mobile: +14155550128', 'home: +14155550129'],
  });
  await ok('undo');
  await ok('undo');
  await ok('undo');
  expect((await labels()).phone_labels).toEqual(['mobile: +14155550128']);
  expect((await run('contact', 'edit', '1', '--phone-label', 'fax: 415-555-0128')).stderr).toContain(
    'mobile',
  );
});

test('headers, types and texts of a file say what an address is for', async () => {
  const { labels, importFile } = session();
  await importFile(
    'Name,Work Phone,Mobile Phone,Home Phone,Email,E-mail 2\n' +
      'Ann Lee,415-555-0128,415-555-0129,,work: ann@acme.test,ann@home.test\n' +
      'Bob Roe,,,cell: 415-555-0130,,\n',
  );
  expect(await labels('1')).toEqual({
    phones: ['+14155550128', '+14155550129'],
    phone_labels: ['work: +14155550128', 'mobile: +14155550129'],
    email_labels: ['work: ann@acme.test'],
  });
  expect((await labels('2')).phone_labels).toEqual(['mobile: +14155550130']);
});

test('the types of Google Contacts are kept', async () => {
  const { labels, importFile } = session();
  await importFile(
    'First Name,Last Name,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value,Phone 2 - Label,Phone 2 - Value\n' +
      'Ann,Lee,* Work,ann@acme.test,Mobile,+14155550128,Custom,+14155550129\n',
  );
  expect(await labels()).toEqual({
    phones: ['+14155550128', '+14155550129'],
    phone_labels: ['mobile: +14155550128'],
    email_labels: ['work: ann@acme.test'],
  });
});

test('a second import of the file changes nothing, another adds what it knows', async () => {
  const { ok, labels, importFile } = session();
  const file = 'Name,Email,Mobile Phone\nAnn Lee,ann@acme.test,415-555-0128\n';
  await importFile(file);
  const before = await ok('contact', 'export');
  await importFile(file);
  expect(await ok('contact', 'export')).toBe(before);
  await importFile('Name,Email,Home Phone\nAnn Lee,ann@acme.test,415-555-0128\n', '--match', 'email');
  expect(await labels()).toMatchObject({ phones: ['+14155550128'], phone_labels: ['home: +14155550128'] });
});

test('exports as CSV, JSON, vCards and as a whole keep labels', async () => {
  const { home, ok, labels } = session();
  await ok('contact', 'add', 'Ann Lee', '--phone', 'mobile:+14155550128', '--phone', 'work bad:+14155550129');
  await ok('contact', 'edit', '1', '--email', 'home: ann@acme.test', '--email', 'bad: ann@gone.test');
  const wanted = await labels();
  for (const format of ['csv', 'jsonl', 'vcard']) {
    const file = join(home, `out.${format === 'vcard' ? 'vcf' : format}`);
    await ok('contact', 'export', '--format', format, '-o', file);
    const copy = ['--db', join(home, `${format}.db`)];
    await ok(...copy, 'contact', 'import', file);
    const shown = JSON.parse(await ok(...copy, 'contact', 'show', '1', '--json'));
    expect(shown).toMatchObject({ phone_labels: wanted.phone_labels, email_labels: wanted.email_labels });
  }
  const input = await ok('export', 'all');
  const copy = ['--db', join(home, 'whole.db')];
  expect((await crm([...copy, 'import', 'all', '-'], { home, input })).exitCode).toBe(0);
  expect(await ok(...copy, 'export', 'all')).toBe(input);
});

test('a merge and a conversion keep what is said of addresses', async () => {
  const { ok, labels } = session();
  await ok('contact', 'add', 'Ann Lee', '--phone', '+14155550128');
  await ok('contact', 'add', 'Anne Lee', '--phone', 'mobile bad:+14155550128', '--force');
  await ok('merge', 'contact:1', 'contact:2', '--yes');
  expect((await labels()).phone_labels).toEqual(['mobile bad: +14155550128']);
  await ok(
    'lead',
    'add',
    'Bob Roe',
    '--company',
    'Acme',
    '--phone',
    'home:+14155550131',
    '--email',
    'work:b@acme.test',
  );
  await ok('lead', 'convert', '1', '--no-opp');
  expect(await labels('3')).toMatchObject({
    phone_labels: ['home: +14155550131'],
    email_labels: ['work: b@acme.test'],
  });
});

test('a label of an address that is not there is refused with the address and the way out', async () => {
  const { run, ok, labels } = session();
  await ok('contact', 'add', 'Ann Lee', '--email', 'ann@acme.test', '--phone', '+14155550128');
  const before = await labels();
  for (const [option, label, address] of [
    ['--email-label', 'bad: anna@acme.test', 'anna@acme.test'],
    ['--email-label', 'work: anna', 'anna'],
    ['--phone-label', 'mobile: +14155550129', '+14155550129'],
  ] as const) {
    const { exitCode, stderr } = await run('contact', 'edit', '1', option, label);
    expect(exitCode).toBe(1);
    expect(stderr).toContain(`"${address}" is not there`);
    expect(stderr).toContain(`'work: ${address}'`);
  }
  expect(await labels()).toEqual(before);
  await ok('contact', 'edit', '1', '--email', 'ann@acme.test', '--email', 'work: anna@acme.test');
  expect((await labels()).email_labels).toEqual(['work: anna@acme.test']);
});
