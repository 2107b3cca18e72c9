import { copyFileSync, cpSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readSurroundings } from '../../src/app/board/surroundings.ts';
import { CARD_ORDERS, LANE_GROUPS } from '../../src/domain/board.ts';
import { makeNameComparer } from '../../src/domain/name-similarity.ts';
import type { NounDefinition } from '../../src/nouns/definition.ts';
import { builtInNouns } from '../../src/nouns/index.ts';
import { OPP } from '../../src/nouns/opp/definition.ts';
import { cardsOf, firstPlaces, laneCards, monthCards, placeInLane } from '../../src/store/board/cards.ts';
import { boardLanes } from '../../src/store/board/lanes.ts';
import { dealsAmong, searchDeals } from '../../src/store/board/scope.ts';
import {
  activeMinutes,
  attentionCounts,
  recentActivityCount,
  stuckCount,
} from '../../src/store/board/stuck-and-recent.ts';
import { countQueuedLeads } from '../../src/store/calls/queue.ts';
import { FoundPairs } from '../../src/store/dupes/found-pairs.ts';
import { findSurest } from '../../src/store/dupes/surest.ts';
import { hasMailLeft } from '../../src/store/mail/campaign-mails.ts';
import { folderMark, moveFolderMark } from '../../src/store/mail/folders.ts';
import { noteMailboxProblem } from '../../src/store/mail/mailbox-problems.ts';
import { recordsBeginning } from '../../src/store/reference-candidates.ts';
import { ageOutcomes, ageTests } from '../../src/store/reports/calibration.ts';
import { reviewCards } from '../../src/store/review/cards.ts';
import { reviewerOf } from '../../src/store/review/reviewer.ts';
import { pipelines } from '../../src/store/stages.ts';
import { hasNewReminder } from '../../src/store/worker/outbox.ts';
import { everyDay } from '../support/calling-times.ts';
import { COMMANDS, FILES, OUTSIDE_HISTORY, READS, WRITING_LINES, wordsOf } from '../support/command-lines.ts';
import { allCommands } from '../support/commands.ts';
import { aliasFaults, portabilityFaults } from '../support/portable-sql.ts';
import { crm, makeHome, NOW } from '../support/program.ts';
import { STATEMENT_FILES, STATEMENT_LINES } from '../support/statement-lines.ts';
import { StatementLog } from '../support/statement-log.ts';
import { statementSites } from '../support/statement-sites.ts';
import { addRecords, openStore, writeEnv } from '../support/store.ts';

const home = makeHome(afterAll);
const demo = join(home, 'demo.db');
const sites = statementSites();
const log = new StatementLog(sites);

beforeAll(async () => {
  await crm(['demo', '--path', demo], { home });
  // Statements are prepared where the nouns of all lines are.
  const watched = join(home, 'watched.db');
  copyFileSync(demo, watched);
  for (const noun of ['project', 'site', 'depot', 'errand'])
    await crm(wordsOf(`noun add ${noun} --relates account,contact,opp`), { home, db: watched });
  log.watch(watched);
});
afterAll(() => log.close());

const commands = await allCommands();

test('every command is listed', () => {
  expect(Object.keys(COMMANDS).sort()).toEqual(commands.map(({ path }) => path.join(' ')).sort());
});

test.each(WRITING_LINES)('crm $line is one change', async ({ line, before = [], fresh }) => {
  const { run, cwd, changes } = place(fresh !== true);
  if (line.startsWith('import all'))
    await crm(['export', 'all', '-o', join(cwd, 'all.jsonl')], { home, db: demo });
  for (const earlier of before) expect(await run(earlier)).toMatchObject({ exitCode: 0 });
  const count = changes();
  const { stderr, exitCode } = await run(line);
  expect([exitCode, stderr, changes() - count]).toEqual([expect.any(Number), expect.any(String), 1]);
  expect(exitCode === 0 || exitCode === 4 || line.includes('bad.csv')).toBe(true);
  if (line !== 'undo') expect(await run('undo')).toMatchObject({ exitCode: 0 });
});

