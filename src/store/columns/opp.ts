import { sql } from 'kysely';
import { type NounColumns, plain, related, tags } from './column.ts';

const probability = sql`coalesce(opp.probability, stage.probability)`;
const weighted = sql`cast(round(opp.amount_minor * ${probability} / 100.0) as integer)`;
const further = sql`opp_contact v join contact c on c.id = v.contact_id where v.opp_id = opp.id`;

/** An amount times its chance, in minor units: the one definition that lists and reports share. */
export const WEIGHTED = weighted;

export const OPP_COLUMNS: NounColumns = {
  from: sql`opp join stage on stage.id = opp.stage_id`,
  columns: {
    external_source: { value: sql`nullif(opp.external_source, '')` },
    name: { value: sql`opp.name`, sort: sql`opp.name_key` },
    ...plain(
      'opp',
      'id',
      'currency',
      'close_date',
      'closed_on',
      'next_step',
      'source',
      'campaign',
      'lost_reason',
      'notes',
      'external_id',
      'created_at',
      'updated_at',
    ),
    ...related('opp', 'account', 'account'),
    ...related('opp', 'contact', 'contact'),
    ...related('opp', 'owner', 'user'),
    ...tags('opp'),
    other_contacts: {
      value: sql`(select json_group_array(entry) from (
        select c.name || case when v.role is null then '' else ' (' || v.role || ')' end as entry
        from ${further} order by v.position, v.id))`,
      several: { from: further, column: sql`c.name` },
    },
    other_contact_ids: {
      value: sql`(select json_group_array(cast(contact_id as text)) from (select v.contact_id from ${further} order by v.position, v.id))`,
      several: { from: further, column: sql`v.contact_id` },
    },
    pipeline: {
      value: sql`(select name from pipeline where id = opp.pipeline_id)`,
      points: { id: sql`opp.pipeline_id`, table: 'pipeline', name: 'name' },
    },
    stage: {
      value: sql`stage.name`,
      sort: sql`stage.position`,
      points: { id: sql`opp.stage_id`, table: 'stage', name: 'name' },
    },
    stage_since: {
      value: sql`(select entered_at from stage_history h where h.opp_id = opp.id order by h.id desc limit 1)`,
    },
    status: { value: sql`stage.kind` },
    amount: { value: sql`opp.amount_minor`, currency: sql`opp.currency` },
    weighted: { value: weighted, currency: sql`opp.currency` },
    probability: { value: probability },
    forecast: { value: sql`coalesce(opp.forecast, stage.category)` },
  },
};
