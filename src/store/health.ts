import { closeSpellings } from '../domain/close-spellings.ts';
import { PICKLIST_NAMES } from '../domain/picklists.ts';
import type { Engine, Finding } from './engine.ts';
import { checkFiles } from './files/check-files.ts';
import { removeUnneededFiles } from './files/stored-files.ts';
import { picklistUse, readPicklist } from './picklists.ts';
import { isCurrent, rebuildQueue, verifyQueue } from './projections/call-queue.ts';
import { sql } from './sql.ts';
import type { Store } from './store.ts';

/** Problems listed per kind before the rest is only counted. */
const MAX_PROBLEMS_LISTED = 10;

/** All checks of a database, on one snapshot: the file, its soundness, and the projections. */
export function examine(store: Store): Promise<Finding[]> {
  return store.read(() => examineNow(store));
}

async function examineNow({ engine, act }: Store): Promise<Finding[]> {
  return [
    ...(await findings('file', () => engine.inspect())),
    ...(await findings('integrity', async () => [await soundness(engine)])),
    ...(await findings('values', () => values(engine, Date.parse(act.now)))),
    ...(await findings('phones', async () => [await phones(engine)])),
    ...(await findings('picklists', () => picklists(engine))),
    ...(await findings('files', () => checkFiles(engine, Date.parse(act.now)))),
    ...(await findings('search index', async () => [await searchIndex(engine)])),
    ...(await findings('case clocks', async () => [await caseClocks(engine)])),
    ...(await findings('call queue', async () => [await callQueue(engine, Date.parse(act.now))])),
  ];
}

/** Findings about things other than stored data, and about data that crm can have written. */
const OUTSIDE: ReadonlySet<string> = new Set([
  'writing',
  'journal',
  'file permissions',
  'folder permissions',
  'picklists',
  'files',
]);

/** Whether something is stored that crm cannot have written. */
export async function isDamaged(store: Store): Promise<boolean> {
  try {
    return (await examine(store)).some(({ what, problem }) => problem !== undefined && !OUTSIDE.has(what));
  } catch {
    return true;
  }
}

/** The findings of a check; a failing check is a finding too. */
export async function findings(what: string, look: () => Promise<Finding[]>): Promise<Finding[]> {
  try {
    return await look();
  } catch (error) {
    return [
      { what, detail: 'cannot be read', problem: error instanceof Error ? error.message : String(error) },
    ];
  }
}

/** Rebuilds the projections, removes files that nothing needs, and repairs the file where possible. */
export async function repair({ engine, act }: Store): Promise<void> {
  await engine.write(
    async () => {
      await engine.search.rebuild();
      const { rebuildCaseClocks } = await import('./projections/case-clocks.ts');
      await rebuildCaseClocks(engine);
      await rebuildQueue(engine, Date.parse(act.now), act.callbackRetryMs);
    },
    { isSynced: true },
  );
  await removeUnneededFiles(engine, Date.parse(act.now));
  engine.files.makePrivate();
  await engine.repair();
}

async function soundness(engine: Engine): Promise<Finding> {
  const problems = await engine.check();
  if (problems.length === 0) return { what: 'integrity', detail: 'sound, no dangling references' };
  const more = problems.length - MAX_PROBLEMS_LISTED;
  return {
    what: 'integrity',
    detail: problems.length === 1 ? '1 problem' : `${problems.length} problems`,
    problem: `${problems.slice(0, MAX_PROBLEMS_LISTED).join('; ')}${more > 0 ? `; and ${more} more` : ''}`,
  };
}

/** Values that no command accepts, each with its place and the way out. */
async function values(engine: Engine, now: number): Promise<Finding[]> {
  const { storedProblems } = await import('./values/stored-values.ts');
  const found: Finding[] = [];
  let count = 0;
  for await (const { place, text, wayOut } of storedProblems(engine, now)) {
    if (++count <= MAX_PROBLEMS_LISTED) found.push({ what: 'values', detail: place, problem: text, wayOut });
  }
  if (count === 0) return [{ what: 'values', detail: 'all valid' }];
  if (count > MAX_PROBLEMS_LISTED)
    found.push({
      what: 'values',
      detail: `and ${count - MAX_PROBLEMS_LISTED} more`,
      problem: 'correct these first',
    });
  return found;
}

