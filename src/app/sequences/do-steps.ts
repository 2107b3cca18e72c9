import { formatDay } from '../../domain/dates/format-day.ts';
import { isoTime } from '../../domain/dates.ts';
import { isCrmError } from '../../domain/errors.ts';
import type { MailAccount } from '../../domain/mail/account.ts';
import { refText } from '../../domain/record-ref.ts';
import {
  type SequencePlan,
  type SequenceStep,
  stepText,
  variantFor,
} from '../../domain/sequences/sequence.ts';
import { DAY_MS, WEEK_MS } from '../../domain/time-units.ts';
import { messageNumbered, type StoredMail } from '../../store/mail/messages.ts';
import { isContactedByOthers, lastMailOf, sequenceMailsWithin } from '../../store/sequences/contacts-made.ts';
import { nextDueRun, runsNumbered, type SequenceRun } from '../../store/sequences/runs.ts';
import { SequencePlans } from '../../store/sequences/sequences.ts';
import type { Tx } from '../../store/tx.ts';
import { requireLease } from '../../store/worker/lease.ts';
import type { Deps } from '../deps.ts';
import { reachedLimit } from '../mail/limits.ts';
import { insertMails, type MailBatch, readSignature } from '../mail/queue-mail.ts';
import { findRecipient, type Recipient } from '../mail/recipients.ts';
import type { WorkItem } from '../worker/work-item.ts';
import { mailOfStep } from './mail-of-step.ts';
import { enterStep, noteTouch, pauseRun, planRun, type RunMoves, runMoves, stopRun } from './move-run.ts';
import { replanAhead } from './replan-ahead.ts';
import { StepPlanner } from './step-planner.ts';

/** What it takes to go on with sequences. */
export interface SequencePort {
  /** Names this run of the process. */
  readonly token: string;
  readonly mailAccounts: readonly MailAccount[];
  /** Mails of sequences that a person gets within seven days at most. */
  readonly mailsPerWeek: number;
}

/**
 * Does the steps that are due: queues mails, and skips calls and tasks that nobody did. Each is one change with what follows
 * from it, so that a worker that is killed has done it or not.
 */
export async function* doSequenceSteps(deps: Deps, port: SequencePort): AsyncIterable<WorkItem> {
  yield* replanAhead(deps, port.token);
  const worker = new StepWorker(deps, port);
  const accounts = port.mailAccounts.map(({ name }) => name);
  for (;;) {
    const run = await nextDueRun(deps.store.db, isoTime(deps.clock.now()), accounts);
    if (!run) return;
    const item = await worker.do(run);
    if (item) yield item;
  }
}

class StepWorker {
  readonly #deps: Deps;
  readonly #port: SequencePort;
  readonly #planner: StepPlanner;
  readonly #plans: SequencePlans;

  constructor(deps: Deps, port: SequencePort) {
    this.#deps = deps;
    this.#port = port;
    this.#planner = new StepPlanner(deps);
    this.#plans = new SequencePlans(deps.store.db);
  }

  get #moves(): RunMoves {
    return runMoves(this.#deps, this.#planner);
  }

  /** Does what is due of a run; null if somebody else changed it meanwhile. */
  async do(run: SequenceRun): Promise<WorkItem | null> {
    const plan = await this.#plans.of(run);
    const step = plan.steps[run.step - 1];
    const what = `${run.sequence} ${refText(run.person)} step ${run.step}`;
    const done =
      step?.kind !== 'email' ? await this.#skip(run, plan, step) : await this.#mail(run, plan, step);
    return done && { what, ...done };
  }

