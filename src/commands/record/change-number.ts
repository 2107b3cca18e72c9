import { usage } from '../../domain/errors.ts';

/** Reads the number of a change from the command line. Throws `usage` for anything else. */
export function changeNumber(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const [, digits] = /^#?(\d{1,15})$/.exec(text.trim()) ?? [];
  if (digits === undefined) throw usage(`"${text}" is not the number of a change`, 'See all: crm history');
  return Number(digits);
}
