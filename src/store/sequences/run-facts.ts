import type { StopReason } from '../../domain/sequences/sequence.ts';
import { selectionsOf, touchedRows } from '../consequences/touched-rows.ts';
import { LEAD_STATUS } from '../leads.ts';
import { type Sql, sql } from '../sql.ts';
import type { Tx } from '../tx.ts';
import { runsWithNobodyToCall } from './callable.ts';

/** Something in a change that ends a run, unless its sequence goes on in spite of it. */
export interface EndFact {
  readonly runId: number;
  readonly reason: StopReason;
  readonly detail: string | null;
  /** Of a status: its name, and whether leads of it are not open. */
  readonly status?: { readonly name: string; readonly isEnd: boolean };
}

/** A call of a change with somebody in a sequence, made by us. */
export interface CallFact {
  readonly runId: number;
  /** UTC ISO 8601. */
  readonly at: string;
}

const ID = sql`id`;

const OPEN = sql`sequence_run.state in ('active', 'paused')`;

const inserted = (tx: Tx, table: Parameters<typeof touchedRows>[1]) =>
  touchedRows(tx, table).filter(({ op }) => op === 'insert');

const written = (tx: Tx, table: Parameters<typeof touchedRows>[1], column: string, value?: unknown) =>
  touchedRows(tx, table).filter(
    ({ op, after }) =>
      op === 'update' && after?.[column] !== undefined && (value === undefined || after[column] === value),
  );

/** What a change means for runs. */
export interface RunFacts {
  readonly ends: readonly EndFact[];
  readonly calls: readonly CallFact[];
  /** The runs whose task has ended, and whether it was done. */
  readonly tasks: ReadonlyMap<number, boolean>;
  /** The runs that wait for a call with somebody who can no longer be called. */
  readonly uncallable: readonly number[];
}

/** What in a change ends runs, which calls were made, and which of their tasks are over. */
export async function readRunFacts(tx: Tx): Promise<RunFacts> {
  const ends: EndFact[] = [];
  const calls: CallFact[] = [];
  // The first of several counts: a mail that says `unsubscribe` is no reply.
  await readAddresses(tx, ends);
  await readActivities(tx, ends, calls);
  await readMeetingsAndDeals(tx, ends);
  await readPeople(tx, ends);
  await readMails(tx, ends);
  await readMerged(tx, ends);
  return { ends, calls, tasks: await endedTasks(tx), uncallable: await runsWithNobodyToCall(tx) };
}

async function readActivities(tx: Tx, ends: EndFact[], calls: CallFact[]): Promise<void> {
  for (const among of selectionsOf(inserted(tx, 'activity'), sql`activity.id`))
    for (const noun of tx.nouns.people) {
      const rows = await sql<{
        run: number;
        type: string;
        direction: string | null;
        disposition: string | null;
        at: string;
      }>`
        select sequence_run.id as run, activity.type, activity.direction, activity.disposition, activity.at
        from activity join sequence_run on ${sql.ref(`sequence_run.${noun}_id`)} = ${sql.ref(`activity.${noun}_id`)}
        where ${among} and ${OPEN} and activity.type in ('call', 'email', 'meeting')
          and (activity.at >= sequence_run.started_at or sequence_run.started_at > ${tx.now})
        order by activity.id`.all(tx);
      for (const { run, type, direction, disposition, at } of rows) {
        if (type === 'call' && direction !== 'in') calls.push({ runId: run, at });
        if (type === 'email' && direction === 'in')
          ends.push({ runId: run, reason: 'replied', detail: null });
        if (type === 'meeting') ends.push({ runId: run, reason: 'meeting', detail: null });
        if (type === 'call' && disposition === 'answered')
          ends.push({ runId: run, reason: 'answered call', detail: null });
      }
    }
}

async function readMeetingsAndDeals(tx: Tx, ends: EndFact[]): Promise<void> {
  for (const [table, reason, nouns] of [
    ['meeting', 'meeting', tx.nouns.people],
    ['opp', 'deal', ['contact']],
  ] as const)
    for (const among of selectionsOf(inserted(tx, table), sql`${sql.ref(table)}.id`))
      for (const noun of nouns) {
        const rows = await sql<{ run: number }>`
          select sequence_run.id as run from ${sql.ref(table)}
            join sequence_run on ${sql.ref(`sequence_run.${noun}_id`)} = ${sql.ref(`${table}.${noun}_id`)}
          where ${among} and ${OPEN} order by sequence_run.id`.all(tx);
        for (const { run } of rows) ends.push({ runId: run, reason, detail: null });
      }
}

