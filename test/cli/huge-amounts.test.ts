import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { crm, makeHome } from '../support/program.ts';

/** More deals of the largest amount than a 64-bit sum can hold. */
const DEALS = 10_000;
const CENTS = 999_999_999_999_999n;
const TOTAL = decimals(CENTS * BigInt(DEALS));

function decimals(cents: bigint): string {
  return `${cents / 100n}.${String(cents % 100n).padStart(2, '0')}`;
}

test('sums are exact for huge amounts', async () => {
  const home = makeHome();
  const file = join(home, 'deals.csv');
  const rows = Array.from(
    { length: DEALS },
    (_, at) => `D${at},Deal ${at},Acme,9999999999999.99,proposal,2026-03-18,37`,
  );
  writeFileSync(file, `External ID,Name,Account,Amount,Stage,Close date,Probability\n${rows.join('\n')}\n`);
  const imported = await crm(['opp', 'import', file, '--create', 'account'], { home });
  expect(imported.stderr).toContain('10000');
  expect(imported.exitCode).toBe(0);

  const weighted = decimals(((CENTS * 37n + 50n) / 100n) * BigInt(DEALS));
  for (const by of ['stage', 'owner', 'source', 'pipeline']) {
    const report = await crm(['report', 'pipeline', '--by', by, '--json'], { home });
    expect(report.exitCode).toBe(0);
    // As text: a JSON parser with floats only would round it.
    expect(report.stdout).toContain(`"amount":${TOTAL},"weighted":${weighted}`);
  }
  const seen = {
    '$99,999,999,999,999,900': ['report', 'pipeline', '--format', 'table'],
    $100000000B: ['board', '--format', 'table'],
    '$37,000,000,000,000,000': ['board', '--view', 'forecast', '--format', 'table'],
  };
  for (const [text, args] of Object.entries(seen)) {
    const { stdout, exitCode } = await crm(args, { home });
    expect(exitCode).toBe(0);
    expect(stdout).toContain(text);
  }
  for (const args of [
    ['today'],
    ['account', 'show', '1', '--json'],
    ['opp', 'list', '--sort', '-amount', '--limit', '3'],
  ]) {
    const { stdout, exitCode } = await crm(args, { home });
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/\$?9,?999,?999,?999,?999\.99/);
  }
  await crm(['field', 'add', 'account', 'volume', '--type', 'rollup', '--formula', 'sum(opps.amount)'], {
    home,
  });
  const listed = await crm(['account', 'list', '--where', 'volume > 1', '--columns', 'volume', '--json'], {
    home,
  });
  // A formula counts beyond 2^53 in about sixteen digits.
  expect(JSON.parse(listed.stdout)[0].volume / Number(TOTAL)).toBeCloseTo(1, 12);
});

test('a migration compares sums exactly', async () => {
  const home = makeHome();
  const rows = Array.from({ length: 40 }, (_, at) => `D${at},Deal ${at},9999999999999.99,Proposal`);
  writeFileSync(join(home, 'opportunities.csv'), `Id,Name,Amount,Stage\n${rows.join('\n')}\n`);
  const { stderr, exitCode } = await crm(['migrate', join(home, 'opportunities.csv')], { home });
  expect(stderr).toContain(`${decimals(CENTS * 40n)} USD on both sides`);
  expect(exitCode).toBe(0);
});
