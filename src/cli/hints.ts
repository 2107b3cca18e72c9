import type { ErrorCode, ErrorDetail } from '../domain/error-details.ts';
import type { CrmError } from '../domain/errors.ts';

/** Words for the way out of an error, by its code: commands to type. */
const HINTS: {
  readonly [C in ErrorCode]: (detail: Extract<ErrorDetail, { readonly code: C }>) => readonly string[];
} = {
  'reason-missing': ({ step }) => [
    `Say it: crm ${step === 'lose-opp' ? 'opp lose' : 'lead disqualify'} <ref> --reason "…"`,
  ],
};

/** The lines that help with an error on the command line. */
export function hintsOf({ detail, hints }: CrmError): readonly string[] {
  if (!detail) return hints;
  const words = HINTS[detail.code] as (detail: ErrorDetail) => readonly string[];
  return words(detail);
}
