import { completeShares, readShare, shareText } from '../../domain/shares.ts';
import { type ListRows, saysWord } from '../shared/list-rows.ts';

/** Contacts beside the primary one, with their roles. */
const otherContacts = (): ListRows => ({
  field: 'other_contacts',
  ids: 'other_contact_ids',
  table: 'opp_contact',
  target: { column: 'contact_id', noun: 'contact' },
  example: 'Jane Doe (champion)',
  ...saysWord('role'),
  picklist: { column: 'role', name: 'role' },
});

/** Who else wants the deal. */
const competitors = (): ListRows => ({
  field: 'competitors',
  table: 'opp_competitor',
  example: 'Globex',
  ...saysWord('name'),
  picklist: { column: 'name', name: 'competitor' },
});

/** What part of the amount counts for whom. */
const splits = (): ListRows => ({
  field: 'splits',
  table: 'opp_split',
  target: { column: 'user_id', noun: 'user' },
  example: 'ann (60%)',
  columns: ['share'],
  read(said) {
    const share = readShare(said);
    return share === null ? null : { share };
  },
  write: ({ share }) => (share === null ? null : shareText(share as number)),
  isWhole: true,
  complete(elements) {
    const shares = completeShares(elements.map(({ said }) => (said === null ? null : readShare(said))));
    return elements.map(({ target }, at) => ({ target, said: shareText(shares[at] as number) }));
  },
});

export const oppLists = (): readonly ListRows[] => [otherContacts(), competitors(), splits()];
