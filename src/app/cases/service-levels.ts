import { readWeekHours, type WeekHours, weekHoursText } from '../../domain/calendar/week-hours.ts';
import { makeZoneClock } from '../../domain/calling/zone-clock.ts';
import { loadCountry, loadCountryNames } from '../../domain/countries/load.ts';
import { unknownZone } from '../../domain/dates/zones.ts';
import { conflict, refused, usage } from '../../domain/errors.ts';
import type { Condition } from '../../domain/filter/ast.ts';
import {
  readPriorityTargets,
  readTarget,
  type ServiceLevel,
  type ServiceTargets,
} from '../../domain/service-level.ts';
import { CASE } from '../../nouns/case/definition.ts';
import { records } from '../../store/records.ts';
import {
  addServiceLevel,
  countCasesWith,
  editServiceLevel,
  type StoredServiceLevel,
  serviceLevelNamed,
  serviceLevels,
} from '../../store/service-levels.ts';
import type { Tx } from '../../store/tx.ts';
import type { Deps } from '../deps.ts';
import { fieldsOf } from '../records/fields.ts';
import { readSelection } from '../records/selection.ts';

/** The settings of a service level as they are typed; those left out stay the same. */
export interface ServiceLevelSettings {
  readonly name?: string | undefined;
  /** `1h`; blank for none. */
  readonly firstResponse?: string | undefined;
  readonly resolve?: string | undefined;
  /** `mon-fri 9-17`. */
  readonly hours?: string | undefined;
  /** An IANA name. */
  readonly zone?: string | undefined;
  /** A country by name or code; blank for none. */
  readonly holidays?: string | undefined;
  /** `high=30m,4h`; `high=` for none. */
  readonly priorities?: readonly string[] | undefined;
  /** A filter of cases; blank for none. */
  readonly applies?: string | undefined;
}

/** A service level with the number of its cases. */
export interface ServiceLevelUse extends StoredServiceLevel {
  readonly cases: number;
}

/** All service levels, in the order in which new cases try them. */
export async function listServiceLevels({ store: { db } }: Deps): Promise<readonly ServiceLevelUse[]> {
  const all = await serviceLevels(db);
  return Promise.all(all.map(async (level) => ({ ...level, cases: await countCasesWith(db, level.name) })));
}

/** The service level of that name. Throws `not-found`. */
export async function readServiceLevel({ store: { db } }: Deps, name: string): Promise<ServiceLevelUse> {
  const level = await serviceLevelNamed(db, name);
  return { ...level, cases: await countCasesWith(db, level.name) };
}

/** Monday to Friday, 9 to 17. */
const USUAL_HOURS = 'mon-fri 9-17';

/**
 * Adds a service level; returns it with the number of open cases without one that it would apply to. Throws `usage` and
 * `conflict`.
 */
export async function createServiceLevel(
  deps: Deps,
  name: string,
  settings: ServiceLevelSettings,
): Promise<{ readonly level: ServiceLevel; readonly fitting: number }> {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const blank = { hours: readWeekHours(USUAL_HOURS), zone, country: '', priorities: {}, applies: null };
  const level = await withSettings(
    deps,
    { ...blank, name: '', firstResponse: null, resolve: null },
    {
      ...settings,
      name,
    },
  );
  await deps.store.change(async (tx) => {
    await rejectExisting(tx, level.name, null);
    await addServiceLevel(tx, level);
  }, `added the service level ${level.name}`);
  if (level.applies === null) return { level, fitting: 0 };
  const where = await readApplies(deps, `sla is empty and solved_at is empty and (${level.applies})`);
  return { level, fitting: (await casesThatFit(deps, where)).length };
}

/** Changes a service level: open cases are due by it from then on. Returns null if nothing changed. */
export async function changeServiceLevel(
  deps: Deps,
  text: string,
  settings: ServiceLevelSettings,
): Promise<{ readonly changeId: number | null; readonly level: ServiceLevel }> {
  const { id, result } = await deps.store.change(
    async (tx) => {
      const before = await serviceLevelNamed(tx, text);
      const level = await withSettings(deps, before, settings);
      await rejectExisting(tx, level.name, before.id);
      await editServiceLevel(tx, before, level);
      return { before, level };
    },
    ({ before }) => `changed the service level ${before.name}`,
  );
  return { changeId: id, level: result.level };
}

