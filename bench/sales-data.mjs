import Database from 'better-sqlite3';
import { run } from './run.mjs';

/** The moment at which the reports are run. */
export const NOW = '2026-01-15T12:00:00Z';

const USERS = 20;

const ago = (days) => `strftime('%Y-%m-%dT%H:%M:%S.000Z', '${NOW}', (${days}) || ' days')`;

/**
 * Makes a database with so many deals of two years, four entries into stages and two activities for each, and half as many
 * leads; the same each time. Owners are twenty, one deal of eleven is in euros, one of fifty is split between two users, and
 * of each hundred numbers one is missing, as its deal was deleted.
 */
export async function generateSales({ command }, file, deals) {
  await run([...command, '--db', file, 'opp', 'add', 'First', '--amount', '5']);
  const db = new Database(file);
  const numbers = (count) =>
    `with recursive n (i) as (select 1 union all select i + 1 from n where i < ${count})`;
  // Indexes that are made at the end take minutes less.
  const indexes = db
    .prepare(
      "select name, sql from sqlite_master where type = 'index' and sql is not null and tbl_name in (" +
        "'opp', 'stage_history', 'lead', 'activity', 'account', 'opp_split', 'case', 'campaign_member', 'task')",
    )
    .all();
  db.exec(`
    pragma journal_mode = off;
    pragma synchronous = off;
    pragma cache_size = -300000;
    begin;
    ${indexes.map(({ name }) => `drop index ${name};`).join('\n')}
    ${numbers(USERS - 1)}
      insert into "user" (name, created_at, updated_at) select 'user' || i, '${NOW}', '${NOW}' from n;
    ${numbers(deals / 10)}
      insert into account (name, name_key, kind, owner_id, created_at, updated_at)
      select 'Account ' || i, 'account ' || i, 'prospect', 1 + i % ${USERS}, '${NOW}', '${NOW}' from n;
    ${numbers(deals)}
      insert into opp (id, name, name_key, pipeline_id, stage_id, account_id, amount_minor, currency, close_date, closed_on, owner_id,
        source, created_at, updated_at)
      select i + 1 + i / 99, 'Deal ' || i, 'deal ' || i, 1, case i % 5 when 0 then 5 when 1 then 6 else 1 + i % 4 end,
        1 + i * 104729 % ${deals / 10}, 100000 + i * 7919 % 5000000, case i * 7 % 11 when 5 then 'EUR' else 'USD' end,
        date('${NOW}', (i * 31 % 720 - 620) || ' days'),
        case when i % 5 < 2 then date('${NOW}', (-(i * 31) % 600) || ' days') end, 1 + i * 13 % ${USERS}, 'source ' || (i % 9),
        ${ago('-(i * 31) % 600 - 60')}, '2026-01-01T00:00:00.000Z' from n;
    insert into stage_history (opp_id, stage_id, entered_at, user_id, amount_minor, currency)
      select opp.id, case when step.value = 3 then opp.stage_id else 1 + step.value end,
        strftime('%Y-%m-%dT%H:%M:%S.000Z', opp.created_at, (step.value * 15) || ' days'), 1, amount_minor, currency
      from opp join json_each('[0,1,2,3]') step where opp.id > 1;
    insert into opp_split (opp_id, user_id, share, position)
      select opp.id, 1 + (opp.owner_id + part.value) % ${USERS}, case part.value when 0 then 7000 else 3000 end, part.value
      from opp join json_each('[0,1]') part where opp.id > 1 and opp.id % 50 = 3;
    ${numbers(deals / 2)}
      insert into lead (name, name_key, source, status, owner_id, converted_at, opp_id, created_at, updated_at)
      select 'Lead ' || i, 'lead ' || i, 'source ' || (i % 9), case i % 3 when 0 then 'converted' else 'attempting' end,
        1 + i % ${USERS}, case i % 3 when 0 then ${ago('-(i * 7) % 600')} end,
        case i % 3 when 0 then (select id from opp where id = i + 2) end, ${ago('-(i * 7) % 600 - 30')}, '${NOW}' from n;
    ${numbers(2 * deals)}
      insert into activity (type, at, user_id, direction, disposition, duration, lead_id, opp_id, created_at, updated_at)
      select case i % 10 when 0 then 'email' when 1 then 'email' when 2 then 'meeting' when 3 then 'note' when 4 then 'event' else 'call' end,
        ${ago('-(i * 7919) % 620')}, 1 + i * 17 % ${USERS}, case i % 10 when 0 then 'in' else 'out' end,
        case when i % 10 > 4 then case i % 7 when 0 then 'answered' else 'no-answer' end end, i * 29 % 400,
        case when i % 5 < 3 then 1 + i * 104729 % ${deals / 2} end,
        case when i % 5 > 2 then (select id from opp where id = 2 + i * 31 % ${deals}) end, '${NOW}', '${NOW}' from n;
    ${numbers(deals / 5)}
      insert into "case" (subject, name_key, priority, owner_id, first_response_at, solved_at, satisfaction, reopened, created_at, updated_at)
      select 'Case ' || i, 'case ' || i, 'normal', 1 + i * 13 % ${USERS}, case when i % 9 then ${ago('-(i * 7) % 600 + 1')} end,
        case when i % 4 then ${ago('-(i * 7) % 600 + 3')} end, case when i % 3 = 0 then 1 + i % 5 end, i % 11 = 0,
        ${ago('-(i * 7) % 600')}, '${NOW}' from n;
    ${numbers(100)}
      insert into campaign (name, name_key, cost_minor, currency, starts_on, created_at, updated_at)
      select 'Campaign ' || i, 'campaign ' || i, 100000 + i, 'USD', date('${NOW}', -i || ' days'), '${NOW}', '${NOW}' from n;
    insert into campaign_member (campaign_id, lead_id, status, since, created_at, updated_at)
      select 1 + (lead.id * 7 + part.value * 31) % 100, lead.id, case lead.id % 3 when 0 then 'responded' else 'sent' end,
        lead.created_at, '${NOW}', '${NOW}' from lead join json_each('[0,1]') part where lead.id % 2;
    insert into compliance_rule (name, noun, scope, filter, severity, created_at, updated_at)
      values ('open deals have a next step', 'opp', 'status = open', 'next_step is empty', 2, '${NOW}', '${NOW}');
    insert into task (subject, opp_id, due_date, status, owner_id, created_at, updated_at)
      select 'Write', id, date('${NOW}', (id % 60 - 20) || ' days'), 'open', owner_id, '${NOW}', '${NOW}' from opp where id % 3 = 0;
    insert into change (id, kind, at, user_name, command) values (1000, 'do', '${NOW}', 'user1', 'opp edit');
    insert into change_row (change_id, tbl, row_id, last_id, op, before, after)
      select 1000, 'opp', id, id, 'update', json_object('close_date', date(close_date, -(id % 90) || ' days')),
        json_object('close_date', close_date) from opp where id % 5 = 0;
    ${indexes.map(({ sql }) => `${sql};`).join('\n')}
    commit;
    analyze;
    pragma journal_mode = wal;
  `);
  db.close();
}

