import { type CrmError, failed } from './errors.ts';

/** What loading a part of the program fails with that is not there any more. */
const NOT_FOUND: ReadonlySet<unknown> = new Set(['MODULE_NOT_FOUND', 'ERR_MODULE_NOT_FOUND']);

/** The error for a program that was removed or replaced while it ran, if that is what an error says; else null. */
export function missingPart(error: unknown): CrmError | null {
  const { code, path = '' } = error as { readonly code?: unknown; readonly path?: unknown };
  const isMissing = NOT_FOUND.has(code) || (code === 'ENOENT' && String(path).endsWith('.cjs'));
  return isMissing ? failed('crm was updated or removed while it ran', 'Start it again.') : null;
}
