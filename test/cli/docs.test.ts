import { createHash } from 'node:crypto';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, test, vi } from 'vitest';
import { builtInNouns } from '../../src/nouns/index.ts';
import { crm, makeHome } from '../support/program.ts';
import { shop } from '../support/shop.ts';

const zipOf = (name: string, text: string) => zipSync({ [name]: strToU8(text) });

/** A home with an account, its deal and a folder of files; `run` fails unless the command succeeds. */
async function office(files: Readonly<Record<string, string | Uint8Array>> = {}) {
  const home = makeHome();
  const cwd = join(home, 'files');
  mkdirSync(cwd);
  for (const [name, content] of Object.entries(files)) writeFileSync(join(cwd, name), content);
  const attempt = (...args: string[]) => crm(args, { home, cwd });
  const run = async (...args: string[]) => {
    const { stdout, stderr, exitCode } = await attempt(...args);
    if (exitCode !== 0) throw new Error(`crm ${args.join(' ')}: ${stderr}`);
    return stdout;
  };
  const show = async (id = 1) => JSON.parse(await run('doc', 'show', String(id), '--json'));
  await run('account', 'add', 'Acme');
  await run('opp', 'add', 'Big deal', '--account', 'Acme');
  return { home, cwd, attempt, run, show, path: (name: string) => join(cwd, name) };
}

test('a file belongs to its record, its people and its account, and comes back to the byte', async () => {
  const bytes = Uint8Array.from({ length: 300_000 }, (_, at) => (at * 7) % 256);
  const { run, show, path } = await office({ 'scan.jpg': bytes });
  await run('doc', 'add', 'opp:1', 'scan.jpg', '--kind', 'photo', '--expires', '2027-01-31');
  expect(await show()).toMatchObject({
    name: 'scan.jpg',
    kind: 'photo',
    opp: 'Big deal',
    account: 'Acme',
    version: 1,
    size: 300_000,
    expires: '2027-01-31',
  });
  await run('doc', 'get', '1', '-o', 'copy.jpg');
  expect(readFileSync(path('copy.jpg')).equals(Buffer.from(bytes))).toBe(true);
  expect(statSync(path('copy.jpg')).mode & 0o777).toBe(0o600);
  expect(JSON.parse(await run('opp', 'show', '1', '--json')).documents).toMatchObject([{ name: 'scan.jpg' }]);
});

test('a file of the same name is a new version; undo takes it back, and the record alone decides', async () => {
  const { run, show, attempt, path } = await office({ 'offer.txt': 'first' });
  await run('doc', 'add', 'opp:1', 'offer.txt');
  expect((await attempt('doc', 'version', '1', 'offer.txt')).stderr).toContain('the present version already');
  appendFileSync(path('offer.txt'), ' and second');
  await run('doc', 'add', 'opp:1', 'offer.txt');
  await run('doc', 'add', 'account:1', 'offer.txt');
  await run('doc', 'add', 'opp:1', 'offer.txt', '--separate');
  expect(await run('doc', 'list', '-f', 'csv', '--columns', 'id,version')).toBe(
    'id,version\n3,1\n2,1\n1,2\n',
  );
  expect(await run('doc', 'versions', '1', '-f', 'csv', '--columns', 'version,size')).toBe(
    'version,size\n2,16\n1,5\n',
  );
  writeFileSync(path('offer-2.txt'), 'third');
  const { stderr } = await attempt('doc', 'version', '2', 'offer-2.txt');
  expect(stderr).toContain('it is still called "offer.txt"');
  await run('undo');
  await run('doc', 'get', '1', '--number', '1', '-o', 'old.txt');
  expect(readFileSync(path('old.txt'), 'utf8')).toBe('first');
  expect((await attempt('doc', 'get', '1', '--number', '7')).stderr).toContain('crm doc versions 1');
  for (let times = 0; times < 3; times++) await run('undo');
  expect(await show()).toMatchObject({ version: 1, size: 5 });
  await run('redo');
  expect(await show()).toMatchObject({ version: 2, size: 16 });
});

