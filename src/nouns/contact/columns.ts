import { lazy } from '../../domain/lazy.ts';
import { addresses, type NounColumns, plain, related, tags } from '../shared/columns.ts';
import { lifecycleColumns } from '../shared/lifecycle.ts';

const further = 'contact_account v join account a on a.id = v.account_id where v.contact_id = contact.id';
const inOrder = `${further} order by v.position, v.id`;

export const contactColumns = lazy(
  (): NounColumns => ({
    from: 'contact',
    sortIndexes: ['name'],
    columns: {
      external_source: { value: `nullif(contact.external_source, '')` },
      name: { value: 'contact.name', sort: 'contact.name_key' },
      ...plain(
        'contact',
        'id',
        'salutation',
        'first_name',
        'last_name',
        'title',
        'department',
        'birthdate',
        'language',
        'linkedin',
        'social',
        'street',
        'city',
        'region',
        'postal_code',
        'country',
        'timezone',
        'source',
        'do_not_call',
        'do_not_email',
        'notes',
        'external_id',
        'created_at',
        'updated_at',
      ),
      ...addresses('contact'),
      ...tags('contact'),
      ...lifecycleColumns('contact'),
      ...related('contact', 'account', 'account'),
      ...related('contact', 'reports_to', 'contact'),
      ...related('contact', 'owner', 'user'),
      other_accounts: {
        value: 'a.name',
        rows: inOrder,
        several: { from: further, column: 'a.name', points: { id: 'a.id', table: 'account' } },
      },
      other_account_ids: {
        value: 'cast(v.account_id as text)',
        rows: inOrder,
        several: { from: further, column: `v.account_id` },
      },
    },
  }),
);
