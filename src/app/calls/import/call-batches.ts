import type { CallResult } from '../../../domain/call-results.ts';
import { isoTime } from '../../../domain/dates.ts';
import { splitName } from '../../../domain/person-name.ts';
import {
  callsBetween,
  callsByExternalId,
  numbersOfParties,
  openCallbacks,
  ownersOf,
  type StoredCall,
} from '../../../store/calls/call-candidates.ts';
import { writeCalls } from '../../../store/calls/write-calls.ts';
import type { Tx } from '../../../store/tx.ts';
import { insertRecord } from '../../../store/write/record.ts';
import type { WriteEnv } from '../../../store/write/values.ts';
import { type CallCandidates, CallDecider, type CallOutcome, type CallRules } from './decide-calls.ts';
import { type ImportedCall, SAME_CALL_MS } from './imported-call.ts';
import { externalIdsOf, type PerhapsSame, UNKNOWN_SYSTEM } from './stored-calls.ts';

/** Calls that are stored at once. */
const CALLS_PER_BATCH = 1000;

/** What became of calls. */
export interface CallsResult {
  /** In the order of the calls. */
  readonly outcomes: readonly CallOutcome[];
  readonly perhapsSame: readonly PerhapsSame[];
  /** Numbers that turned out to be bad. */
  readonly badNumbers: readonly string[];
  /** Numbers that came onto the do-not-call list. */
  readonly blocked: readonly string[];
  /** Leads made of callers whom nobody knew. */
  readonly leads: number;
}

/** Stores calls, which come in the order of their times, a batch at a time. */
export async function storeCalls(
  tx: Tx,
  calls: readonly ImportedCall[],
  rules: CallRules,
  { env, createsLeads }: { readonly env: WriteEnv; readonly createsLeads: boolean },
): Promise<CallsResult> {
  const outcomes: CallOutcome[] = [];
  const [perhapsSame, badNumbers, blocked]: [PerhapsSame[], string[], string[]] = [[], [], []];
  let leads = 0;
  const storeBatch = async (batch: readonly ImportedCall[]): Promise<CallOutcome[]> => {
    const decider = new CallDecider(
      rules,
      await readCandidates(tx, batch, rules),
      await tx.nextId('activity'),
    );
    const decided = batch.map((call) => decider.decide(call));
    await writeCalls(tx, decider.writes, env);
    perhapsSame.push(...decider.perhapsSame);
    badNumbers.push(...decider.badNumbers);
    blocked.push(...decider.writes.suppressions.map(({ e164 }) => e164));
    return decided;
  };
  for (let at = 0; at < calls.length; at += CALLS_PER_BATCH) {
    const batch = calls.slice(at, at + CALLS_PER_BATCH);
    const decided = await storeBatch(batch);
    const unknown = batch.filter((_, index) => decided[index]?.type === 'unknown');
    if (createsLeads && unknown.length > 0) {
      leads += await createLeads(tx, unknown, env);
      const again = await storeBatch(unknown);
      for (const [index, call] of unknown.entries())
        decided[batch.indexOf(call)] = again[index] as CallOutcome;
    }
    outcomes.push(...decided);
  }
  return { outcomes, perhapsSame, badNumbers, blocked, leads };
}

/** Reads all that the calls of a batch can mean. */
async function readCandidates(
  tx: Tx,
  calls: readonly ImportedCall[],
  { system }: CallRules,
): Promise<CallCandidates> {
  const numbers = new Set(calls.flatMap(({ sides }) => sides.map(({ number }) => number)));
  const owners = await ownersOf(tx, [...numbers]);
  const known = await readKnownCalls(tx, calls, [...new Set([system, UNKNOWN_SYSTEM])]);
  const parties = [...owners.values()].flatMap((group) => (group.length === 1 ? group : []));
  const [first, last] = [calls[0]?.at ?? '', calls.at(-1)?.at ?? ''];
  const logged =
    calls.length === 0
      ? []
      : await callsBetween(
          tx,
          parties,
          isoTime(Date.parse(first) - SAME_CALL_MS),
          isoTime(Date.parse(last) + SAME_CALL_MS),
        );
  const needsNumbers = (result: CallResult) => result.badNumber || result.doNotCall;
  const withNumbers = partiesOf(calls, owners, needsNumbers);
  const reached = partiesOf(calls, owners, ({ disposition }) => disposition === 'answered');
  return {
    known,
    logged: logged.length === 0 ? logged : [...new Map(logged.map((call) => [call.id, call])).values()],
    owners,
    callbacks: reached.length === 0 ? [] : await openCallbacks(tx, reached),
    numbers: withNumbers.length === 0 ? [] : await numbersOfParties(tx, withNumbers),
  };
}

/** The calls that have the ids of these. What is beside an id is asked only where the id is there. */
async function readKnownCalls(
  tx: Tx,
  calls: readonly ImportedCall[],
  systems: readonly string[],
): Promise<StoredCall[]> {
  const read = async (idsOf: (call: ImportedCall) => string[]) => {
    const ids = new Set(calls.flatMap(idsOf));
    return ids.size === 0 ? [] : callsByExternalId(tx, systems, [...ids]);
  };
  const first = await read((call) => (call.callId === null ? externalIdsOf(call) : [call.callId]));
  const there = new Set(first.map(({ external_id: id }) => id));
  const second = await read((call) =>
    call.callId !== null && there.has(call.callId) ? externalIdsOf(call).slice(1) : [],
  );
  return [...first, ...second];
}

/** The people whom calls with such results were with. */
function partiesOf(
  calls: readonly ImportedCall[],
  owners: CallCandidates['owners'],
  has: (result: CallResult) => boolean,
) {
  const numbers = new Set(
    calls.filter(({ result }) => has(result)).flatMap(({ sides }) => sides.map(({ number }) => number)),
  );
  return [...numbers].flatMap((number) => {
    const found = owners.get(number) ?? [];
    return found.length === 1 ? found : [];
  });
}

/** Makes leads of numbers that nobody has; returns how many. */
async function createLeads(tx: Tx, calls: readonly ImportedCall[], env: WriteEnv): Promise<number> {
  const names = new Map<string, string | null>();
  for (const { sides } of calls) {
    const [side] = sides;
    if (side) names.set(side.number, names.get(side.number) ?? side.name);
  }
  for (const [number, name] of names)
    await insertRecord(tx, 'lead', { ...(name === null ? {} : splitName(name)), phone: number }, env);
  return names.size;
}