/**
 * Makes a database with half as many purchases as deals, a quarter of them recurring, of fifty products, by a tenth as many
 * accounts; the same each time. One of eleven is in euros, one of thirty was paid back.
 */
export async function generatePurchases({ command }, file, deals) {
  await run([...command, '--db', file, 'opp', 'add', 'First', '--amount', '5']);
  const db = new Database(file);
  const numbers = (count) =>
    `with recursive n (i) as (select 1 union all select i + 1 from n where i < ${count})`;
  db.exec(`
    pragma journal_mode = off;
    pragma synchronous = off;
    begin;
    ${numbers(50)}
      insert into product (name, name_key, created_at, updated_at) select 'Product ' || i, 'product ' || i, '${NOW}', '${NOW}' from n;
    ${numbers(deals / 10)}
      insert into account (name, name_key, kind, owner_id, created_at, updated_at)
      select 'Account ' || i, 'account ' || i, 'customer', 1, '${NOW}', '${NOW}' from n;
    ${numbers(deals / 2)}
      insert into purchase (name, product_id, quantity, amount_minor, currency, recurring_amount_minor, recurring_currency, recurring,
        bought_on, starts_on, ends_on, status, account_id, created_at, updated_at)
      select 'Purchase ' || i, 1 + (i * 31 + i / ${deals / 10} * (1 + i % 3)) % 50, 1 + i % 9, 1000 + i * 7919 % 500000, case i * 7 % 11 when 5 then 'EUR' else 'USD' end,
        case when i % 4 = 0 then 1000 + i * 7919 % 90000 end, case when i % 4 = 0 then case i * 7 % 11 when 5 then 'EUR' else 'USD' end end,
        case when i % 4 = 0 then case i % 8 when 0 then 'month' else 'year' end end, date('${NOW}', (-(i * 31) % 720) || ' days'),
        date('${NOW}', (-(i * 31) % 720) || ' days'), case when i % 12 = 0 then date('${NOW}', (300 - (i * 31) % 720) || ' days') end,
        case i % 30 when 7 then 'refunded' else 'active' end, 1 + i * 104729 % ${deals / 10}, '${NOW}', '${NOW}' from n;
    commit;
    analyze;
    pragma journal_mode = wal;
  `);
  db.close();
}