/** Values that are not in their lists, and those that are probably the same. */
async function picklists(engine: Engine): Promise<Finding[]> {
  const what = 'picklists';
  const found: Finding[] = [];
  for (const list of PICKLIST_NAMES) {
    const { values } = await readPicklist(engine, list);
    const used = await picklistUse(engine, list);
    const names = new Set(values.map(({ name }) => name));
    const unlisted = [...used.keys()].filter((name) => name !== '' && !names.has(name));
    const some = unlisted.slice(0, MAX_PROBLEMS_LISTED).map((name) => JSON.stringify(name));
    if (some.length > 0)
      found.push({
        what,
        detail: list,
        problem: `records have values that are not in the list: ${some.join(', ')}${unlisted.length > some.length ? ' …' : ''}`,
        wayOut: { type: 'add-picklist-value', list },
      });
    const close = closeSpellings(values.map(({ name, kind }) => ({ name, kind, used: used.get(name) ?? 0 })));
    const pairs = close.slice(0, MAX_PROBLEMS_LISTED).map(({ name, keep }) => `${name} = ${keep}`);
    if (pairs.length > 0)
      found.push({
        what,
        detail: `${list}: probably the same: ${pairs.join(', ')}${close.length > pairs.length ? ' …' : ''}`,
        wayOut: { type: 'merge-picklist-values', list },
      });
  }
  return found.length > 0 ? found : [{ what, detail: 'no spellings that are close' }];
}

/** Phones that are not understood as numbers, and how to find them: they are no damage. */
async function phones(engine: Engine): Promise<Finding> {
  const what = 'phones';
  const rows = await sql<{ noun: string; n: number }>`
    select case when lead_id is not null then 'lead' when contact_id is not null then 'contact' else 'account' end as noun,
      count(*) as n
    from phone where e164 is null group by 1 order by 1`.all(engine);
  const [first] = rows;
  if (!first) return { what, detail: 'all understood' };
  const counts = rows.map(({ noun, n }) => `${n} of ${noun}s`).join(', ');
  const wayOut = { type: 'list-invalid-phones', noun: first.noun } as const;
  return { what, detail: `not understood: ${counts}`, wayOut };
}

async function searchIndex(engine: Engine): Promise<Finding> {
  const size = await engine.search.size();
  const detail = size === 1 ? '1 record' : `${size} records`;
  const gaps = await engine.search.gaps();
  if (gaps.length === 0) return { what: 'search index', detail };
  const texts = gaps.map(({ noun, missing, stale }) => `${noun}: ${missing} missing, ${stale} too many`);
  return {
    what: 'search index',
    detail,
    problem: `out of step (${texts.join('; ')})`,
    wayOut: { type: 'repair' },
  };
}

async function caseClocks(engine: Engine): Promise<Finding> {
  const { verifyCaseClocks } = await import('./projections/case-clocks.ts');
  const what = 'case clocks';
  const { count, wrong } = await verifyCaseClocks(engine);
  const detail = count === 1 ? '1 case with a service level' : `${count} cases with a service level`;
  if (wrong === 0) return { what, detail };
  return { what, detail, problem: `out of step (${wrong} wrong)`, wayOut: { type: 'repair' } };
}

async function callQueue(engine: Engine, now: number): Promise<Finding> {
  const what = 'call queue';
  if (!(await isCurrent(engine))) return { what, detail: 'built on next use' };
  const [row] = await sql<{ n: number }>`select count(*) as n from call_queue`.all(engine);
  const detail = row?.n === 1 ? '1 lead' : `${row?.n} leads`;
  const { missing, stale, wrong } = await verifyQueue(engine, now);
  if (missing + stale + wrong === 0) return { what, detail };
  return {
    what,
    detail,
    problem: `out of step (${missing} missing, ${stale} too many, ${wrong} wrong)`,
    wayOut: { type: 'repair' },
  };
}
