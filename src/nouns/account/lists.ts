import { websiteHost } from '../../domain/matching.ts';
import { type ListRows, saysWord } from '../shared/list-rows.ts';

/** Who works with an account. */
const team = (): ListRows => ({
  field: 'team',
  table: 'account_member',
  target: { column: 'user_id', noun: 'user' },
  example: 'ann (sales engineer)',
  ...saysWord('role'),
  picklist: { column: 'role', name: 'team-role' },
});

/** Domains beside that of the website. */
const domains = (): ListRows => ({
  field: 'domains',
  table: 'account_domain',
  example: 'acme.com',
  columns: ['domain'],
  read(said) {
    const text = said.trim().replace(/^.*@/, '');
    return { domain: websiteHost(text) ?? text.toLowerCase() };
  },
  write: ({ domain }) => domain as string,
});

export const accountLists = (): readonly ListRows[] => [team(), domains()];
