import { isoTime } from '../../domain/dates.ts';
import { isCrmError } from '../../domain/errors.ts';
import type { MailAccount } from '../../domain/mail/account.ts';
import { type NamedRecord, personColumns, recordText } from '../../domain/record-ref.ts';
import type { SequencePlan } from '../../domain/sequences/sequence.ts';
import { canBeCalled } from '../../store/sequences/callable.ts';
import { obstacleTo } from '../../store/sequences/obstacles.ts';
import { runsByAccount, runsNumbered } from '../../store/sequences/runs.ts';
import type { StoredSequence } from '../../store/sequences/sequences.ts';
import type { Tx } from '../../store/tx.ts';
import type { Deps } from '../deps.ts';
import { findRecipient } from '../mail/recipients.ts';
import { enterStep, NOBODY_TO_CALL, noteOnTimeline, type RunMoves, runMoves } from './move-run.ts';
import { StepPlanner } from './step-planner.ts';

/** People who come into a sequence. */
export interface EnrolInput {
  readonly sequence: StoredSequence;
  readonly plan: SequencePlan;
  readonly people: readonly NamedRecord[];
  /** The accounts that mails are sent from, a person each in turn; none for a sequence without mails. */
  readonly accounts: readonly MailAccount[];
  /** People who begin on a day at most from now on, null for any number; undefined for as many as before. */
  readonly perDay: number | null | undefined;
  /** The moment from which the first step can be done. */
  readonly start: number;
}

/** Who came into a sequence. */
export interface Enrolment {
  readonly changeId: number | null;
  readonly started: readonly { readonly person: NamedRecord; readonly dueAt: string }[];
  /** Why others did not, each as a sentence. */
  readonly leftOut: readonly string[];
}

/** People between two looks at a signal. */
const PEOPLE_PER_REPORT = 50;

/** Brings people into a sequence, each at most once; those who cannot or may not be are named. */
export async function enrol(deps: Deps, input: EnrolInput): Promise<Enrolment> {
  const { sequence, people, perDay } = input;
  const planner = new StepPlanner(deps);
  await planner.prepare(deps.store.db, people);
  const { id, result } = await deps.withProgress('Enrolling', 'nobody was enrolled', (report) =>
    deps.store.change(
      async (tx) => {
        if (perDay !== undefined) await tx.update('sequence', sequence.id, { starts_per_day: perDay });
        const moves = runMoves(deps, planner);
        const turns = new AccountTurns(input.accounts, await runsByAccount(tx, sequence.id));
        const started: { person: NamedRecord; dueAt: string }[] = [];
        const leftOut: string[] = [];
        for (const [at, person] of people.entries()) {
          if (at % PEOPLE_PER_REPORT === 0) await report(at, people.length);
          const obstacle = await whyNot(deps, tx, input, person);
          if (obstacle !== null) leftOut.push(obstacle);
          else started.push({ person, dueAt: await start(moves, tx, input, person, turns) });
        }
        return { started, leftOut };
      },
      ({ started }) =>
        started.length === 1 && started[0]
          ? `enrolled ${recordText(started[0].person)} in ${sequence.name}`
          : `enrolled ${started.length} people in ${sequence.name}`,
    ),
  );
  return { changeId: id, ...result };
}

/** Why somebody cannot come into a sequence, as a sentence; null for no reason. */
async function whyNot(
  deps: Deps,
  tx: Tx,
  { sequence, plan }: EnrolInput,
  person: NamedRecord,
): Promise<string | null> {
  const obstacle = await obstacleTo(tx, person, sequence.id, plan.isOnePerAccount);
  if (obstacle !== null) return `${recordText(person)} ${obstacle}`;
  if (plan.steps.every(({ kind }) => kind === 'call') && !(await canBeCalled(tx, person)))
    return `${recordText(person)} has ${NOBODY_TO_CALL}`;
  if (!plan.steps.some(({ kind }) => kind === 'email')) return null;
  try {
    await findRecipient(deps, person);
    return null;
  } catch (error) {
    if (!isCrmError(error) || error.kind !== 'refused') throw error;
    const { message } = error;
    return message.includes(`${person.noun} ${person.id}`) ? message : `${recordText(person)}: ${message}`;
  }
}

async function start(
  moves: RunMoves,
  tx: Tx,
  { sequence, plan, start: after }: EnrolInput,
  person: NamedRecord,
  turns: AccountTurns,
): Promise<string> {
  const [first] = plan.steps;
  if (!first) throw new Error('a sequence has a step');
  const id = await tx.insert('sequence_run', {
    sequence_id: sequence.id,
    version: sequence.version,
    ...personColumns(person),
    state: 'active',
    step: 1,
    kind: first.kind,
    due_at: isoTime(after),
    account: turns.next(),
    user_id: tx.userId,
    started_at: tx.now,
    starts_at: isoTime(after),
  });
  const [run] = await runsNumbered(tx, [id]);
  if (!run) throw new Error('the run was just added');
  const dueAt = await enterStep(moves, tx, run, { plan, number: 1, after });
  await noteOnTimeline(tx, run, `Started the sequence ${sequence.name}`);
  return dueAt ?? isoTime(after);
}

/** Whose turn it is to write to the next person: the account with the fewest people. */
class AccountTurns {
  readonly #counts: Map<string, number>;

  constructor(accounts: readonly MailAccount[], known: readonly { account: string; n: number }[]) {
    const before = new Map(known.map(({ account, n }) => [account, n]));
    this.#counts = new Map(accounts.map(({ name }) => [name, before.get(name) ?? 0]));
  }

  /** Empty without accounts. */
  next(): string {
    let [found = '', fewest = 0] = this.#counts.entries().next().value ?? [];
    for (const [name, count] of this.#counts) if (count < fewest) [found, fewest] = [name, count];
    if (found !== '') this.#counts.set(found, fewest + 1);
    return found;
  }
}
