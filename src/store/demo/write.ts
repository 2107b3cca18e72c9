import { addDaysTo, toLocalDate } from '../../domain/dates/calendar.ts';
import type { DemoCompany } from '../../domain/demo/company.ts';
import type { DemoValues } from '../../domain/demo/record.ts';
import type { Value } from '../../domain/field.ts';
import type { Stage } from '../../domain/stages.ts';
import { copyLinesToQuote, quotedDeal } from '../quotes.ts';
import { addServiceLevel } from '../service-levels.ts';
import { sql } from '../sql.ts';
import { pipelineNamed } from '../stages.ts';
import type { Tx } from '../tx.ts';
import { insertRecord, updateRecord } from '../write/record.ts';
import type { Values, WriteEnv } from '../write/values.ts';
import { writeLifecycles } from './lifecycles.ts';
import { writeMails } from './mails.ts';
import { writeSequence } from './sequences.ts';
import { writeTargets } from './targets.ts';

/** Writes a made-up company into a database that has only the acting user, `me`. */
export async function writeCompany(tx: Tx, company: DemoCompany, me: string, env: WriteEnv): Promise<void> {
  const users = await writeTeam(tx, company, me);
  for (const field of company.fields) await tx.insert('field', field);
  for (const account of company.accounts) await insertRecord(tx, 'account', withUsers(account, users), env);
  for (const contact of company.contacts) await insertRecord(tx, 'contact', withUsers(contact, users), env);
  const stages = await salesStages(tx);
  for (const { opp, moves } of company.deals) {
    const { pipelineId: pipeline_id, id: stage_id } = stages(moves[0]?.stage ?? '');
    const begun = { ...opp, pipeline_id, stage_id, stage_since: opp.created_at ?? null, lost_reason: null };
    await insertRecord(tx, 'opp', withUsers(begun, users), env);
  }
  for (const campaign of company.campaigns) await insertRecord(tx, 'campaign', campaign, env);
  for (const lead of company.leads) await insertRecord(tx, 'lead', withUsers(lead, users), env);
  const log = async (talk: DemoValues) => insertRecord(tx, 'activity', withUsers(talk, users), env);
  for (const talk of company.activities) if (!talk.case_id) await log(talk);
  await moveDeals(tx, company, stages, env);
  await signSteps(tx);
  for (const level of company.serviceLevels)
    await addServiceLevel(tx, { ...level, zone: Intl.DateTimeFormat().resolvedOptions().timeZone });
  for (const each of company.cases) await insertRecord(tx, 'case', withUsers(each, users), env);
  for (const talk of company.activities) if (talk.case_id) await log(talk);
  await writeMails(tx);
  for (const meeting of company.meetings) await insertRecord(tx, 'meeting', withUsers(meeting, users), env);
  for (const product of company.products) await insertRecord(tx, 'product', withUsers(product, users), env);
  await insertRecord(tx, 'pricebook', company.priceBook.pricebook, env);
  for (const price of company.priceBook.prices) await insertRecord(tx, 'price', price, env);
  for (const line of company.lines) await insertRecord(tx, 'line', withUsers(line, users), env);
  await writeQuotes(tx, env);
  for (const purchase of company.purchases)
    await insertRecord(tx, 'purchase', withUsers(purchase, users), env);
  for (const contract of company.contracts)
    await insertRecord(tx, 'contract', withUsers(contract, users), env);
  for (const asset of company.assets) await insertRecord(tx, 'asset', withUsers(asset, users), env);
  for (const expense of company.expenses) await insertRecord(tx, 'expense', withUsers(expense, users), env);
  for (const task of company.tasks) await insertRecord(tx, 'task', withUsers(task, users), env);
  await writeLifecycles(tx);
  await suppressNumbers(tx);
  await writeSequence(tx);
  await writeTargets(tx);
}

/** Deals of the demo that have a quote. */
const QUOTED_DEALS = 3;
/** Days that quotes of the demo are valid for, from the day of the demo on. */
const QUOTE_DAYS = 21;

