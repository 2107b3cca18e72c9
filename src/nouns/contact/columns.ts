import { INVERSES, MANAGER, MUTUAL } from '../../domain/contact-relations.ts';
import { lazy } from '../../domain/lazy.ts';
import { campaignColumns } from '../shared/campaigns.ts';
import { addresses, type NounColumns, plain, related, tags } from '../shared/columns.ts';
import { lifecycleColumns } from '../shared/lifecycle.ts';

const further = 'contact_account v join account a on a.id = v.account_id where v.contact_id = contact.id';
const inOrder = `${further} order by v.position, v.id`;
const tenure = `case when v.to_day is not null and v.from_day is not null then ' (' || v.from_day || ' to ' || v.to_day || ')'
  when v.from_day is not null then ' (since ' || v.from_day || ')'
  when v.to_day is not null then ' (until ' || v.to_day || ')' else '' end`;
const elsewhere = `a.name || ${tenure}`;
const others = 'contact_relation v join contact c on c.id = v.other_id where v.contact_id = contact.id';
const othersInOrder = `${others} order by v.position, v.id`;
const other = `c.name || ' (' || v.kind || ')'`;

/** A relation as `inverseOf` words it. */
function inverseText(): string {
  const words = Object.entries(INVERSES).map(([kind, inverse]) => `when '${kind}' then '${inverse}'`);
  const mutual = [...MUTUAL].map((kind) => `'${kind}'`).join(', ');
  return `c.name || ' (' || case lower(v.kind) ${words.join(' ')} else
  v.kind || case when lower(v.kind) in (${mutual}) then '' else ' of' end end || ')'`;
}
const backwards = `(select contact_id as from_id, kind, id from contact_relation where other_id = contact.id
  union all select id, '${MANAGER}', 0 from contact as below where below.reports_to_id = contact.id) as v
  join contact c on c.id = v.from_id where true`;

const profiles = 'contact_profile v where v.contact_id = contact.id';

const allProfiles = `(select contact.social as address union all select v.address from ${profiles}) as v
  where v.address is not null`;

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
      ...campaignColumns('contact'),
      ...lifecycleColumns('contact'),
      ...related('contact', 'account', 'account'),
      ...related('contact', 'reports_to', 'contact'),
      ...related('contact', 'owner', 'user'),
      social: { value: 'contact.social', several: { from: allProfiles, column: 'v.address' } },
      other_profiles: {
        value: 'v.address',
        rows: `${profiles} order by v.position, v.id`,
        several: { from: profiles, column: 'v.address' },
      },
      other_accounts: {
        value: elsewhere,
        rows: inOrder,
        several: { from: further, column: elsewhere, points: { id: 'a.id', table: 'account' } },
      },
      other_account_ids: {
        value: 'cast(v.account_id as text)',
        rows: inOrder,
        several: { from: further, column: `v.account_id` },
      },
      related_contacts: {
        value: other,
        rows: othersInOrder,
        several: { from: others, column: other, points: { id: 'c.id', table: 'contact' } },
      },
      related_contact_ids: {
        value: 'cast(v.other_id as text)',
        rows: othersInOrder,
        several: { from: others, column: `v.other_id` },
      },
      related_from: {
        value: inverseText(),
        rows: `${backwards} order by v.id, c.name_key, c.id`,
        several: { from: backwards, column: inverseText(), points: { id: 'c.id', table: 'contact' } },
      },
    },
  }),
);
