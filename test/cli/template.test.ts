import { expect, test } from 'vitest';
import { shop } from '../support/shop.ts';

const stocked = async () => {
  const made = shop();
  await made.ok('account', 'add', 'Acme', '--industry', 'logistics');
  await made.ok('contact', 'add', 'Miguel Reyes', '--account', 'Acme');
  await made.ok('opp', 'add', 'Heating', '--amount', '48k', '--account', 'Acme', '--contact', 'Miguel Reyes');
  await made.ok('lead', 'add', 'Jane Doe', '--company', 'A*B <Co>');
  return made;
};

test('a template is filled with fields of a record and of what it is related to', async () => {
  const { ok, json } = await stocked();
  await ok(
    ...['template', 'add', 'deal', '--subject', 'About {{ name }}:\n{{ amount }}', '-m'],
    '{{ first_name }} of {{ account.name }} ({{ account.industry }}), {{ opp.stage }}, {{ offer }}',
  );
  expect(await ok('template', 'render', 'deal', 'opp:1', '--set', 'offer=A')).toBe(
    'Subject: About Heating: $48,000.00\n\nMiguel of Acme (logistics), prospecting, A\n',
  );
  expect((await json('template', 'list')).map((each: { name: string }) => each.name)).toEqual(['deal']);
});

test('a blank place is refused and named, and so is what is no field', async () => {
  const { ok, run } = await stocked();
  await ok(
    'template',
    'add',
    'intro',
    '--subject',
    'Hi',
    '-m',
    'Hi {{ first_name }} {{ title }} {{ budgte }},',
  );
  const unknown = await run(['template', 'render', 'intro', '1']);
  expect([unknown.exitCode, unknown.stdout, unknown.stderr]).toEqual([
    1,
    '',
    'crm: the template intro names what lead 1 does not have: budgte\nGive it with --set budgte=…, or change the template.\n',
  ]);
  const blank = await run(['template', 'render', 'intro', '1', '--set', 'budgte=x']);
  expect(blank.stderr).toContain('needs title, which is blank for lead 1');
  await ok('template', 'edit', 'intro', '-m', 'Hi {{ title | default: "there" }},');
  expect(await ok('template', 'render', 'intro', '1')).toBe('Subject: Hi\n\nHi there,\n');
});

test('values are nothing but text in the HTML', async () => {
  const { ok } = await stocked();
  await ok(
    'template',
    'add',
    'intro',
    '--subject',
    'For {{ company }}',
    '-m',
    '**{{ company }}** {{ company }}',
  );
  expect(await ok('template', 'render', 'intro', '1', '--html')).toContain(
    '<p><strong>A*B &lt;Co&gt;</strong> A*B &lt;Co&gt;</p>',
  );
  expect(await ok('template', 'render', 'intro', '1')).toBe('Subject: For A*B <Co>\n\nA*B <Co> A*B <Co>\n');
});

test('a template is text from stdin, is checked, and has a name of its own', async () => {
  const { ok, run } = await stocked();
  const add = (name: string, input: string) => run(['template', 'add', name, '--subject', 'x'], { input });
  expect((await add('intro', 'Hello\r\n')).exitCode).toBe(0);
  expect(await ok('template', 'show', 'INTRO')).toBe('Subject: x\n\nHello\n');
  expect((await add('Intro', 'Hello')).stderr).toContain('a template "intro" exists');
  expect((await add('bad', 'Hello {{ first_name')).stderr).toContain('the template bad is broken: output');
  expect((await add('empty', ' \n')).stderr).toContain('the template has no text');
  expect((await run(['template', 'show', 'intr'])).stderr).toContain('intro');
  await ok('template', 'rm', 'intro');
  await ok('undo');
  await ok('template', 'edit', 'intro', '--name', 'first');
  expect(await ok('template', 'list', '-f', 'ids')).toBe('first\n');
});