test('a removed document comes back with its versions, also with the record that it was about', async () => {
  const { run, path } = await office({ 'note.txt': 'first' });
  await run('lead', 'add', 'Jane Doe');
  await run('doc', 'add', 'lead:1', 'note.txt');
  writeFileSync(path('note.txt'), 'second');
  await run('doc', 'add', 'lead:1', 'note.txt');
  const versions = await run('doc', 'versions', '1');
  await run('doc', 'rm', '1', '--yes');
  await run('undo');
  expect(await run('doc', 'versions', '1')).toBe(versions);
  await run('lead', 'rm', '1', '--yes');
  expect(await run('doc', 'list', '-f', 'ids')).toBe('');
  await run('doctor', '--repair');
  await run('undo');
  expect(await run('doc', 'versions', '1')).toBe(versions);
  await run('doc', 'get', '1', '--number', '1', '-o', 'old.txt');
  expect(readFileSync(path('old.txt'), 'utf8')).toBe('first');
  expect(await run('doctor')).toContain('2 files, 11 B');
});

describe('the text of a document is found', () => {
  const page =
    '<w:document xmlns:w="w"><w:p><w:t>Frame zebra</w:t></w:p><w:p><w:t>contract</w:t></w:p></w:document>';
  const odt = '<o:document xmlns:o="o" xmlns:t="t"><t:h>Title</t:h><t:p>giraffe</t:p></o:document>';
  const pdf = [
    '%PDF-1.4',
    '1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj',
    '2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj',
    '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>endobj',
    '4 0 obj<</Length 44>>stream',
    'BT /F1 24 Tf 100 700 Td (An elephant) Tj ET',
    'endstream endobj',
    '5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj',
    'trailer<</Root 1 0 R>>',
  ].join('\n');

  test('in PDF, Word, LibreOffice and text files, and in no others', async () => {
    const { run } = await office({
      'a.docx': zipOf('word/document.xml', page),
      'b.odt': zipOf('content.xml', odt),
      'c.pdf': pdf,
      'd.txt': 'a l\u00f6we',
      'e.txt': Buffer.from('a l\u00f6we', 'latin1'),
      'f.bin': Buffer.from('zebra\0'),
      'g.docx': 'PK\x03\x04 broken zebra',
      'h.pdf': '%PDF-1.4 broken zebra',
    });
    await run(
      'doc',
      'add',
      'opp:1',
      ...['a.docx', 'b.odt', 'c.pdf', 'd.txt', 'e.txt', 'f.bin', 'g.docx', 'h.pdf'],
    );
    const found = async (word: string) => (await run('search', word, '-f', 'ids')).trim().split('\n').sort();
    expect(await found('zebra')).toEqual(['doc:1']);
    expect(await found('giraffe')).toEqual(['doc:2']);
    expect(await found('elephant')).toEqual(['doc:3']);
    expect(await found('löwe')).toEqual(['doc:4', 'doc:5']);
  });
});

test('names of strangers, links, folders and too many bytes do no harm', async () => {
  const { run, show, attempt, path, home } = await office({ 'a.txt': 'text', '\u202etxt.exe': 'x' });
  symlinkSync(path('a.txt'), path('link.txt'));
  mkdirSync(path('folder'));
  expect((await attempt('doc', 'add', 'opp:1', 'link.txt')).stderr).toContain('it is a link');
  expect((await attempt('doc', 'add', 'opp:1', 'folder')).stderr).toContain('it is a folder');
  expect((await attempt('doc', 'add', 'opp:1', 'none.txt')).stderr).toContain('no such file');
  expect((await attempt('doc', 'add', 'opp:1', 'a.txt', 'none.txt')).exitCode).toBe(1);
  expect(await run('doc', 'list', '-f', 'ids')).toBe('');
  await run('doc', 'add', 'opp:1', '\u202etxt.exe');
  expect((await show()).name).toBe('_txt.exe');
  await run('doc', 'edit', '1', '--name', '../../escape');
  await run('doc', 'get', '1');
  expect([existsSync(path('_txt.exe')), existsSync(join(home, 'escape'))]).toEqual([true, false]);
  expect((await attempt('doc', 'get', '1')).stderr).toContain('exists');
});

test('a link is opened elsewhere, and has no file', async () => {
  const { run, show, attempt } = await office({ 'a.txt': 'text' });
  await run('doc', 'add', 'account:1', '--link', 'https://files.test/My%20offer.pdf');
  expect(await show()).toMatchObject({
    name: 'My offer.pdf',
    url: 'https://files.test/My%20offer.pdf',
    size: null,
  });
  expect((await attempt('doc', 'get', '1')).stderr).toContain('crm doc open 1');
  expect((await attempt('doc', 'version', '1', 'a.txt')).stderr).toContain('is a link');
  expect((await attempt('doc', 'add', 'account:1')).stderr).toContain('the file is missing');
});

