import type { Answer, Answered, Decision } from '../../domain/review.ts';
import type { Engine, RawRow } from '../engine.ts';
import type { Store } from '../store.ts';
import type { Tx } from '../tx.ts';

/** The user's last answer about a deal; null when there was none. */
export async function answerOn(engine: Engine, userId: number, oppId: number): Promise<Answer | null> {
  const [row] = await engine.all('select at, decided from review_answer where user_id = ? and opp_id = ?', [
    userId,
    oppId,
  ]);
  return row ? toAnswer(row) : null;
}

/** Keeps the acting user's answer about a deal, along with what it changes, in place of any earlier one. */
export async function keepAnswer(tx: Tx, oppId: number, { at, decisions }: Answer): Promise<void> {
  await tx.executeUnjournaled(KEEP, [tx.userId, oppId, at, JSON.stringify(decisions)]);
}

/** Puts an earlier answer of the acting user's back; null forgets that there was one. */
export async function putBackAnswer(store: Store, oppId: number, answer: Answer | null): Promise<void> {
  const { engine } = store;
  await store.runUnjournaled((userId) =>
    answer === null
      ? engine.run('delete from review_answer where user_id = ? and opp_id = ?', [userId, oppId])
      : engine.run(KEEP, [userId, oppId, answer.at, JSON.stringify(answer.decisions)]),
  );
}

const KEEP = 'insert or replace into review_answer (user_id, opp_id, at, decided) values (?, ?, ?, ?)';

/** What a user has decided about deals of a pipeline from a moment on, in that order. */
export async function answersFrom(
  engine: Engine,
  userId: number,
  pipelineId: number,
  from: string,
): Promise<Answered[]> {
  const rows = await engine.all(
    `select opp.id, opp.name, opp.amount_minor, opp.currency, review_answer.at, decided,
       (select name from account where id = opp.account_id) as account,
       (select name from user where id = opp.owner_id) as owner
     from review_answer join opp on opp.id = opp_id
     where user_id = ? and review_answer.at >= ? and opp.pipeline_id = ? order by review_answer.at, opp.id`,
    [userId, from, pipelineId],
  );
  return rows.map((row) => ({
    ...toAnswer(row),
    id: row.id as number,
    name: row.name as string,
    account: row.account as string | null,
    owner: row.owner as string | null,
    amount:
      row.amount_minor === null
        ? null
        : { minor: row.amount_minor as number, currency: row.currency as string },
  }));
}

function toAnswer({ at, decided }: RawRow): Answer {
  return { at: at as string, decisions: JSON.parse(decided as string) as Decision[] };
}