const notWriting = commands.flatMap(({ path, spec }) => {
  const name = path.join(' ');
  const does = COMMANDS[name];
  const count = does === READS ? undefined : does === OUTSIDE_HISTORY ? 1 : 0;
  return spec.examples.slice(0, count).map((example) => (/[|>]/.test(example) ? name : example));
});

test.each([...new Set(notWriting)])('crm %s is no change', async (line) => {
  const { run, changes } = place(true);
  const count = changes();
  await run(line);
  expect(changes()).toBe(count);
});

test('commands that need preparation do both', async () => {
  const { run } = place(true);
  // Clock changes in a period make additional statements.
  for (const line of STATEMENT_LINES)
    for (const command of line.split(' && ')) await run(command, { TZ: 'America/New_York' });
});

test('screens and completion read', async () => {
  const path = join(home, 'screens.db');
  copyFileSync(demo, path);
  const store = openStore({ path });
  const { engine, db } = store;
  const [pipeline] = await pipelines(db);
  const scope = { stages: pipeline?.stages ?? [] };
  const reviewer = await reviewerOf(db, 'tester', 1, Date.parse(NOW));
  const page = { limit: 5, offset: 0 };
  for (const by of LANE_GROUPS) {
    for (const { key } of await boardLanes(engine, scope, by)) {
      for (const order of CARD_ORDERS) {
        const [card] = await laneCards(engine, scope, { by, key }, order, page);
        if (card) await placeInLane(engine, scope, { by, key }, order, card.id);
      }
    }
    await laneCards(engine, scope, { by, key: '' }, 'close', page);
  }
  await store.runUnjournaled(() => moveFolderMark(engine, 'work', 'INBOX', { uidValidity: 1, lastUid: 7 }));
  await folderMark(db, 'work', 'INBOX');
  for (const problem of ['no answer', null])
    await noteMailboxProblem(store, 'work', problem, Date.parse(NOW));
  await hasMailLeft(db, 1, 'lead:42');
  await hasNewReminder(engine, 'tester', ['task:1 2026-03-12'], 0);
  await boardLanes(engine, { stages: [] }, 'stage');
  const { found } = await searchDeals(db, scope, 0, 5);
  const owner = OPP.fields.find(({ name }) => name === 'owner');
  const where = owner && ({ type: 'compare', field: owner, op: '~', value: 'a' } as const);
  await searchDeals(db, { ...scope, where }, 0, 5);
  await searchDeals(db, { stages: [] }, 0, 5);
  const some = { ...scope, ids: found };
  await cardsOf(engine, await dealsAmong(db, some, found));
  await boardLanes(engine, { stages: [], ids: found }, 'stage');
  await attentionCounts(engine, scope, reviewer, '2026-03-12');
  await monthCards(engine, scope, { month: '2026-03', currency: 'EUR' }, page);
  for (const noun of ['opp', 'account', 'contact'] as const)
    await readSurroundings({ store }, { noun, id: 1 });
  for (const order of CARD_ORDERS) {
    await firstPlaces(engine, some, null, order, 5);
    await firstPlaces(engine, some, { by: 'stage', key: '1' }, order, 5);
  }
  await stuckCount(engine, scope, reviewer, '2026-03-12');
  await recentActivityCount(engine, scope, '2026-01-01');
  await activeMinutes(engine, scope, '2026-01-01');
  await reviewCards(engine, reviewer, [1]);
  await ageOutcomes(engine);
  await ageTests(engine, [{ day: '2026-01-01', at: '2026-01-01T00:00:00.000Z' }]);
  const caller = { userId: 1, now: Date.parse(NOW), times: everyDay(), where: undefined };
  await countQueuedLeads(engine, caller, 1_000_000);
  const namesakes = new Array(50).fill({ first_name: 'Same', last_name: 'Name' });
  await addRecords(store, 'lead', namesakes);
  const twins = ['One', 'Two'].flatMap((name) => [{ name }, { name }]);
  await addRecords(store, 'account', twins);
  const deal = { account_id: 1, pipeline_id: 1, stage_id: 1, currency: 'USD' };
  await addRecords(
    store,
    'opp',
    twins.map((twin) => ({ ...twin, ...deal })),
  );
  const phones = twins.flatMap((_, at) => [
    { first_name: 'Same', company: 'One', phone: `+1415555010${at}` },
  ]);
  await addRecords(store, 'lead', [...phones, ...phones]);
  const search = { names: await makeNameComparer(), distinct: new Set<string>() };
  for (const kind of ['people', 'accounts', 'deals'] as const)
    await findSurest(engine, kind, new FoundPairs(engine, { threshold: 50, limit: 1000 }, search), {
      maxKeys: 1,
    });
  const env = await writeEnv();
  for (const typed of ['same', 'Same Name #4', '']) await recordsBeginning(engine, ['lead'], typed, env);
});

