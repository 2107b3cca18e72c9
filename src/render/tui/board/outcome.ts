import { CrmError, failed } from '../../../domain/errors.ts';
import { visibleLines } from '../../terminal-text.ts';
import type { Ran } from './port.ts';

/** The first line of what a command said. Throws what it failed with, as `refusal` makes it. */
export function result(
  { code, text, isLocked = false }: Ran,
  refusal: (message: string, ...hints: string[]) => CrmError = failed,
): string {
  const [said = '', hint = ''] = text.trim().split('\n');
  if (code === 0) return said;
  if (isLocked) throw new CrmError('locked', said.replace(/^crm: /, ''), [hint]);
  throw refusal(said.replace(/^crm: /, ''), hint);
}

/** What went wrong and the way out, in a line. */
export function sentence({ message, hints: [hint = ''] }: CrmError): string {
  return visibleLines(hint === '' ? message : `${message}   ${hint}`).join(' ');
}
