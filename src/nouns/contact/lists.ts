import { MANAGER, readRelation } from '../../domain/contact-relations.ts';
import { usage } from '../../domain/errors.ts';
import { profileText } from '../../domain/profile.ts';
import { readTenure, type Tenure, tenureText } from '../../domain/tenure.ts';
import type { ListRows } from '../shared/list-rows.ts';

/** Where a contact works too, or worked. */
const otherAccounts = (): ListRows => ({
  field: 'other_accounts',
  ids: 'other_account_ids',
  table: 'contact_account',
  target: { column: 'account_id', noun: 'account' },
  example: 'Acme (2019-03-01 to 2022-05-31), Acme (since 2024-01-01) or Acme (until 2022-05-31)',
  columns: ['from_day', 'to_day'],
  read(said) {
    const tenure = readTenure(said);
    return tenure && { from_day: tenure.from, to_day: tenure.to };
  },
  write: ({ from_day, to_day }) => tenureText({ from: from_day, to: to_day } as Tenure),
});

/** What others are to a contact. Managers are in a field of their own. */
const relatedContacts = (): ListRows => ({
  field: 'related_contacts',
  ids: 'related_contact_ids',
  table: 'contact_relation',
  target: { column: 'other_id', noun: 'contact' },
  example: 'Jane Doe (assistant), with what Jane is to this contact',
  columns: ['kind'],
  read(said) {
    const { kind, isInverse } = readRelation(said);
    return isInverse || kind === '' ? null : { kind };
  },
  write: ({ kind }) => kind as string,
  picklist: { column: 'kind', name: 'relation' },
  isByWord: true,
  complete(elements) {
    for (const { said } of elements) {
      if (said === null)
        throw usage('related_contacts: it is not said what they are', `Write ${this.example}.`);
      if (said.toLowerCase() === MANAGER)
        throw usage('related_contacts: a manager is in the field reports_to');
    }
    return elements;
  },
});

/** Profiles beside that on LinkedIn and the first other one. */
const otherProfiles = (): ListRows => ({
  field: 'other_profiles',
  table: 'contact_profile',
  example: 'https://github.com/jane, "x: @jane"',
  columns: ['address'],
  read: (said) => ({ address: profileText(said) }),
  write: ({ address }) => address as string,
});

export const contactLists = (): readonly ListRows[] => [otherAccounts(), relatedContacts(), otherProfiles()];
