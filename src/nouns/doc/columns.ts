import { lazy } from '../../domain/lazy.ts';
import { type NounColumns, plain, related } from '../shared/columns.ts';

export const docColumns = lazy(
  (): NounColumns => ({
    from: 'doc',
    sortIndexes: [],
    columns: {
      external_source: { value: `nullif(doc.external_source, '')` },
      name: { value: 'doc.name', sort: 'doc.name_key' },
      ...plain(
        'doc',
        'id',
        'kind',
        'expires',
        'url',
        'version',
        'size',
        'file_name',
        'file_at',
        'hash',
        'notes',
        'external_id',
        'created_at',
        'updated_at',
      ),
      ...related('doc', 'owner', 'user'),
      ...related('doc', 'file_user', 'user'),
      ...related('doc', 'lead', 'lead'),
      ...related('doc', 'contact', 'contact'),
      ...related('doc', 'account', 'account'),
      ...related('doc', 'opp', 'opp'),
      ...related('doc', 'case', 'case', 'subject'),
      ...related('doc', 'product', 'product'),
      ...related('doc', 'purchase', 'purchase'),
      ...related('doc', 'contract', 'contract'),
      ...related('doc', 'asset', 'asset'),
      ...related('doc', 'task', 'task', 'subject'),
      ...related('doc', 'meeting', 'meeting', 'subject'),
    },
  }),
);
