import { lazy } from '../../domain/lazy.ts';
import { type NounColumns, plain, related, tags } from '../shared/columns.ts';

/** The value of an open deal overrides that of its stage; a closed deal always has that of its stage. */
const whileOpen = (ofDeal: string, ofStage: string) =>
  `case stage.kind when 'open' then coalesce(${ofDeal}, ${ofStage}) else ${ofStage} end`;

/** The chance of winning in percent, shared by lists, boards and reports. */
export const PROBABILITY = whileOpen('opp.probability', 'stage.probability');
/** The forecast category, shared likewise. */
export const FORECAST = whileOpen('opp.forecast', 'stage.category');
/**
 * What people expect of a deal, in minor units of its currency: its amount where nobody said otherwise. Closed deals have no
 * forecast amount.
 */
export const EXPECTED = `case when opp.forecast_amount_currency = opp.currency then opp.forecast_amount_minor else opp.amount_minor end`;
/**
 * The amount times the probability, in minor units, rounded half away from zero. In integers, because the product of
 * a large amount has more digits than a float.
 */
export const WEIGHTED = `cast(
  (opp.amount_minor * (${PROBABILITY}) + case when opp.amount_minor < 0 then -50 else 50 end) / 100 as integer)`;
const entry = `c.name || case when v.role is null then '' else ' (' || v.role || ')' end`;
const further = 'opp_contact v join contact c on c.id = v.contact_id where v.opp_id = opp.id';
const inOrder = `${further} order by v.position, v.id`;
const rivals = 'opp_competitor v where v.opp_id = opp.id';
const parts = 'opp_split v join "user" u on u.id = v.user_id where v.opp_id = opp.id';
/** Hundredths of a percent, as `shareText` writes them. */
const percent = `cast(v.share / 100 as text) || case when v.share % 100 = 0 then ''
  when v.share % 10 = 0 then '.' || cast(v.share % 100 / 10 as text)
  else '.' || substr(cast(100 + v.share % 100 as text), 2) end || '%'`;
const part = `u.name || ' (' || ${percent} || ')'`;

export const oppColumns = lazy(
  (): NounColumns => ({
    from: 'opp join stage on stage.id = opp.stage_id',
    joined: {
      name: 'stage',
      to: 'opp',
      join: 'left join stage on stage.id = opp.stage_id',
      shared: 'stage_id',
      withShared: ['opp.currency', 'opp.amount_minor'],
    },
    sortIndexes: ['close_date', 'name'],
    columns: {
      external_source: { value: `nullif(opp.external_source, '')` },
      name: { value: 'opp.name', sort: 'opp.name_key' },
      ...plain(
        'opp',
        'id',
        'type',
        'currency',
        'has_lines',
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
      ...related('opp', 'pricebook', 'pricebook'),
      ...related('opp', 'owner', 'user'),
      ...tags('opp'),
      other_contacts: {
        value: entry,
        rows: inOrder,
        several: { from: further, column: entry, points: { id: 'c.id', table: 'contact' } },
      },
      other_contact_ids: {
        value: 'cast(v.contact_id as text)',
        rows: inOrder,
        several: { from: further, column: `v.contact_id` },
      },
      competitors: {
        value: 'v.name',
        rows: `${rivals} order by v.position, v.id`,
        several: { from: rivals, column: 'v.name' },
      },
      splits: {
        value: part,
        rows: `${parts} order by v.position, v.id`,
        several: { from: parts, column: part, points: { id: 'u.id', table: 'user' } },
      },
      pipeline: {
        value: '(select name from pipeline where id = opp.pipeline_id)',
        points: { id: 'opp.pipeline_id', table: 'pipeline' },
      },
      stage: {
        value: 'stage.name',
        sort: 'stage.position',
        points: { id: 'opp.stage_id', table: 'stage' },
      },
      stage_since: {
        value: '(select entered_at from stage_history h where h.opp_id = opp.id order by h.id desc limit 1)',
      },
      status: { value: 'stage.kind' },
      amount: { value: 'opp.amount_minor', currency: 'opp.currency' },
      weighted: { value: WEIGHTED, currency: 'opp.currency' },
      probability: { value: PROBABILITY },
      forecast: { value: FORECAST },
      forecast_amount: { value: 'opp.forecast_amount_minor', currency: 'opp.forecast_amount_currency' },
    },
  }),
);
