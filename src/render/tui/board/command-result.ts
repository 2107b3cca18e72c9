import { CrmError, failed } from '../../../domain/errors.ts';
import { sanitizeLines } from '../../terminal-text.ts';
import type { CommandResult } from './port.ts';

/** The first line of what a command said. Throws what it failed with, as `refusal` makes it. */
export function showResult(
  { code, text, isLocked = false }: CommandResult,
  refusal: (message: string, ...hints: string[]) => CrmError = failed,
): string {
  const [said = '', hint = ''] = text.trim().split('\n');
  if (code === 0) return said;
  if (isLocked) throw new CrmError('locked', said.replace(/^crm: /, ''), [hint]);
  throw refusal(said.replace(/^crm: /, ''), hint);
}

/** What went wrong and the way out, in a line. */
export function sentence({ message, hints: [hint = ''] }: CrmError): string {
  return sanitizeLines(hint === '' ? message : `${message}   ${hint}`).join(' ');
}
