import { addDaysTo } from '../../domain/dates/calendar.ts';
import { isoTime, startOfDay, toLocalDate } from '../../domain/dates.ts';
import { isCrmError } from '../../domain/errors.ts';
import type { MailAccount } from '../../domain/mail/account.ts';
import { type NamedRecord, personColumns, recordText } from '../../domain/record-ref.ts';
import type { SequencePlan } from '../../domain/sequences/sequence.ts';
import { obstacleTo } from '../../store/sequences/obstacles.ts';
import { runsByAccount, runsNumbered, startsFrom } from '../../store/sequences/runs.ts';
import type { StoredSequence } from '../../store/sequences/sequences.ts';
import type { Tx } from '../../store/tx.ts';
import type { Deps } from '../deps.ts';
import { findRecipient } from '../mail/recipients.ts';
import { enterStep, noteOnTimeline, type RunMoves } from './move-run.ts';
import { StepPlanner } from './step-planner.ts';

/** People who come into a sequence. */
export interface EnrolInput {
  readonly sequence: StoredSequence;
  readonly plan: SequencePlan;
  readonly people: readonly NamedRecord[];
  /** The accounts that mails are sent from, a person each in turn; none for a sequence without mails. */
  readonly accounts: readonly MailAccount[];
  /** First steps a day at most; null for any number. */
  readonly perDay: number | null;
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
  const { sequence, people } = input;
  const planner = new StepPlanner(deps);
  await planner.prepare(deps.store.db, people);
  const days = new StartDays(
    input.perDay,
    await startsFrom(deps.store.db, sequence.id, startOfDay(toLocalDate(input.start))),
  );
  const turns = new AccountTurns(input.accounts, await runsByAccount(deps.store.db, sequence.id));
  const { id, result } = await deps.withProgress('Enrolling', 'nobody was enrolled', (report) =>
    deps.store.change(
      async (tx) => {
        const started: { person: NamedRecord; dueAt: string }[] = [];
        const leftOut: string[] = [];
        for (const [at, person] of people.entries()) {
          if (at % PEOPLE_PER_REPORT === 0) await report(at, people.length);
          const obstacle = await whyNot(deps, tx, input, person);
          if (obstacle !== null) leftOut.push(obstacle);
          else
            started.push({ person, dueAt: await start({ deps, planner }, tx, input, person, days, turns) });
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
  { sequence, plan, start: from }: EnrolInput,
  person: NamedRecord,
  days: StartDays,
  turns: AccountTurns,
): Promise<string> {
  const [first] = plan.steps;
  if (!first) throw new Error('a sequence has a step');
  let after = from;
  for (;;) {
    const due = await moves.planner.plan(tx, person, first, after);
    if (due === null || days.hasRoom(due)) break;
    after = days.next(due);
  }
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
  if (dueAt !== null) {
    await tx.update('sequence_run', id, { starts_at: dueAt });
    days.take(Date.parse(dueAt));
  }
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

/** The days on which first steps are due, by the user's own calendar. */
class StartDays {
  readonly #perDay: number | null;
  readonly #taken = new Map<string, number>();

  constructor(perDay: number | null, starts: readonly string[]) {
    this.#perDay = perDay;
    for (const at of starts) this.take(Date.parse(at));
  }

  hasRoom(moment: number): boolean {
    return this.#perDay === null || (this.#taken.get(toLocalDate(moment)) ?? 0) < this.#perDay;
  }

  take(moment: number): void {
    const day = toLocalDate(moment);
    this.#taken.set(day, (this.#taken.get(day) ?? 0) + 1);
  }

  /** When the day after that of a moment begins. */
  next(moment: number): number {
    return Date.parse(startOfDay(addDaysTo(toLocalDate(moment), 1)));
  }
}
