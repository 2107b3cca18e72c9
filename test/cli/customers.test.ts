import fc from 'fast-check';
import { expect, test } from 'vitest';
import { crm, makeHome, NOW } from '../support/program.ts';

const TODAY = NOW.slice(0, 10);
const DAY_MS = 86_400_000;
const dayBefore = (days: number) => new Date(Date.parse(TODAY) - days * DAY_MS).toISOString().slice(0, 10);

interface Buy {
  readonly account: number;
  readonly days: number;
  readonly amount: number;
  readonly currency: string;
}

/** What the report says, computed one account after the other. */
function model(buys: readonly Buy[]) {
  const accounts = [...new Set(buys.map(({ account }) => account))];
  const facts = accounts.map((account) => {
    const own = buys.filter((buy) => buy.account === account);
    const days = [...new Set(own.map((buy) => buy.days))].sort((a, b) => a - b);
    const gaps = days
      .slice(1)
      .map((each, at) => each - (days[at] ?? 0))
      .sort((a, b) => a - b);
    const middle = gaps.length / 2;
    const rhythm =
      gaps.length === 0 ? null : ((gaps[Math.ceil(middle) - 1] ?? 0) + (gaps[Math.floor(middle)] ?? 0)) / 2;
    return { account, own, recency: days[0] ?? 0, frequency: days.length, rhythm };
  });
  const fifth = (better: number, all: number) => 5 - Math.floor((better * 5) / all);
  const sums = facts.flatMap((fact) =>
    [...new Set(fact.own.map(({ currency }) => currency))].map((currency) => ({
      ...fact,
      currency,
      amount: fact.own.filter((buy) => buy.currency === currency).reduce((sum, buy) => sum + buy.amount, 0),
    })),
  );
  return sums.map(({ account, recency, frequency, rhythm, currency, amount }) => {
    const same = sums.filter((other) => other.currency === currency);
    return {
      id: account,
      recency,
      frequency,
      currency,
      amount,
      rhythm: rhythm === null ? null : Math.round(rhythm * 10) / 10,
      recency_score: fifth(facts.filter((other) => other.recency < recency).length, facts.length),
      frequency_score: fifth(facts.filter((other) => other.frequency > frequency).length, facts.length),
      amount_score: fifth(same.filter((other) => other.amount > amount).length, same.length),
      isQuiet: frequency >= 2 && rhythm !== null && recency > 2 * rhythm,
    };
  });
}

async function shop(buys: readonly Buy[], accounts: number) {
  const home = makeHome();
  const run = async (args: readonly string[], input?: string) => {
    const { exitCode, stdout, stderr } = await crm([...args], {
      home,
      ...(input === undefined ? {} : { input }),
    });
    if (exitCode !== 0) throw new Error(`crm ${args.join(' ')}: ${stderr}`);
    return stdout;
  };
  for (let at = 1; at <= accounts; at++) await run(['account', 'add', `Account ${at}`]);
  for (const { account, days, amount, currency } of buys)
    await run([
      'purchase',
      'add',
      'Thing',
      '--account',
      String(account),
      '--amount',
      `${amount} ${currency}`,
      '--on',
      dayBefore(days),
    ]);
  return { home, run };
}

test('random customers have the scores, rhythms and silences of a slow computation', async () => {
  const buy = fc.record({
    account: fc.integer({ min: 1, max: 6 }),
    days: fc.integer({ min: 0, max: 60 }),
    amount: fc.integer({ min: 1, max: 20 }),
    currency: fc.constantFrom('USD', 'USD', 'EUR'),
  });
  const [buys = []] = fc.sample(fc.array(buy, { minLength: 12, maxLength: 22 }), 1);
  const { run } = await shop(buys, 6);
  const byKey = (a: { id: number; currency: string }, b: { id: number; currency: string }) =>
    a.id - b.id || (a.currency < b.currency ? -1 : 1);
  const expected = model(buys).sort(byKey);
  const columns = 'id,recency,frequency,currency,amount,rhythm,recency_score,frequency_score,amount_score';
  const rows = JSON.parse(await run(['report', 'customers', '--json', '--columns', columns])).sort(byKey);
  expect([buys, rows]).toEqual([buys, expected.map(({ isQuiet: _, ...row }) => row)]);
  const quiet = JSON.parse(
    await run(['report', 'customers', '--win-back', '--json', '--columns', 'id,currency']),
  ).sort(byKey);
  const accounts = [...new Set(expected.filter(({ isQuiet }) => isQuiet).map(({ id }) => id))];
  const explained = (await run(['report', 'win-back', '--explain'])).matchAll(/^Account (\d+): /gm);
  const named = new Set([...explained].map(([, id]) => Number(id)));
  expect([buys, [...named].sort((a, b) => a - b)]).toEqual([buys, accounts]);
  expect([buys, quiet]).toEqual([
    buys,
    expected.filter(({ isQuiet }) => isQuiet).map(({ id, currency }) => ({ id, currency })),
  ]);
});

test('won deals count where an account has no purchases; refunds do not, and a period narrows', async () => {
  const { run } = await shop([{ account: 1, days: 5, amount: 7, currency: 'USD' }], 3);
  await run(['purchase', 'add', 'Old', '--account', '1', '--amount', '100', '--on', dayBefore(400)]);
  await run([
    'purchase',
    'add',
    'Back',
    '--account',
    '2',
    '--amount',
    '50',
    '--on',
    dayBefore(3),
    '--status',
    'refunded',
  ]);
  const ids = async (...args: string[]) => (await run(['report', 'customers', '-f', 'ids', ...args])).trim();
  expect(await ids()).toBe('1');
  expect(
    await run(['report', 'customers', '--csv', '--columns', 'id,frequency,amount', '--since', dayBefore(30)]),
  ).toBe('id,frequency,amount\n1,1,7.00\n');
  expect(await ids('--where', 'name = "Account 3"')).toBe('');
});

test('nothing bought says what is missing', async () => {
  const home = makeHome();
  await crm(['account', 'add', 'Acme'], { home });
  for (const more of [[], ['--win-back']]) {
    const { exitCode, stdout } = await crm(['report', 'customers', '--json', ...more], { home });
    expect([exitCode, stdout]).toEqual([0, '[]\n']);
  }
});

test('a purchase without an amount, such as a subscription, makes no second row of its customer', async () => {
  const { run } = await shop(
    [
      { account: 1, days: 40, amount: 100, currency: 'EUR' },
      { account: 3, days: 40, amount: 50, currency: 'USD' },
    ],
    3,
  );
  const subscribe = (account: string) =>
    run(['purchase', 'add', 'Plan', '--account', account, '--recurring-amount', '9', '--recurring', 'month']);
  await subscribe('1');
  await subscribe('2');
  await subscribe('3');
  const rows = JSON.parse(await run(['report', 'customers', '--json'])) as Record<string, unknown>[];
  expect(rows.map(({ id, frequency, amount, currency }) => [id, frequency, amount, currency]).sort()).toEqual(
    [
      [1, 2, 100, 'EUR'],
      [2, 1, 0, 'USD'],
      [3, 2, 50, 'USD'],
    ],
  );
  const bought = JSON.parse(await run(['report', 'products', '--by', 'account', '--json'])) as Record<
    string,
    unknown
  >[];
  expect(
    bought.map(({ account, purchases, amount, currency }) => [account, purchases, amount, currency]),
  ).toEqual([
    ['Account 1', 1, 100, 'EUR'],
    ['Account 3', 2, 50, 'USD'],
    ['Account 1', 1, null, 'USD'],
    ['Account 2', 1, null, 'USD'],
  ]);
});
