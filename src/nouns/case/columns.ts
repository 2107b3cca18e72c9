import { lazy } from '../../domain/lazy.ts';
import { type NounColumns, plain, related, tags } from '../shared/columns.ts';

const CLOCK = 'left join case_clock clock on clock.case_id = "case".id';

export const caseColumns = lazy(
  (): NounColumns => ({
    from: `"case" ${CLOCK}`,
    joined: { name: 'clock', to: '"case"', join: CLOCK },
    sortIndexes: [],
    columns: {
      external_source: { value: `nullif("case".external_source, '')` },
      ...plain(
        '"case"',
        'id',
        'status',
        'kind',
        'channel',
        'sla',
        'resolution',
        'satisfaction',
        'notes',
        'first_response_at',
        'solved_at',
        'response_overdue_at',
        'overdue_at',
        'reopened',
        'on_hold',
        'external_id',
        'created_at',
        'updated_at',
      ),
      ...plain('clock', 'due_at', 'respond_by', 'solve_by', 'time_left'),
      subject: { value: '"case".subject', sort: '"case".name_key' },
      priority: {
        value: '"case".priority',
        sort: `case "case".priority when 'urgent' then 0 when 'high' then 1 when 'normal' then 2 else 3 end`,
      },
      ...related('"case"', 'owner', 'user'),
      ...related('"case"', 'contact', 'contact'),
      ...related('"case"', 'account', 'account'),
      ...related('"case"', 'opp', 'opp'),
      // What it is about, in the words of who wrote it, or as the product and the asset are called now.
      product: {
        value:
          'coalesce("case".product, (select t.name from product t where t.id = "case".model_id), ' +
          '(select coalesce(p.name, t.name) from asset t left join product p on p.id = t.product_id where t.id = "case".asset_id))',
      },
      ...related('"case"', 'asset', 'asset'),
      ...related('"case"', 'model', 'product'),
      ...related('"case"', 'purchase', 'purchase'),
      ...related('"case"', 'follows', 'case', 'subject'),
      ...tags('case'),
    },
  }),
);