test('every statement in the sources was run or can be prepared, so that no name is misspelled', () => {
  expect(log.unproved.map(({ place, texts }) => `${place} ${texts.join('?')}`)).toEqual([]);
});

test('rows have the types in their statements', () => {
  expect([...log.faults].sort()).toEqual([]);
});

test('statements say nothing that only one engine understands', () => {
  const own = sites.filter(({ place }) => !place.startsWith('src/store/sqlite/'));
  const faults = own.flatMap(({ place, texts }) =>
    portabilityFaults(texts.join('?')).map((fault) => `${place}: ${fault}`),
  );
  expect(faults).toEqual([]);
  // Aliases are told from whole statements only.
  expect([...log.texts].flatMap((text) => aliasFaults(text))).toEqual([]);
});

test('column texts of nouns say nothing that only one engine understands', () => {
  const faults = [...builtInNouns()].flatMap((definition) =>
    nounTexts(definition).flatMap((text) =>
      [...portabilityFaults(text), ...aliasFaults(text)].map(
        (fault) => `${definition.noun}: ${text}: ${fault}`,
      ),
    ),
  );
  expect(faults).toEqual([]);
});

/** All SQL in the definition of a noun. */
function nounTexts({ title, names, children, columns }: NounDefinition): string[] {
  const { from, columns: byField } = columns();
  return [
    title,
    from,
    ...names.flatMap(({ hint, preferred }) => [hint, preferred ?? '']),
    ...children.flatMap(({ uniqueBy }) => uniqueBy ?? []),
    ...Object.values(byField).flatMap(({ value, rows, sort, currency, several, points }) => [
      ...[value, rows ?? '', sort ?? '', currency ?? '', points?.id ?? ''],
      ...[several?.from ?? '', several?.column ?? '', several?.digits ?? '', several?.points?.id ?? ''],
    ]),
  ];
}

/** A folder with files and a database: a copy of the demo, or none yet. */
function place(isFilled: boolean) {
  const cwd = mkdtempSync(join(home, 'place-'));
  for (const [file, content] of Object.entries({ ...FILES, ...STATEMENT_FILES }))
    writeFileSync(join(cwd, file), content);
  mkdirSync(join(cwd, 'config'));
  const db = join(cwd, 'crm.db');
  if (isFilled) {
    copyFileSync(demo, db);
    cpSync(`${demo}-files`, `${db}-files`, { recursive: true });
  }
  const run = (line: string, env: Record<string, string> = {}) =>
    crm(wordsOf(line), { home, db, cwd, env: { ...env, XDG_CONFIG_HOME: join(cwd, 'config') } });
  return { run, cwd, changes: () => countChanges(db) };
}

function countChanges(path: string): number {
  let database: Database.Database;
  try {
    database = new Database(path, { fileMustExist: true });
  } catch {
    return 0;
  }
  try {
    return database.prepare('select count(*) from change').pluck().get() as number;
  } finally {
    database.close();
  }
}
