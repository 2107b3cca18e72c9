import type { ErrorCode, ErrorDetail } from '../domain/error-details.ts';
import type { CrmError } from '../domain/errors.ts';

/** The way out of an error by its code: commands to type. */
const HINTS: {
  readonly [C in ErrorCode]: (detail: Extract<ErrorDetail, { readonly code: C }>) => readonly string[];
} = {
  'broken-segment': ({ name, hints }) => [...hints, `Remove it: crm segment rm ${name}`],
  'cadence-exists': ({ name }) => [`Change it: crm cadence edit ${name} …`],
  'choices-of-no-choice': () => ['Declare it with --type choice'],
  'conversion-stage-closed': () => ['Convert it into an open stage, then: crm opp win or crm opp lose'],
  'duplicate-record': ({ existing, noun }) => [
    `Change it: crm ${existing.noun} edit ${existing.id} …   Add another ${noun} anyway: --force`,
  ],
  'field-in-use': ({ noun, name }) => [
    `See them: crm ${noun} list --where '${name} is not empty'   Remove it with its values: --force`,
  ],
  'lead-converted': ({ became, isRemoval }) => [
    ...(became ? [`Work with those, for example: crm ${became.noun} show ${became.id}`] : []),
    ...(isRemoval ? ['It shows where they came from. To remove it anyway: --force'] : []),
  ],
  'no-custom-field': ({ near, names }) => [
    near !== null
      ? `Did you mean "${near}"?`
      : names.length > 0
        ? `There are: ${names.join(', ')}`
        : 'None is declared: crm field list',
  ],
  'no-record': ({ noun }) => [`See all: crm ${noun} list`],
  'number-not-blocked': () => ['See it: crm dnc list'],
  'opp-closed': ({ id }) => [
    id === null ? 'Leave it out, or add the deal to an open stage' : `Reopen it first: crm opp reopen ${id}`,
  ],
  'outcome-of-line': () => ['When it is tried again the cadence says: crm cadence list'],
  'reason-missing': ({ step, id }) => [
    id === undefined
      ? `Give it: crm ${step === 'lose-opp' ? 'opp lose' : 'lead disqualify'} <ref> --reason "…"`
      : `Give it; this also cancels the callback: crm lead disqualify ${id} --reason "…"`,
  ],
  'segment-exists': ({ name }) => [`Remove it first: crm segment rm ${name}`],
  'task-not-open': ({ id }) => [`Reopen it first: crm task reopen ${id}`],
  'unknown-sort': ({ near }) => [near === null ? 'See all: --columns ?' : `Did you mean "${near}"?`],
};

/** The lines that help with an error on the command line. */
export function hintsOf({ detail, hints }: CrmError): readonly string[] {
  if (!detail) return hints;
  const words = HINTS[detail.code] as (detail: ErrorDetail) => readonly string[];
  return words(detail);
}