test('a program that does not open a document is named, and no copy of the document stays', async () => {
  const { run, attempt, cwd } = await office({ 'a.txt': 'a' });
  await run('doc', 'add', 'opp:1', 'a.txt');
  writeFileSync(join(cwd, 'viewer'), '#!/bin/sh\nexit 4\n', { mode: 0o700 });
  vi.stubEnv('TMPDIR', cwd);
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  try {
    for (const [program, said] of [
      [join(cwd, 'viewer'), 'exit code 4'],
      [join(cwd, 'nothing'), 'cannot start'],
    ] as const) {
      await run('config', 'set', 'doc_program', `${program} {file}`);
      const { stderr, exitCode } = await attempt('doc', 'open', '1');
      expect([exitCode, stderr]).toEqual([1, expect.stringContaining(said)]);
      expect(stderr).toContain(program);
    }
  } finally {
    vi.useRealTimers();
    vi.unstubAllEnvs();
  }
  expect(readdirSync(cwd)).toEqual(['a.txt', 'viewer']);
});

test('what expires soon is listed', async () => {
  const { run } = await office({ 'a.txt': 'a', 'b.txt': 'b', 'c.txt': 'c' });
  await run('doc', 'add', 'opp:1', 'a.txt', '--expires', '+20d');
  await run('doc', 'add', 'opp:1', 'b.txt', '--expires', '+40d');
  await run('doc', 'add', 'opp:1', 'c.txt', '--expires', '2020-01-01');
  expect(await run('doc', 'list', '--expiring', '30d', '-f', 'ids')).toBe('1\n');
});

test('doctor --repair erases what a killed command left, and no file that an undo brings back', async () => {
  const { run, path, home } = await office({ 'offer.txt': 'offer', 'scan.txt': 'scan' });
  await run('doc', 'add', 'opp:1', 'offer.txt');
  await run('doc', 'add', 'opp:1', 'scan.txt');
  await run('undo');
  await run('doc', 'rm', '1', '--yes');
  const folder = join(home, 'data', 'crm', 'crm.db-files');
  const files = () =>
    readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap((entry) =>
      entry.isFile() ? [basename(entry.parentPath) + entry.name] : [],
    );
  const needed = files();
  const left = createHash('sha256').update('left').digest('hex');
  mkdirSync(join(folder, left.slice(0, 2)), { recursive: true });
  writeFileSync(join(folder, left.slice(0, 2), left.slice(2)), 'left', { mode: 0o600 });
  const repairedAt = async (time: string) => {
    await run('doctor', '--repair', '--now', time);
    return files().sort();
  };
  // The command that keeps it may still be running.
  expect(await repairedAt('+1h')).toEqual([...needed, left].sort());
  expect(await run('doctor', '--now', '+2d')).toContain('nothing needs 1 file');
  expect(await repairedAt('+2d')).toEqual(needed.sort());
  await run('undo');
  await run('doc', 'get', '1', '-o', 'again.txt');
  expect(readFileSync(path('again.txt'), 'utf8')).toBe('offer');
});

test('a backup and a full export have the documents with all versions', async () => {
  const { run, path, cwd, home } = await office({ 'offer.txt': 'first' });
  await run('doc', 'add', 'opp:1', 'offer.txt');
  writeFileSync(path('offer.txt'), 'second');
  await run('doc', 'add', 'opp:1', 'offer.txt');
  await run('export', 'all', '--with-files', '-o', 'all.jsonl');
  await run('backup', 'copy.db');
  await run('import', 'all', 'all.jsonl', '--db', 'new.db');
  for (const db of ['copy.db', 'new.db']) {
    const { stdout } = await crm(['doc', 'get', '1', '--number', '1', '-o', `${db}.txt`, '--db', db], {
      home,
      cwd,
    });
    expect([stdout, readFileSync(path(`${db}.txt`), 'utf8')]).toEqual([`${db}.txt\n`, 'first']);
    expect((await crm(['doctor', '--db', db], { home, cwd })).stdout).toContain(
      '2 files, 11 B, all as they were kept',
    );
  }
});

