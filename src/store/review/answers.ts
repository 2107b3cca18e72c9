import type { Answer, AnsweredDeal, Decision } from '../../domain/review.ts';
import type { Engine } from '../engine.ts';
import { type Db, type Sql, sql } from '../sql.ts';
import type { Store } from '../store.ts';
import type { Tx } from '../tx.ts';

/** The user's last answer about a deal; null if there is none. */
export async function answerOn(db: Db, userId: number, oppId: number): Promise<Answer | null> {
  const [row] = await sql<{
    at: string;
    decided: string;
  }>`select at, decided from review_answer where user_id = ${userId} and opp_id = ${oppId}`.all(db);
  return row ? toAnswer(row) : null;
}

/** Stores the acting user's answer about a deal with its change, replacing an earlier one. */
export async function keepAnswer(tx: Tx, oppId: number, answer: Answer): Promise<void> {
  await tx.executeUnjournaled(upsert(tx.userId, oppId, answer));
}

/** Restores an earlier answer of the acting user; null removes the answer. */
export async function putBackAnswer(store: Store, oppId: number, answer: Answer | null): Promise<void> {
  const { engine } = store;
  await store.runUnjournaled((userId) =>
    answer === null
      ? engine.run(sql`delete from review_answer where user_id = ${userId} and opp_id = ${oppId}`)
      : engine.run(upsert(userId, oppId, answer)),
  );
}

function upsert(userId: number, oppId: number, { at, decisions }: Answer): Sql {
  return sql`
    insert into review_answer (user_id, opp_id, at, decided)
    values (${userId}, ${oppId}, ${at}, ${JSON.stringify(decisions)})
    on conflict (user_id, opp_id) do update set at = excluded.at, decided = excluded.decided`;
}

/** A user's decisions about deals of a pipeline since a moment, in order. */
export async function answersFrom(
  engine: Engine,
  userId: number,
  pipelineId: number,
  from: string,
): Promise<AnsweredDeal[]> {
  const rows = await sql<{
    id: number;
    name: string;
    amount_minor: number | null;
    currency: string;
    at: string;
    decided: string;
    account: string | null;
    owner: string | null;
  }>`select opp.id, opp.name, opp.amount_minor, opp.currency, review_answer.at, decided,
       (select name from account where id = opp.account_id) as account,
       (select name from "user" where id = opp.owner_id) as owner
     from review_answer join opp on opp.id = opp_id
     where user_id = ${userId} and review_answer.at >= ${from} and opp.pipeline_id = ${pipelineId} order by review_answer.at, opp.id`.all(
    engine,
  );
  return rows.map((row) => ({
    ...toAnswer(row),
    id: row.id,
    name: row.name,
    account: row.account,
    owner: row.owner,
    amount: row.amount_minor === null ? null : { minor: row.amount_minor, currency: row.currency },
  }));
}

function toAnswer({ at, decided }: { at: string; decided: string }): Answer {
  return { at, decisions: JSON.parse(decided) as Decision[] };
}