/** Quotes of what some open deals offer: the first one is a draft. */
async function writeQuotes(tx: Tx, env: WriteEnv): Promise<void> {
  const lines = await sql<{ opp_id: number; created_at: string }>`
    select line.opp_id, min(line.created_at) as created_at from line group by line.opp_id
    order by line.opp_id limit ${QUOTED_DEALS}`.all(tx);
  for (const [at, { opp_id, created_at }] of lines.entries()) {
    const deal = await quotedDeal(tx, opp_id);
    if (!deal) continue;
    const { name, account_id, contact_id, owner_id, currency, amount_minor: minor } = deal;
    const sent = at === 0 ? {} : { status: 'sent', sent_on: toLocalDate(created_at) };
    const sum = await sql<{ total: number }>`
      select coalesce(sum(amount_minor), 0) as total from line where opp_id = ${opp_id}`.first(tx);
    const id = await insertRecord(
      tx,
      'quote',
      {
        ...{ name, opp_id, account_id, contact_id, owner_id, ...sent, created_at, updated_at: created_at },
        amount: { minor: sum?.total ?? minor ?? 0, currency },
        valid_until: addDaysTo(toLocalDate(tx.now), QUOTE_DAYS + at),
        customer: [deal.account, deal.contact].filter(Boolean).join('\n') || null,
      },
      env,
    );
    await copyLinesToQuote(tx, id, deal);
  }
}

type Stages = (name: string) => Stage;

async function salesStages(tx: Tx): Promise<Stages> {
  const { stages } = await pipelineNamed(tx);
  return (name) => stages.find((stage) => stage.name === name) as Stage;
}

type Users = ReadonlyMap<Value, number>;

async function writeTeam(tx: Tx, { colleagues }: DemoCompany, me: string): Promise<Users> {
  const users = new Map<Value, number>([[me, tx.userId]]);
  for (const { name, fullName, email } of colleagues) {
    if (name === me.toLowerCase()) users.set(name, tx.userId);
    else users.set(name, await tx.insert('user', { name, full_name: fullName, email }));
  }
  return users;
}

/** Replaces user names by numbers. */
function withUsers({ owner, user, team, splits, ...values }: DemoValues, users: Users): Values {
  const numberOf = (name: Value) => users.get(name) ?? null;
  const numbered = (entries: Value) =>
    (entries as readonly string[]).map((entry) =>
      entry.replace(/^(.*)(?= \()/, (name) => String(numberOf(name))),
    );
  return {
    ...values,
    ...(owner === undefined ? {} : { owner_id: numberOf(owner) }),
    ...(user === undefined ? {} : { user_id: numberOf(user) }),
    ...(team ? { team: numbered(team) } : {}),
    ...(splits ? { splits: numbered(splits) } : {}),
  };
}

/** Moves the opportunities through the stages, from their first one. */
async function moveDeals(tx: Tx, { deals }: DemoCompany, stages: Stages, env: WriteEnv): Promise<void> {
  for (const { opp, moves } of deals) {
    for (const { stage, at } of moves.slice(1)) {
      const { kind, id } = stages(stage);
      const closing = { closed_on: toLocalDate(at), lost_reason: opp.lost_reason ?? null };
      await updateRecord(
        tx,
        'opp',
        opp.id,
        { stage_id: id, stage_since: at, updated_at: at, ...(kind === 'open' ? {} : closing) },
        env,
      );
    }
  }
}

/** Attributes stage changes to the owner of the opportunity at the time. */
async function signSteps(tx: Tx): Promise<void> {
  const steps = await sql<{ id: number; owner_id: number | null }>`
    select stage_history.id, opp.owner_id from stage_history join opp on opp.id = stage_history.opp_id`.all(
    tx,
  );
  for (const { id, owner_id: user_id } of steps) await tx.update('stage_history', id, { user_id });
  const events = await sql<{ id: number; at: string; owner_id: number | null }>`
    select activity.id, activity.at, opp.owner_id
    from activity join opp on opp.id = activity.opp_id where activity.type = 'event'`.all(tx);
  for (const { id, at, owner_id: user_id } of events) {
    await tx.update('activity', id, { user_id, created_at: at, updated_at: at });
  }
}

/** Blocks the numbers of leads that do not want to be called. */
async function suppressNumbers(tx: Tx): Promise<void> {
  const numbers = await sql<{ e164: string; owner_id: number | null; updated_at: string }>`
    select phone.e164, lead.owner_id, lead.updated_at from phone join lead on lead.id = phone.lead_id
    where lead.do_not_call = 1 and phone.e164 is not null order by phone.id`.all(tx);
  for (const { e164, owner_id, updated_at } of numbers) {
    await tx.insert('suppression', {
      e164,
      reason: 'do not call',
      source: 'call',
      user_id: owner_id,
      created_at: updated_at,
    });
  }
}
