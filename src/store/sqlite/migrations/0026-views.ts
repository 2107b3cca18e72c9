import type { Migration } from './migration.ts';

/** Views for other programs: names instead of numbers, decimal amounts. docs/views.md describes them. */
export const addViews: Migration = (db) => {
  for (const [name, select] of Object.entries(VIEWS)) db.exec(`create view ${name} as\n${select.trim()};`);
};

/** An amount in units of its currency. */
const decimal = (minor: string, currency: string) => `case
    when ${currency} in ('BIF', 'CLP', 'DJF', 'GNF', 'ISK', 'JPY', 'KMF', 'KRW', 'PYG', 'RWF', 'UGX', 'VND', 'VUV',
      'XAF', 'XOF', 'XPF') then ${minor} * 1.0
    when ${currency} in ('BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND') then ${minor} / 1000.0
    when ${currency} in ('CLF', 'UYW') then ${minor} / 10000.0
    else ${minor} / 100.0 end`;

const named = (table: string, id: string, column = 'name') =>
  `(select t.${column} from "${table}" t where t.id = ${id})`;

const first = (table: string, value: string, noun: string) =>
  `(select ${value} from ${table} v where v.${noun}_id = ${noun}.id order by v.position limit 1)`;

const EMAIL = 'v.address';
const PHONE = "coalesce(v.e164 || coalesce('x' || v.extension, ''), v.typed)";

const tags = (noun: string) =>
  `(select group_concat(tag, '; ') from (select tag from tagging v where v.${noun}_id = ${noun}.id order by tag))`;

const PROBABILITY =
  "case stage.kind when 'open' then coalesce(opp.probability, stage.probability) else stage.probability end";

/** The columns that all records end with. */
const ending = (noun: string) =>
  `${noun}.notes, ${noun}.custom, nullif(${noun}.external_source, '') as external_source, ${noun}.external_id,
  ${noun}.created_at, ${noun}.updated_at`;

/** The records that an activity or a task belongs to. */
const parties = (table: string) =>
  ['lead', 'contact', 'account', 'opp']
    .map((noun) => `${table}.${noun}_id, ${named(noun, `${table}.${noun}_id`)} as ${noun}`)
    .join(',\n  ');

const VIEWS = {
  v_opp: `
select opp.id, opp.name, opp.type, opp.account_id, ${named('account', 'opp.account_id')} as account,
  opp.contact_id, ${named('contact', 'opp.contact_id')} as contact, ${named('user', 'opp.owner_id')} as owner,
  ${named('pipeline', 'opp.pipeline_id')} as pipeline, stage.name as stage, stage.position as stage_position,
  stage.kind as status, ${decimal('opp.amount_minor', 'opp.currency')} as amount, opp.currency,
  ${PROBABILITY} as probability,
  ${decimal(`opp.amount_minor * (${PROBABILITY})`, 'opp.currency')} / 100 as weighted,
  case stage.kind when 'open' then coalesce(opp.forecast, stage.category) else stage.category end as forecast,
  opp.close_date, opp.closed_on,
  (select entered_at from stage_history h where h.opp_id = opp.id order by h.id desc limit 1) as stage_since,
  opp.next_step, opp.source, opp.campaign, opp.lost_reason, ${tags('opp')} as tags,
  ${ending('opp')}
from opp join stage on stage.id = opp.stage_id`,
  v_lead: `
select lead.id, lead.name, lead.salutation, lead.first_name, lead.last_name, lead.company, lead.title,
  ${first('email', EMAIL, 'lead')} as email, ${first('phone', PHONE, 'lead')} as phone, lead.website, lead.industry,
  lead.employees, ${decimal('lead.revenue_minor', 'lead.revenue_currency')} as revenue, lead.revenue_currency,
  lead.status, lead.reason, lead.rating, lead.score, lead.source, lead.campaign,
  ${named('user', 'lead.owner_id')} as owner, lead.street, lead.city, lead.region, lead.postal_code, lead.country,
  lead.timezone, lead.language, lead.do_not_call, lead.do_not_email, lead.cadence, lead.attempts, lead.last_attempt_at,
  lead.next_attempt_at, lead.converted_at, lead.account_id, lead.contact_id, lead.opp_id, ${tags('lead')} as tags,
  ${ending('lead')}
from lead`,
  v_contact: `
select contact.id, contact.name, contact.salutation, contact.first_name, contact.last_name, contact.title,
  contact.department, contact.account_id, ${named('account', 'contact.account_id')} as account,
  ${first('email', EMAIL, 'contact')} as email, ${first('phone', PHONE, 'contact')} as phone,
  contact.reports_to_id, ${named('contact', 'contact.reports_to_id')} as reports_to,
  ${named('user', 'contact.owner_id')} as owner, contact.source, contact.street, contact.city, contact.region,
  contact.postal_code, contact.country, contact.timezone, contact.language, contact.birthdate, contact.linkedin,
  contact.do_not_call, contact.do_not_email, ${tags('contact')} as tags,
  ${ending('contact')}
from contact`,
  v_account: `
select account.id, account.name, account.kind, account.website, account.industry, account.employees,
  ${decimal('account.revenue_minor', 'account.revenue_currency')} as revenue, account.revenue_currency,
  account.parent_id, ${named('account', 'account.parent_id')} as parent,
  ${first('email', EMAIL, 'account')} as email, ${first('phone', PHONE, 'account')} as phone,
  ${named('user', 'account.owner_id')} as owner, account.source, account.street, account.city, account.region,
  account.postal_code, account.country, ${tags('account')} as tags,
  ${ending('account')}
from account`,
  v_activity: `
select activity.id, activity.type, activity.at, ${named('user', 'activity.user_id')} as user, activity.direction,
  activity.disposition, activity.outcome, activity.duration as duration_seconds, activity.subject, activity.body,
  ${parties('activity')},
  activity.custom, nullif(activity.external_source, '') as external_source, activity.external_id,
  activity.created_at, activity.updated_at
from activity`,
  v_task: `
select task.id, task.subject, task.kind, task.status, task.priority, task.due_date, task.due_at, task.done_at,
  task.every, ${named('user', 'task.owner_id')} as owner,
  ${parties('task')},
  ${ending('task')}
from task`,
  v_stage_history: `
select h.id, h.opp_id, ${named('opp', 'h.opp_id')} as opp, ${named('pipeline', 'stage.pipeline_id')} as pipeline,
  stage.name as stage, stage.position as stage_position, stage.kind as status, h.entered_at,
  lead(h.entered_at) over (partition by h.opp_id order by h.id) as left_at,
  ${named('user', 'h.user_id')} as user, ${decimal('h.amount_minor', 'h.currency')} as amount, h.currency
from stage_history h join stage on stage.id = h.stage_id`,
};
