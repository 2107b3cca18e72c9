import type { Migration } from './migration.ts';
import { adoptMoneyField } from './retire-custom-field.ts';

/** What somebody expects of a deal, in place of its amount; the view of deals for other programs has it beside the forecast. */
export const addForecastAmounts: Migration = (db) => {
  db.exec(`
    alter table opp add column forecast_amount_minor integer;
    alter table opp add column forecast_amount_currency text check (length(forecast_amount_currency) = 3);
  `);
  adoptMoneyField(db, 'opp', 'forecast_amount');
  db.exec(VIEW);
};

/** An amount in units of its currency. */
const decimal = (minor: string, currency: string) => `case
    when ${currency} in ('BIF', 'CLP', 'DJF', 'GNF', 'ISK', 'JPY', 'KMF', 'KRW', 'PYG', 'RWF', 'UGX', 'VND', 'VUV',
      'XAF', 'XOF', 'XPF') then ${minor} * 1.0
    when ${currency} in ('BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND') then ${minor} / 1000.0
    when ${currency} in ('CLF', 'UYW') then ${minor} / 10000.0
    else ${minor} / 100.0 end`;

const named = (table: string, id: string) => `(select t.name from "${table}" t where t.id = ${id})`;

const PROBABILITY =
  "case stage.kind when 'open' then coalesce(opp.probability, stage.probability) else stage.probability end";

const VIEW = `create view v_opp as
select opp.id, opp.name, opp.type, opp.account_id, ${named('account', 'opp.account_id')} as account,
  opp.contact_id, ${named('contact', 'opp.contact_id')} as contact, ${named('user', 'opp.owner_id')} as owner,
  ${named('pipeline', 'opp.pipeline_id')} as pipeline, stage.name as stage, stage.position as stage_position,
  stage.kind as status, ${decimal('opp.amount_minor', 'opp.currency')} as amount, opp.currency,
  ${PROBABILITY} as probability,
  ${decimal(`opp.amount_minor * (${PROBABILITY})`, 'opp.currency')} / 100 as weighted,
  case stage.kind when 'open' then coalesce(opp.forecast, stage.category) else stage.category end as forecast,
  ${decimal('opp.forecast_amount_minor', 'opp.forecast_amount_currency')} as forecast_amount,
  opp.close_date, opp.closed_on,
  (select entered_at from stage_history h where h.opp_id = opp.id order by h.id desc limit 1) as stage_since,
  opp.next_step, opp.source, opp.campaign, opp.lost_reason,
  (select group_concat(tag, '; ') from (select tag from tagging v where v.opp_id = opp.id order by tag)) as tags,
  opp.notes, opp.custom, nullif(opp.external_source, '') as external_source, opp.external_id, opp.created_at, opp.updated_at
from opp join stage on stage.id = opp.stage_id`;
