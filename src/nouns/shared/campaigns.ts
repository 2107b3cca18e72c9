import type { Field } from '../../domain/field.ts';
import type { NounColumns } from './columns.ts';

/** The campaigns that a person is a member of. */
export const CAMPAIGNS: Field = {
  name: 'campaigns',
  type: 'list',
  element: 'text',
  target: 'campaign',
  label: 'Campaigns',
  access: 'computed',
  help: 'campaigns that the person is a member of, with what they did: Expo (attended)',
};

/** A lead and the contact that it became are one member. */
export function campaignColumns(noun: 'lead' | 'contact'): NounColumns['columns'] {
  const same =
    noun === 'lead'
      ? '(v.lead_id = lead.id or v.contact_id = lead.contact_id)'
      : '(v.contact_id = contact.id or v.lead_id in (select l.id from lead l where l.contact_id = contact.id))';
  const from = `campaign_member v join campaign g on g.id = v.campaign_id where ${same}`;
  const value = `g.name || ' (' || v.status || ')'`;
  return {
    campaigns: {
      value,
      rows: `${from} order by v.since, v.id`,
      several: { from, column: value, points: { id: 'g.id', table: 'campaign' } },
    },
  };
}
