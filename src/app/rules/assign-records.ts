import type { Noun } from '../../domain/field.ts';
import type { RuleAction, Turn } from '../../domain/rules/rule.ts';
import type { NounDefinition } from '../../nouns/definition.ts';
import { Assignees } from '../../store/rules/assignees.ts';
import { noteAssignments } from '../../store/rules/assignments.ts';
import { type KnownOwner, type KnownOwners, readKnownOwners } from '../../store/rules/known-owners.ts';
import { ownersOf } from '../../store/rules/rule-records.ts';
import { keepTurn, nextTurn } from '../../store/rules/stored-rules.ts';
import type { RowChange, Tx } from '../../store/tx.ts';
import { userNamed } from '../../store/users.ts';

/** Records that are given away at once. */
const RECORDS_PER_BATCH = 1000;

/** Who got which records, and why some got nobody. */
export interface Assignment {
  readonly owners: ReadonlyMap<number, KnownOwner>;
  readonly problem: string | null;
}

/**
 * Gives records to users, with their open tasks, and notes why: to the owner of their account, to who has the same person
 * already, else in turn. Turns leave out who is inactive, away or has too many leads, and who does not work now while
 * somebody else does.
 */
export async function assignRecords(
  tx: Tx,
  definition: NounDefinition,
  ruleId: number,
  ids: readonly number[],
  action: Extract<RuleAction, { type: 'assign' }>,
): Promise<Assignment> {
  const order = await turnsOf(tx, action.turns);
  const isInTurn = order.length > 1;
  const assignees = await Assignees.read(tx, order, definition.noun === 'lead');
  const owners = new Map<number, KnownOwner>();
  const haveTasks = mayHaveTasks(tx, definition.noun, ids);
  let problem: string | null = null;
  let turn = isInTurn ? await nextTurn(tx, ruleId) : 0;
  for (let at = 0; at < ids.length; at += RECORDS_PER_BATCH) {
    const some = ids.slice(at, at + RECORDS_PER_BATCH);
    const given = new Map<number, KnownOwner>();
    const known = action.isKnownFirst ? await readKnownOwners(tx, definition, some) : null;
    for (const id of some) {
      const had = known && knownOwner(definition, known, id, given, assignees);
      if (had) {
        assignees.note(had.owner);
        given.set(id, had);
        continue;
      }
      if (order.length === 0) continue;
      const skipped = isInTurn ? assignees.turnsUntilFree(order, turn) : 0;
      if (skipped === null) {
        problem = `nobody of ${assignees.namesOf(order)} is there and has room`;
        continue;
      }
      const owner = order[(turn + skipped) % order.length] as number;
      turn += skipped + 1;
      assignees.note(owner);
      const name = assignees.namesOf([owner]);
      given.set(id, { owner, reason: isInTurn ? `it was the turn of ${name}` : `it names ${name}` });
    }
    const changed = await writeOwners(tx, definition, given, haveTasks);
    await noteAssignments(tx, { noun: definition.noun, ruleId }, changed);
    for (const [id, owner] of given) owners.set(id, owner);
  }
  if (isInTurn) await keepTurn(tx, ruleId, turn % order.length);
  return { owners, problem };
}

/** The numbers of users in the order of their turns. */
async function turnsOf(tx: Tx, turns: readonly Turn[]): Promise<number[]> {
  const order: number[] = [];
  for (const { user, weight } of turns) {
    const { id } = await userNamed(tx, user);
    for (let turn = 0; turn < weight; turn++) order.push(id);
  }
  return order;
}

/** Who has the account of a record, or the same person, and is there. `given` are owners that others get at once with it. */
function knownOwner(
  { noun }: NounDefinition,
  { byAccount, samePerson }: KnownOwners,
  id: number,
  given: ReadonlyMap<number, KnownOwner>,
  assignees: Assignees,
): KnownOwner | null {
  const account = byAccount.get(id);
  if (account && assignees.isThere(account.owner))
    return { ...account, reason: `${assignees.namesOf([account.owner])} ${account.reason}` };
  for (const other of samePerson.get(id) ?? []) {
    const owner = (other.noun === noun ? given.get(other.id)?.owner : undefined) ?? other.owner;
    if (owner !== null && assignees.isThere(owner))
      return {
        owner,
        reason: `${assignees.namesOf([owner])} has ${other.noun} ${other.id} of the same person`,
      };
  }
  return null;
}

/** Writes the owners of records and of their open tasks; returns those of records that had another one. */
async function writeOwners(
  tx: Tx,
  { noun, owner: field }: NounDefinition,
  owners: ReadonlyMap<number, KnownOwner>,
  haveTasks: boolean,
): Promise<ReadonlyMap<number, KnownOwner>> {
  const column = `${field}_id`;
  const changed = new Map<number, KnownOwner>();
  for (const [table, link] of [
    [noun, 'id'],
    ['task', `${noun}_id`],
  ] as const) {
    if (table === 'task' && !haveTasks) continue;
    const changes: RowChange[] = [];
    for (const row of await ownersOf(tx, table, link, table === 'task' ? 'owner_id' : column, [
      ...owners.keys(),
    ])) {
      const next = owners.get(row.of);
      if (next === undefined || row.owner === next.owner) continue;
      if (table === noun) changed.set(row.id, next);
      const isFresh = row.updatedAt === tx.now;
      changes.push({
        id: row.id,
        before: { [column]: row.owner, ...(isFresh ? {} : { updated_at: row.updatedAt }) },
        after: { [column]: next.owner, ...(isFresh ? {} : { updated_at: tx.now }) },
      });
    }
    await tx.updateMany(table, changes);
  }
  return changed;
}

/** Whether there may be tasks of records: not of those that are as new as their change, which has added none. */
function mayHaveTasks(tx: Tx, noun: Noun, ids: readonly number[]): boolean {
  if (!tx.nouns.get('task').fields.some(({ name }) => name === noun)) return false;
  if (tx.rows.some(({ table }) => table === 'task')) return true;
  const fresh = tx.rows.filter(({ table, op }) => table === noun && op === 'insert');
  const isFresh = (id: number) => fresh.some((run) => run.id <= id && id <= run.lastId);
  return !ids.every(isFresh);
}