/** Removes a service level that no case has; returns its name. Throws `refused`. */
export async function deleteServiceLevel({ store }: Deps, text: string): Promise<string> {
  const { id, name } = await serviceLevelNamed(store.db, text);
  await store.change(async (tx) => {
    const cases = await countCasesWith(tx, name);
    if (cases > 0)
      throw refused(`the service level "${name}" is that of ${cases} ${cases === 1 ? 'case' : 'cases'}`, {
        code: 'level-in-use',
        name,
      });
    await tx.remove('sla', id);
  }, `removed the service level ${name}`);
  return name;
}

/** Reads a condition of cases. Throws `usage`. */
export async function readApplies(deps: Deps, filter: string): Promise<Condition | undefined> {
  return readSelection(deps, 'case', await fieldsOf(deps.store, CASE), { filters: [filter] });
}

/** Cases that meet a condition, of all or of some numbers. */
export async function casesThatFit(
  { store: { engine } }: Deps,
  where: Condition | undefined,
  among?: { readonly from: number; readonly to: number },
): Promise<number[]> {
  const found: number[] = [];
  for (const ids of among ? runsOf(among.from, among.to) : [undefined])
    for await (const row of records(engine, { noun: 'case', fields: [], where, ids }))
      found.push(row.id as number);
  return found;
}

/** Numbers that are looked up at once. */
const NUMBERS_PER_READ = 1000;

function* runsOf(from: number, to: number): Generator<number[]> {
  for (let first = from; first <= to; first += NUMBERS_PER_READ)
    yield Array.from({ length: Math.min(NUMBERS_PER_READ, to - first + 1) }, (_, at) => first + at);
}

async function withSettings(
  deps: Deps,
  before: ServiceLevel,
  settings: ServiceLevelSettings,
): Promise<ServiceLevel> {
  const { name, firstResponse, resolve, hours, zone, holidays, priorities, applies } = settings;
  const working = hours === undefined ? before.hours : readHours(hours);
  const level: ServiceLevel = {
    name: name === undefined ? before.name : readName(name),
    hours: working,
    zone: zone === undefined ? before.zone : readZone(zone),
    country: holidays === undefined ? before.country : await readCountry(holidays),
    firstResponse: firstResponse === undefined ? before.firstResponse : readTarget(firstResponse, working),
    resolve: resolve === undefined ? before.resolve : readTarget(resolve, working),
    priorities: withPriorities(before.priorities, priorities ?? [], working),
    applies: applies === undefined ? before.applies : applies.trim() || null,
  };
  const all: readonly ServiceTargets[] = [level, ...Object.values(level.priorities)];
  if (all.every((targets) => targets.firstResponse === null && targets.resolve === null))
    throw usage('a service level says by when cases are answered or solved', { code: 'level-without-times' });
  if (level.applies !== null) await readApplies(deps, level.applies);
  return level;
}

function readName(text: string): string {
  const name = text.trim();
  if (name === '') throw usage('a service level needs a name');
  return name;
}

/** As it is stored, so that both mean the same. */
const readHours = (text: string): WeekHours => readWeekHours(weekHoursText(readWeekHours(text)));

function readZone(text: string): string {
  const zone = text.trim();
  if (zone === '' || !makeZoneClock().knows(zone)) throw unknownZone(text);
  return zone;
}

async function readCountry(text: string): Promise<string> {
  if (text.trim() === '') return '';
  const code = (await loadCountryNames())(text);
  if (code === null)
    throw usage(`unknown country "${text}"`, 'Give its code or name, such as DE or Germany.');
  return (await loadCountry(code)).code;
}

function withPriorities(
  before: ServiceLevel['priorities'],
  texts: readonly string[],
  hours: WeekHours,
): ServiceLevel['priorities'] {
  const priorities = { ...before };
  for (const [priority, targets] of texts.map((text) => readPriorityTargets(text, hours)))
    if (targets === null) delete priorities[priority];
    else priorities[priority] = targets;
  return priorities;
}

async function rejectExisting(tx: Tx, name: string, own: number | null): Promise<void> {
  const same = (await serviceLevels(tx)).find((each) => each.name.toLowerCase() === name.toLowerCase());
  if (same && same.id !== own)
    throw conflict(`a service level "${same.name}" exists`, {
      code: 'name-exists',
      noun: 'sla',
      ref: same.name,
    });
}
