import { CrmError, refused } from '../../domain/errors.ts';
import type { Field } from '../../domain/field.ts';
import type { UserImport } from '../../store/import/users.ts';
import { type PartFile, partField, type TakePart } from './part-file.ts';

/** What programs call users who may and may not log in. */
export const USER_WORDS: readonly string[] = [
  ...['active', 'enabled'].map((word) => `active:${word}=yes`),
  ...['inactive', 'disabled', 'deleted', 'closed', 'pending', 'invited'].map((word) => `active:${word}=no`),
];

/** The fields of a file of users. */
export const USER_FIELDS: readonly Field[] = [
  partField(
    'full_name',
    'text',
    'sales agent',
    'full name',
    'owner name',
    'agent',
    'rep',
    'sales rep',
    'user',
  ),
  partField('name', 'text', 'username', 'user name'),
  partField('first_name', 'text', 'first name'),
  partField('last_name', 'text', 'last name', 'surname'),
  partField('email', 'email', 'e-mail', 'email address'),
  partField('active', 'bool', 'isactive', 'is active', 'status'),
  partField('external_id', 'text', 'id', 'user id', 'owner id', 'record id'),
];

/** Throws `usage` if no column names users. */
export function requireNames({ mapping }: PartFile, file: string, headers: readonly string[]): void {
  const naming = ['full_name', 'name', 'last_name', 'email'];
  if (mapping.feeds.some(({ field: { name } }) => naming.includes(name))) return;
  throw new CrmError('usage', `no column of ${file} names users`, [
    { code: 'file-without-name', file, headers, field: 'full_name', id: null },
  ]);
}

/** Imports users with ids of `system`. */
export function takeUser(users: UserImport, system: string): TakePart {
  return async (values) => {
    const outcome = await users.take(values, system);
    if (outcome === null) throw refused('a user needs a name or an e-mail address');
    return outcome;
  };
}
