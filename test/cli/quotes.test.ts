import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findPrinter } from '../../src/io/print-page.ts';
import { crm, crmProcess, makeHome } from '../support/program.ts';

function session() {
  const home = makeHome();
  const run = (...args: string[]) => crm(args, { home });
  const ok = async (...args: string[]) => {
    const { stdout, stderr, exitCode } = await run(...args);
    if (exitCode !== 0) throw new Error(`crm ${args.join(' ')}: ${stderr}`);
    return stdout;
  };
  const rows = async (...args: string[]) => JSON.parse(await ok(...args, '--json'));
  const fails = async (...args: string[]) => {
    const { stderr, exitCode } = await run(...args);
    expect(exitCode).not.toBe(0);
    return stderr;
  };
  return { home, run, ok, rows, fails };
}

async function offered() {
  const all = session();
  const { ok } = all;
  await ok('product', 'add', 'Meter | *X*', '--code', 'MX-1', '--price', 'EUR 120');
  await ok('product', 'add', 'Care', '--price', 'EUR 49', '--recurring', 'month');
  await ok(
    'account',
    'add',
    'Acme <b>',
    '--street',
    '1 Main St',
    '--city',
    'Berlin',
    '--postal-code',
    '10115',
  );
  await ok('contact', 'add', 'Ann Lee', '--account', '1', '--email', 'ann@acme.example');
  await ok('opp', 'add', 'Big deal', '--account', '1', '--contact', '1');
  await ok('line', 'add', '--opp', '1', '--product', 'MX-1', '--quantity', '2.5', '--discount', '5');
  await ok('line', 'add', '--opp', '1', '--product', 'Care', '--term', '12', '--start', '2027-01-01');
  return all;
}

/** An archive without its first line, which has the highest numbers that ever were. */
const rest = (archive: string) => archive.slice(archive.indexOf('\n'));

test('a quote says what was offered, whatever happens to the deal, its customer and its prices', async () => {
  const { home, ok, rows, fails } = await offered();
  await ok('quote', 'add', 'opp:1', '--notes', '30 days net', '--valid-until', '2030-01-31');
  const document = await ok('quote', 'print', '1');
  expect(document).toContain('# Quote 1: Big deal');
  expect(document).toContain('Acme \\<b\\>  \nAnn Lee  \n1 Main St  \n10115 Berlin');
  expect(document).toContain('| Meter \\| \\*X\\* | 2.5 | 120.00 EUR | 5% | 285.00 EUR |');
  expect(document).toContain(
    '| Care \\(12 months from 2027\\-01\\-01\\) | 1 | 49.00 EUR a month |  | 588.00 EUR |',
  );
  expect(document).toContain('**Total: 873.00 EUR**');
  expect(document).toContain('Valid until: 2030-01-31');
  await ok('quote', 'print', '1', '-o', join(home, 'quote.html'));
  const page = readFileSync(join(home, 'quote.html'), 'utf8');
  expect(page).toContain('Acme &lt;b&gt;<br>Ann Lee');
  expect(page).toContain('>€285.00<');
  expect(page).not.toContain('<b>');
  await ok('line', 'edit', '1', '--quantity', '1', '--price', '1');
  await ok('line', 'rm', '2', '--yes');
  await ok('account', 'edit', '1', '--name', 'Other');
  await ok('opp', 'edit', '1', '--name', 'Another deal');
  expect(await ok('quote', 'print', '1')).toBe(document);
  expect(await rows('quote', 'show', '1')).toMatchObject({
    name: 'Big deal',
    status: 'draft',
    amount: { amount: '873.00', currency: 'EUR' },
    lines: [
      { name: 'Meter | *X*', quantity: 2.5 },
      { name: 'Care', term: 12 },
    ],
  });
  expect(await rows('opp', 'show', '1')).toMatchObject({ quotes: [{ id: 1, status: 'draft' }] });
  await ok('quote', 'send', '1', '--by-hand');
  expect(await fails('quote', 'edit', '1', '--notes', 'cheaper')).toContain('crm quote add opp:1');
  expect(await fails('quote', 'print', '1', '-o', join(home, 'x.doc'))).toContain('md, html, pdf');
  await ok('opp', 'add', 'Empty');
  expect(await fails('quote', 'add', '2')).toContain('crm line add --opp 2');
});

