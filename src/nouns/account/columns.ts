import { lazy } from '../../domain/lazy.ts';
import { addresses, type NounColumns, plain, related, tags } from '../shared/columns.ts';
import { lifecycleColumns } from '../shared/lifecycle.ts';

const members = 'account_member v join "user" u on u.id = v.user_id where v.account_id = account.id';
const member = `u.name || case when v.role is null then '' else ' (' || v.role || ')' end`;
const domains = 'account_domain v where v.account_id = account.id';

export const accountColumns = lazy(
  (): NounColumns => ({
    from: 'account',
    sortIndexes: ['name'],
    columns: {
      external_source: { value: `nullif(account.external_source, '')` },
      name: { value: 'account.name', sort: 'account.name_key' },
      ...plain(
        'account',
        'id',
        'kind',
        'website',
        'industry',
        'employees',
        'street',
        'city',
        'region',
        'postal_code',
        'country',
        'shipping_street',
        'shipping_city',
        'shipping_region',
        'shipping_postal_code',
        'shipping_country',
        'source',
        'notes',
        'external_id',
        'created_at',
        'updated_at',
      ),
      revenue: { value: 'account.revenue_minor', currency: 'account.revenue_currency' },
      ...addresses('account'),
      ...tags('account'),
      ...lifecycleColumns('account'),
      team: {
        value: member,
        rows: `${members} order by v.position, v.id`,
        several: { from: members, column: member, points: { id: 'u.id', table: 'user' } },
      },
      domains: {
        value: 'v.domain',
        rows: `${domains} order by v.position, v.id`,
        several: { from: domains, column: 'v.domain' },
      },
      ...related('account', 'parent', 'account'),
      ...related('account', 'owner', 'user'),
    },
  }),
);
