import { sql } from 'kysely';
import { addresses, type NounColumns, plain, related, tags } from './column.ts';

export const ACCOUNT_COLUMNS: NounColumns = {
  from: sql`account`,
  columns: {
    external_source: { value: sql`nullif(account.external_source, '')` },
    name: { value: sql`account.name`, sort: sql`account.name_key` },
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
      'source',
      'notes',
      'external_id',
      'created_at',
      'updated_at',
    ),
    ...addresses('account'),
    ...tags('account'),
    ...related('account', 'parent', 'account'),
    ...related('account', 'owner', 'user'),
  },
};
