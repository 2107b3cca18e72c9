import { readEmail } from '../../formats/scalars.ts';
import type { UserValues } from '../../store/users.ts';

/** Reads what options say of a user; an empty text empties. Throws `usage` for what is no e-mail address. */
export function userValues(options: {
  fullName?: string | undefined;
  email?: string | undefined;
}): UserValues {
  const email = options.email?.trim();
  return {
    full_name: options.fullName === undefined ? undefined : options.fullName.trim() || null,
    email: email === undefined ? undefined : email === '' ? null : readEmail(email),
  };
}
