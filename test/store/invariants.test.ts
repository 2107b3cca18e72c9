import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rowsOf, writeEnv } from '../support/store.ts';
import { later, morning, story, take } from '../support/story.ts';

/** Invariants: a query for violations of each. */
const NEVER = {
  'an opportunity in a stage of another pipeline': `
    select opp.id from opp join stage on stage.id = opp.stage_id where stage.pipeline_id <> opp.pipeline_id`,
  'an opportunity whose history ends in another stage': `
    select id from opp where stage_id is not
      (select stage_id from stage_history where opp_id = opp.id order by id desc limit 1)`,
  'a stage entered before the one it follows': `
    select h.id from stage_history h join stage_history earlier
      on earlier.opp_id = h.opp_id and earlier.id < h.id where earlier.entered_at > h.entered_at`,
  'a closed opportunity without the day, or an open one with it': `
    select opp.id from opp join stage on stage.id = opp.stage_id where (stage.kind = 'open') <> (closed_on is null)`,
  'a reason for a loss without the loss': `
    select opp.id from opp join stage on stage.id = opp.stage_id
    where (stage.kind = 'lost') <> (lost_reason is not null)`,
  'a converted lead without its account and contact': `
    select id from lead where (status = 'converted') <> (converted_at is not null)
      or status = 'converted' and (account_id is null or contact_id is null)`,
  'a lead that became something without being converted': `
    select id from lead where status <> 'converted' and coalesce(account_id, contact_id, opp_id) is not null`,
  'a converted lead that waits for a call': `
    select id from lead where status = 'converted' and next_attempt_at is not null`,
  'a lead and its contact at different accounts': `
    select lead.id from lead join contact on contact.id = lead.contact_id
    where contact.account_id <> lead.account_id and lead.account_id not in
      (select account_id from contact_account where contact_id = contact.id)`,
  'an e-mail address twice on one record': `
    select max(id) from email group by lead_id, contact_id, account_id, address_key having count(*) > 1`,
} as const;

/** Milliseconds that a busy machine can need for many days. */
const PATIENCE = 120_000;

test(
  'no commands, and no undo of the last ones, violate an invariant',
  async () => {
    const env = await writeEnv();
    await fc.assert(
      fc.asyncProperty(story(16), fc.nat(5), async (steps, undone) => {
        const store = await morning();
        const changes: number[] = [];
        for (const [i, step] of steps.entries()) {
          const change = await take(later(store, i), step, env);
          if (change !== null) changes.push(change);
        }
        for (const change of changes.toReversed().slice(0, undone))
          await store.changes.undo(store.act, change);
        const found: string[] = [];
        for (const [what, query] of Object.entries(NEVER))
          if ((await rowsOf(store.engine, query)).length > 0) found.push(what);
        expect(found).toEqual([]);
        await store.close();
      }),
      { numRuns: 60 },
    );
  },
  PATIENCE,
);
