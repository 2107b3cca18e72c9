import { type CallResult, type Disposition, resultKey } from '../../domain/call-results.ts';
import { conflict, notFound, refused } from '../../domain/errors.ts';
import { findNearest } from '../../domain/suggest.ts';
import type { RowOf } from '../schema.ts';
import { type Db, sql } from '../sql.ts';
import type { Tx } from '../tx.ts';

/** A call result in this database: built-in or custom. */
export interface Outcome extends CallResult {
  readonly id: number;
  readonly builtIn: boolean;
}

/** All call results, in display order. */
export async function outcomes(db: Db): Promise<Outcome[]> {
  return (await sql<RowOf<'outcome'>>`select * from outcome order by position, id`.all(db)).map(toOutcome);
}

/** The result of that word, or undefined. Case does not matter, and `_` is the same as `-`. */
export async function outcomeOf(db: Db, word: string): Promise<Outcome | undefined> {
  const row = await sql<RowOf<'outcome'>>`select * from outcome where word = ${resultKey(word)}`.first(db);
  return row && toOutcome(row);
}

/** The result of that word. Throws `not-found` with the nearest. */
export async function outcomeNamed(db: Db, word: string): Promise<Outcome> {
  const found = await outcomeOf(db, word);
  if (found) return found;
  const [near = null] = findNearest(
    resultKey(word),
    (await outcomes(db)).map((outcome) => outcome.word),
  );
  throw notFound(`unknown outcome "${word}"`, { code: 'unknown-name', noun: 'outcome', near });
}

/** Adds a custom result at the end. Throws `conflict` if the word exists. */
export async function addOutcome(tx: Tx, result: CallResult): Promise<number> {
  if (await outcomeOf(tx, result.word)) {
    throw conflict(`an outcome "${result.word}" exists`, {
      code: 'outcome-exists',
      word: result.word,
    });
  }
  const last = (await outcomes(tx)).length;
  return tx.insert('outcome', { ...columns(result), position: last + 1 });
}

/** Changes a result; returns whether anything changed. Existing calls keep their effects. */
export async function editOutcome(tx: Tx, outcome: Outcome, result: CallResult): Promise<boolean> {
  if (result.word !== outcome.word && (await callsWith(tx, outcome.word)) > 0) {
    throw refused(`calls are logged as "${outcome.word}", so it cannot be renamed`, {
      code: 'outcome-name-in-use',
      word: result.word,
    });
  }
  return tx.update('outcome', outcome.id, columns(result));
}

/** Removes a custom result. Throws `refused` for a built-in one and for one that calls have. */
export async function removeOutcome(tx: Tx, outcome: Outcome): Promise<void> {
  if (outcome.builtIn) throw refused(`"${outcome.word}" is built in and cannot be removed`);
  const calls = await callsWith(tx, outcome.word);
  if (calls > 0) {
    throw refused(`${calls} ${calls === 1 ? 'call is' : 'calls are'} logged as "${outcome.word}"`, {
      code: 'outcome-in-use',
      word: outcome.word,
    });
  }
  await tx.remove('outcome', outcome.id);
}

async function callsWith(tx: Tx, word: string): Promise<number> {
  const { n } = await sql<{ n: number }>`
    select count(*) as n from activity where type = 'call' and outcome = ${word}`.one(tx);
  return n;
}

function toOutcome(row: RowOf<'outcome'>): Outcome {
  return {
    id: row.id,
    word: row.word,
    disposition: row.disposition as Disposition,
    positive: row.positive === 1,
    meeting: row.meeting === 1,
    callback: row.callback === 1,
    stops: row.stops === 1,
    doNotCall: row.do_not_call === 1,
    badNumber: row.bad_number === 1,
    status: row.status as CallResult['status'],
    builtIn: row.built_in === 1,
  };
}

function columns(result: CallResult) {
  return {
    word: result.word,
    disposition: result.disposition,
    positive: Number(result.positive),
    meeting: Number(result.meeting),
    callback: Number(result.callback),
    stops: Number(result.stops),
    do_not_call: Number(result.doNotCall),
    bad_number: Number(result.badNumber),
    status: result.status,
  };
}