test('an accepted quote gives the deal its lines and wins it, once; an undo takes all of it back', async () => {
  const { ok, rows, fails } = await offered();
  await ok('quote', 'add', '1');
  await ok('line', 'edit', '1', '--quantity', '1');
  await ok('line', 'add', 'Extra', '--opp', '1', '--price', '5');
  await ok('quote', 'add', '1', '--name', 'Second offer');
  const before = rest(await ok('export', 'all'));
  await ok('quote', 'accept', '1', '--win');
  expect(await rows('line', 'list', '--sort', 'name')).toMatchObject([
    { name: 'Care', amount: 588, term: 12 },
    { name: 'Meter | *X*', quantity: 2.5, discount: 5, amount: 285 },
  ]);
  expect(await rows('opp', 'export')).toMatchObject([{ amount: 873, status: 'won' }]);
  expect(await rows('purchase', 'export', '--where', 'from_deal = yes')).toHaveLength(2);
  await ok('quote', 'accept', '1');
  expect(await rows('quote', 'list', '--sort', 'id')).toMatchObject([
    { status: 'accepted' },
    { status: 'draft', name: 'Second offer' },
  ]);
  expect(await fails('quote', 'decline', '1')).toContain('was accepted');
  await ok('undo');
  expect(rest(await ok('export', 'all'))).toBe(before);
  await ok('quote', 'decline', '2');
  expect(await fails('quote', 'accept', '2')).toContain('declined');
  await ok('quote', 'edit', '1', '--valid-until', '2020-01-01');
  expect(await fails('quote', 'accept', '1')).toContain('--late');
  await ok('run', '--once');
  expect(await rows('quote', 'list', '--status', 'expired')).toHaveLength(1);
  await ok('quote', 'accept', '1', '--late');
  expect((await ok('doctor')).match(/wrong/)).toBeNull();
});

test('a deal without lines is offered whole, and stays so once that is accepted', async () => {
  const { ok, rows } = session();
  await ok('opp', 'add', 'Deal', '--amount', 'EUR 70');
  await ok('quote', 'add', '1');
  await ok('quote', 'accept', '1', '--win');
  expect(await rows('opp', 'export')).toMatchObject([{ amount: 70, status: 'won', has_lines: false }]);
});

test('a quote goes along with a mail', async () => {
  const { ok, rows, run } = await offered();
  await ok('mail', 'setup', '--from', 'me@x.example', '--smtp', 'localhost:1', '--no-tls');
  await ok('quote', 'add', '1');
  const send = ['quote', 'send', '1', '-m', 'Dear {{ contact }}, our offer.', '--at', '+2d'];
  const { stderr, exitCode } = await run(...send);
  expect(stderr).toBe('');
  expect(exitCode).toBe(0);
  expect(await rows('mail', 'list')).toMatchObject([{ subject: 'Quote 1: Big deal' }]);
  expect(await rows('quote', 'list')).toMatchObject([{ status: 'sent' }]);
  await ok('undo');
  expect(await rows('quote', 'list')).toMatchObject([{ status: 'draft', sent_on: null }]);
});

test.skipIf(findPrinter(process.env) === null)('a browser prints it as PDF', async () => {
  const { home, ok } = await offered();
  await ok('quote', 'add', '1');
  const file = join(home, 'quote.pdf');
  const { exitCode, stderr } = await crmProcess(['quote', 'print', '1', '-o', file], { home });
  expect(stderr).toBe('');
  expect(exitCode).toBe(0);
  expect(existsSync(file)).toBe(true);
  expect(readFileSync(file).subarray(0, 5).toString()).toBe('%PDF-');
});

test('a quote gets the values of custom fields when it is made', async () => {
  const { ok, rows, fails } = session();
  await ok('account', 'add', 'Acme');
  await ok('opp', 'add', 'Deal', '--account', 'Acme', '--amount', 'USD 50');
  await ok('field', 'add', 'quote', 'terms', '--type', 'choice', '--choices', 'net,prepaid');
  await ok('field', 'add', 'quote', 'payer', '--type', 'lookup:account');
  await ok('quote', 'add', 'opp:1', '--set', 'terms=net', '--set', 'payer=Acme');
  expect(await rows('quote', 'show', '1')).toMatchObject({ name: 'Deal', terms: 'net', payer: 'Acme' });
  expect(await fails('quote', 'add', 'opp:1', '--set', 'terms=never')).toContain('prepaid');
});
