import { expect, test } from 'vitest';
import { builtInNouns } from '../../src/nouns/index.ts';
import { crm, makeHome } from '../support/program.ts';

/** A record of each noun, and what a lookup calls it. */
const RECORDS: Readonly<Record<string, readonly [args: readonly string[], name: string]>> = {
  lead: [['Jane Doe'], 'Jane Doe'],
  account: [['Acme'], 'Acme'],
  contact: [['Ann Lee'], 'Ann Lee'],
  opp: [['Big deal'], 'Big deal'],
  line: [['Installation', '--opp', 'Deal', '--price', '5'], 'Installation'],
  campaign: [['Spring fair'], 'Spring fair'],
  case: [['Meter broken'], 'Meter broken'],
  quote: [['1'], 'Deal'],
  pricebook: [['EMEA'], 'EMEA'],
  price: [['--pricebook', 'EMEA', '--product', 'Meter X', '--price', '5'], 'Meter X'],
  product: [['Meter X', '--code', 'MX-1'], 'Meter X'],
  purchase: [['Ten meters', '--account', 'Acme'], 'Ten meters'],
  contract: [['Support', '--term', '12'], 'Support'],
  asset: [['Boiler', '--serial', '47'], 'Boiler'],
  expense: [['Flight', '--amount', '450'], 'Flight'],
  doc: [['account:1', '--link', 'https://files.example/contract.pdf'], 'contract.pdf'],
  task: [['Call back'], 'Call back'],
  meeting: [['Demo'], 'Demo'],
  activity: [['what was said', '--subject', 'First call'], 'First call'],
};

const nouns = builtInNouns().names;

test.each(nouns)('a lookup of a %s, and a noun of the team beside one, name it', async (noun) => {
  const home = makeHome();
  const run = async (...args: string[]) => {
    const { stdout, stderr, exitCode } = await crm(args, { home });
    if (exitCode !== 0) throw new Error(`crm ${args.join(' ')}: ${stderr}`);
    return stdout;
  };
  const [args, name] = RECORDS[noun] as (typeof RECORDS)[string];
  if (noun === 'purchase' || noun === 'doc') await run('account', 'add', 'Acme');
  if (noun === 'price') {
    await run('product', 'add', 'Meter X');
    await run('pricebook', 'add', 'EMEA');
  }
  if (noun === 'quote') await run('opp', 'add', 'Deal', '--amount', '5');
  if (noun === 'line') await run('opp', 'add', 'Deal');
  await run(noun, 'add', ...args);
  await run('field', 'add', 'task', 'about', '--type', `lookup:${noun}`);
  await run('task', 'add', 'Look', '--set', 'about=1');
  expect(
    JSON.parse(await run('task', 'list', '--where', 'about_id = 1', '--json', '--columns', 'about')),
  ).toEqual([{ about: name }]);
  // Activities, lines and purchases are called by no name of their own.
  if (builtInNouns().get(noun).names.length === 0) return;
  await run('noun', 'add', 'site', '--relates', noun);
  await run('site', 'add', 'North', `--${noun}`, '1');
  expect(JSON.parse(await run('site', 'list', '--json', '--columns', noun))).toEqual([{ [noun]: name }]);
});