async function readPeople(tx: Tx, ends: EndFact[]): Promise<void> {
  for (const among of selectionsOf(written(tx, 'lead', 'status'), sql`lead.id`)) {
    const rows = await sql<{ run: number; status: string; kind: string }>`
      select sequence_run.id as run, lead.status, lead_status.kind
      from lead ${LEAD_STATUS} join sequence_run on sequence_run.lead_id = lead.id
      where ${among} and ${OPEN} order by sequence_run.id`.all(tx);
    for (const { run, status, kind } of rows)
      ends.push(
        kind === 'converted'
          ? { runId: run, reason: 'converted', detail: null }
          : {
              runId: run,
              reason: 'status',
              detail: status,
              status: { name: status, isEnd: kind !== 'open' },
            },
      );
  }
  for (const noun of tx.nouns.people)
    for (const among of selectionsOf(written(tx, noun, 'do_not_email', 1), sql`${sql.ref(noun)}.id`)) {
      const rows = await sql<{ run: number }>`
        select sequence_run.id as run from ${sql.ref(noun)}
          join sequence_run on ${sql.ref(`sequence_run.${noun}_id`)} = ${sql.ref(`${noun}.id`)}
        where ${among} and ${OPEN} order by sequence_run.id`.all(tx);
      for (const { run } of rows) ends.push({ runId: run, reason: 'unsubscribed', detail: 'do not email' });
    }
}

async function readAddresses(tx: Tx, ends: EndFact[]): Promise<void> {
  for (const [rows, reason, keys] of [
    [
      written(tx, 'email', 'bad', 1),
      'bounced',
      (among: Sql) => sql`select address_key from email where ${among}`,
    ],
    [
      inserted(tx, 'mail_suppression'),
      'unsubscribed',
      (among: Sql) => sql`select address_key from mail_suppression where ${among}`,
    ],
  ] as const)
    for (const among of selectionsOf(rows, ID))
      for (const noun of tx.nouns.people) {
        const found = await sql<{ run: number; address: string }>`
          select sequence_run.id as run, email.address from email
            join sequence_run on ${sql.ref(`sequence_run.${noun}_id`)} = ${sql.ref(`email.${noun}_id`)}
          where email.address_key in (${keys(among)}) and ${OPEN} order by sequence_run.id`.all(tx);
        for (const { run, address } of found) ends.push({ runId: run, reason, detail: address });
      }
}

/** Mails of runs that no server took, or that came back. */
async function readMails(tx: Tx, ends: EndFact[]): Promise<void> {
  const ended = touchedRows(tx, 'message').filter(
    ({ op, after }) => op === 'update' && (after?.state === 'failed' || after?.state === 'bounced'),
  );
  for (const among of selectionsOf(ended, ID)) {
    const rows = await sql<{ run: number; answer: string | null }>`
      select sequence_run.id as run, message.answer from message
        join sequence_touch on sequence_touch.message_id = message.id
        join sequence_run on sequence_run.id = sequence_touch.run_id
      where message.id in (select id from message where ${among}) and ${OPEN} order by sequence_run.id`.all(
      tx,
    );
    for (const { run, answer } of rows) ends.push({ runId: run, reason: 'bounced', detail: answer });
  }
}

/** Of two runs of a sequence that a merge made those of one person, the older one goes on. */
async function readMerged(tx: Tx, ends: EndFact[]): Promise<void> {
  for (const noun of tx.nouns.people)
    for (const among of selectionsOf(written(tx, 'sequence_run', `${noun}_id`), sql`moved.id`)) {
      const own = sql.ref(`${noun}_id`);
      const rows = await sql<{ run: number }>`
        select sequence_run.id as run from sequence_run
        where ${OPEN} and exists (
          select 1 from sequence_run moved where ${among} and moved.${own} = sequence_run.${own}
        ) and exists (
          select 1 from sequence_run older
          where older.${own} = sequence_run.${own} and older.sequence_id = sequence_run.sequence_id
            and older.state in ('active', 'paused')
            and (older.started_at < sequence_run.started_at
              or (older.started_at = sequence_run.started_at and older.id < sequence_run.id)))
        order by sequence_run.id`.all(tx);
      for (const { run } of rows) ends.push({ runId: run, reason: 'merged', detail: null });
    }
}

async function endedTasks(tx: Tx): Promise<ReadonlyMap<number, boolean>> {
  const ended = new Map<number, boolean>();
  for (const { id, op, after } of touchedRows(tx, 'task')) {
    if (op === 'delete') ended.set(id, false);
    if (op === 'update' && (after?.status === 'done' || after?.status === 'cancelled'))
      ended.set(id, after.status === 'done');
  }
  if (ended.size === 0) return ended;
  const own = await sql<{ id: number; task_id: number }>`
    select id, task_id from sequence_run
    where task_id ${sql.among([...ended.keys()])} and state in ('active', 'paused') order by id`.all(tx);
  return new Map(own.map(({ id, task_id }) => [id, ended.get(task_id) === true]));
}
