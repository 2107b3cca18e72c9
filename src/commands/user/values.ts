import { readEmail } from '../../formats/scalars.ts';
import type { UserValues } from '../../store/users.ts';

/** Reads the options of a user; an empty text clears the value. Throws `usage` for an invalid e-mail address. */
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