  async #skip(run: SequenceRun, plan: SequencePlan, step: SequenceStep | undefined): Promise<StepEnd | null> {
    const said = step ? `skipped ${stepText(step)}: nobody did it in time` : 'there is no such step';
    return this.#change(run, `${run.sequence}: ${said}`, async (tx, now) => {
      if (run.taskId !== null && (await tx.read('task', run.taskId))?.status === 'open')
        await tx.update('task', run.taskId, { status: 'cancelled' });
      await enterStep(this.#moves, tx, run, { plan, number: run.step + 1, after: now });
      return said;
    });
  }

  async #mail(run: SequenceRun, plan: SequencePlan, step: SequenceStep): Promise<StepEnd | null> {
    const account = this.#port.mailAccounts.find(({ name }) => name === run.account);
    if (!account) return null;
    let recipient: Recipient;
    try {
      recipient = await findRecipient(this.#deps, { ...run.person, title: run.name });
    } catch (error) {
      if (!isCrmError(error)) throw error;
      return this.#change(run, `stopped ${run.sequence}: ${error.message}`, async (tx) => {
        await stopRun(tx, run, { reason: 'no mail', detail: error.message });
        return `stopped: ${error.message}`;
      });
    }
    const wait = await this.#wait(run, plan, step, account, recipient.to);
    if (wait !== null) return wait;
    const { template } = variantFor(step.variants, variantKey(run));
    const after = step.isReply ? await this.#mailBefore(run) : null;
    let mail: Awaited<ReturnType<typeof mailOfStep>>;
    try {
      mail = await mailOfStep(this.#deps, run.person, template, after);
    } catch (error) {
      if (!isCrmError(error)) throw error;
      return this.#change(run, `paused ${run.sequence}: ${error.message}`, async (tx) => {
        await pauseRun(tx, run, 'no text', error.message);
        return `paused: ${error.message}`;
      });
    }
    const signature = await readSignature(account);
    return this.#change(run, `${run.sequence}: queued ${stepText(step)} to ${run.name}`, async (tx, now) => {
      const batch: MailBatch = {
        account,
        mails: [{ recipient, subject: mail.subject, body: mail, sendAt: now }],
        cc: '',
        bcc: '',
        files: [],
        after,
        isDraft: false,
        isBulk: account.footer !== null && account.unsubscribe !== null,
      };
      const [messageId] = await insertMails(this.#deps, tx, batch, signature);
      if (messageId === undefined) throw new Error('a mail was queued');
      await noteTouch(tx, run, { kind: 'email', at: tx.now, variant: template, messageId });
      if (run.step === 1) await tx.update('sequence_run', run.id, { starts_at: tx.now });
      await enterStep(this.#moves, tx, run, { plan, number: run.step + 1, after: now });
      return `queued mail ${messageId} to ${recipient.address}`;
    });
  }

  async #mailBefore({ id }: SequenceRun): Promise<StoredMail | null> {
    const { db } = this.#deps.store;
    const last = await lastMailOf(db, id);
    return last === null ? null : messageNumbered(db, String(last));
  }

  /** Puts a mail off that may not be sent now; null if it may. */
  async #wait(
    run: SequenceRun,
    plan: SequencePlan,
    step: SequenceStep,
    account: MailAccount,
    to: string,
  ): Promise<StepEnd | null> {
    const { store, clock } = this.#deps;
    const now = clock.now();
    const moves = this.#moves;
    const { planner, starts } = moves;
    const at = (delayDays: number, after: number) =>
      planRun(moves, store.db, run, { number: run.step, step: { ...step, delayDays }, after });
    const later = async (due: number | null, why: string): Promise<StepEnd | null> =>
      due === null
        ? this.#change(run, `paused ${run.sequence}`, async (tx) => {
            await pauseRun(tx, run, 'no day fits', `step ${run.step} has a window that never comes`);
            return 'paused: its window never comes';
          })
        : this.#change(run, `${run.sequence}: ${why}`, async (tx) => {
            const due_at = isoTime(due);
            await tx.update(
              'sequence_run',
              run.id,
              run.step === 1 ? { due_at, starts_at: due_at } : { due_at },
            );
            return `${why}: planned for ${formatDay(isoTime(due))}`;
          });
    const open = await planner.plan(store.db, run.person, { ...step, delayDays: 0 }, now);
    if (open === null || open > now) return later(open && (await at(0, open)), 'outside of its window');
    const begun = run.step === 1 ? await starts.full(store.db, run, now) : null;
    if (begun !== null) return later(await at(1, now), `${begun} people have begun it today`);
    const today = await planner.dayBegins(store.db, run.person, now);
    if (!plan.allowsSameDay) {
      const day = { since: isoTime(today), until: isoTime(today + DAY_MS) };
      if (await isContactedByOthers(store.db, run.person, run.id, day))
        return later(await at(1, now), 'they were contacted today already');
    }
    const week = { since: isoTime(now - WEEK_MS + 1), until: isoTime(now + DAY_MS) };
    const mails = await sequenceMailsWithin(store.db, run.person, week);
    const oldest = mails[mails.length - this.#port.mailsPerWeek];
    if (oldest !== undefined)
      return later(
        await at(0, Date.parse(oldest) + WEEK_MS),
        `they got ${mails.length} mails of sequences within a week`,
      );
    const limit = await reachedLimit(this.#deps, account, to, { countsQueued: true });
    return limit === null ? null : later(await at(1, now), limit);
  }

  /** Makes a change of a run that is still as it was. Without the lease of the worker it throws. */
  async #change(
    run: SequenceRun,
    summary: string,
    work: (tx: Tx, now: number) => Promise<string>,
  ): Promise<StepEnd | null> {
    const { store, clock } = this.#deps;
    const { result } = await store.change(async (tx) => {
      await requireLease(tx, this.#port.token);
      const [still] = await runsNumbered(tx, [run.id]);
      if (still?.state !== 'active' || still.step !== run.step || still.dueAt !== run.dueAt) return null;
      return work(tx, clock.now());
    }, summary);
    return result === null ? null : { result, hasFailed: result.startsWith('paused') };
  }
}

type StepEnd = Omit<WorkItem, 'what'>;

/** What decides which variant of a step somebody gets. */
export function variantKey({
  sequenceId,
  step,
  person,
}: Pick<SequenceRun, 'sequenceId' | 'step' | 'person'>): string {
  return `${sequenceId} ${step} ${refText(person)}`;
}
