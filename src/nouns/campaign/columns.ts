import { lazy } from '../../domain/lazy.ts';
import { type NounColumns, plain, related, tags } from '../shared/columns.ts';

export const campaignColumns = lazy(
  (): NounColumns => ({
    from: 'campaign',
    sortIndexes: ['name'],
    columns: {
      external_source: { value: `nullif(campaign.external_source, '')` },
      name: { value: 'campaign.name', sort: 'campaign.name_key' },
      cost: { value: 'campaign.cost_minor', currency: 'campaign.currency' },
      budget: { value: 'campaign.budget_minor', currency: 'campaign.budget_currency' },
      ...plain(
        'campaign',
        'id',
        'type',
        'status',
        'starts_on',
        'ends_on',
        'currency',
        'notes',
        'external_id',
        'created_at',
        'updated_at',
      ),
      ...related('campaign', 'parent', 'campaign'),
      ...related('campaign', 'owner', 'user'),
      ...tags('campaign'),
    },
  }),
);