test('records of every noun have documents, also those that a team makes, and lose none', async () => {
  const { place, ok, json, run } = shop();
  const file = join(place.home, 'plan.txt');
  writeFileSync(file, 'the plan of the meters');
  await ok('account', 'add', 'Acme');
  await ok('opp', 'add', 'Deal', '--account', '1', '--amount', '5');
  await ok('line', 'add', 'Installation', '--opp', '1', '--price', '5');
  await ok('quote', 'add', '1');
  await ok('campaign', 'add', 'Fair');
  await ok('product', 'add', 'Meter X');
  await ok('pricebook', 'add', 'EMEA');
  await ok('price', 'add', '--pricebook', '1', '--product', '1', '--price', '5');
  await ok('expense', 'add', 'Flight', '--amount', '450', '--opp', '1');
  await ok('log', 'note', 'opp:1', 'said yes');
  await ok('noun', 'add', 'project', '--relates', 'account');
  await ok('project', 'add', 'Roof', '--account', '1');
  const refs = [
    ...['line:1', 'quote:1', 'campaign:1', 'pricebook:1', 'price:1', 'expense:1', 'activity:1', 'project:1'],
  ];
  for (const ref of refs) {
    await ok('doc', 'add', ref, file);
    const [noun = ''] = ref.split(':');
    const where = `${noun}_id = 1`;
    expect(await json('doc', 'list', '--where', where, '--columns', 'name')).toEqual([{ name: 'plan.txt' }]);
    expect(await ok(noun, 'show', '1', '--json')).toContain('plan.txt');
  }
  expect(await json('doc', 'list', '--where', "project = 'Roof'", '--columns', 'project')).toEqual([
    { project: 'Roof' },
  ]);
  // A second one of its name is a new version; one that is removed goes with its documents, and comes back.
  writeFileSync(file, 'another plan');
  await ok('doc', 'add', 'project:1', file);
  const count = async () => (await json('doc', 'list')).length;
  await ok('project', 'rm', '1', '--yes');
  expect(await count()).toBe(refs.length - 1);
  await ok('undo');
  expect(await count()).toBe(refs.length);
  await ok('noun', 'rm', 'project', '--yes');
  expect(await count()).toBe(refs.length - 1);
  expect((await run(['doctor'])).exitCode).toBe(0);
  await ok('undo');
  expect(await json('doc', 'list', '--where', 'project_id = 1', '--columns', 'version')).toEqual([
    { version: 2 },
  ]);
  expect((await run(['doctor'])).exitCode).toBe(0);
  const archive = join(place.home, 'all.jsonl');
  await ok('export', 'all', '-o', archive);
  const copy = join(place.home, 'copy.db');
  await ok('import', 'all', archive, '--db', copy);
  expect(await json('doc', 'list', '--where', 'project_id = 1', '--columns', 'name', '--db', copy)).toEqual([
    { name: 'plan.txt' },
  ]);
  expect(await ok('export', 'all', '--db', copy)).toBe(readFileSync(archive, 'utf8'));
});

test('no noun is forgotten', () => {
  const nouns = builtInNouns();
  expect(nouns.subjectsOf('doc')).toEqual(nouns.names.filter((noun) => noun !== 'doc'));
});

test('a noun of a team is not called like a field of documents', async () => {
  const { ok, run } = shop();
  const refusal = async (...args: string[]) => (await run(args)).stderr;
  expect(await refusal('noun', 'add', 'size')).toContain('documents have such a field');
  await ok('field', 'add', 'doc', 'project');
  expect(await refusal('noun', 'add', 'project')).toContain('crm field edit doc project --name');
});

test('a document gets the values of custom fields when it is added, also as the version that is there', async () => {
  const { run, attempt, show } = await office({ 'offer.pdf': 'one' });
  await run('field', 'add', 'doc', 'shelf', '--type', 'text');
  await run('field', 'add', 'doc', 'payer', '--type', 'lookup:account');
  await run('doc', 'add', 'opp:1', 'offer.pdf', '--set', 'shelf=B 4', '--set', 'payer=Acme');
  expect(await show()).toMatchObject({ shelf: 'B 4', payer: 'Acme', version: 1 });
  await run('doc', 'add', 'opp:1', 'offer.pdf', '--set', 'shelf=C 5');
  expect(await show()).toMatchObject({ shelf: 'C 5', payer: 'Acme', version: 1 });
  await run('doc', 'add', 'opp:1', '--link', 'https://files.example/a.pdf', '--set', 'shelf=D');
  expect(await show(2)).toMatchObject({ shelf: 'D', url: 'https://files.example/a.pdf' });
  const wrong = await attempt('doc', 'add', 'opp:1', 'offer.pdf', '--set', 'shelv=C');
  expect(wrong.stderr).toContain('Did you mean "shelf"?');
});
