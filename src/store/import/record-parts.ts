import type { Noun } from '../../domain/field.ts';
import { emailKey } from '../../domain/matching.ts';
import { distinctPhones, emailsWanted, phonesWanted } from '../write/addresses.ts';
import { otherAccountsWanted, otherContactsWanted, tagsWanted } from '../write/lists.ts';
import type { ReadPhone, Values } from '../write/values.ts';
import type { RecordParts } from './working-record.ts';

/** E-mails, phones, tags and further relations that a record has once `values` are written; those that stay untouched left out. */
export function partsOf(
  noun: Noun,
  values: Values,
  current: RecordParts,
  readPhone: ReadPhone,
): Partial<RecordParts> {
  const parts: { -readonly [name in keyof RecordParts]?: RecordParts[name] } = {};
  if (values.email !== undefined || values.other_emails !== undefined)
    parts.emails = emailsWanted(
      current.emails.map(({ address }) => address),
      values,
    ).map((address) => {
      const kept = current.emails.find((email) => email.address === address);
      return kept ?? { address, address_key: emailKey(address) };
    });
  if (values.phone !== undefined || values.other_phones !== undefined)
    parts.phones = distinctPhones(
      phonesWanted(
        current.phones.map(({ e164, typed }) => e164 ?? typed),
        values,
      ).map((text) => current.phones.find(({ e164, typed }) => (e164 ?? typed) === text) ?? readPhone(text)),
    ).map((phone) => ({ ...phone }));
  if (values.tags !== undefined) {
    const known = new Set(current.tags.map(({ tag }) => tag.toLowerCase()));
    const fresh = [...tagsWanted(values)].filter(([key]) => !known.has(key));
    parts.tags = [...current.tags, ...fresh.map(([, tag]) => ({ tag }))];
  }
  if (values.other_accounts !== undefined || values.other_contacts !== undefined) {
    const wanted =
      noun === 'contact'
        ? otherAccountsWanted(values).map((target) => [target, null] as const)
        : otherContactsWanted(values);
    parts.links = [...wanted].map(
      ([target, role]) => current.links.find((link) => link.target === target) ?? { target, role },
    );
  }
  return parts;
}
