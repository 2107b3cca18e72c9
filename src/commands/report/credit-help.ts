import type { SelectionOptions } from '../record/selection.ts';

/** Whom deals count for, for help. */
export const CREDIT_HELP =
  'The amount of a deal that is split counts by its shares, and the deal itself for its owner.';

/** Whose parts and targets count: those of `--owner`, or with `--mine` your own. */
export function ownerOf(options: SelectionOptions): string | undefined {
  if (typeof options.owner === 'string') return options.owner;
  return options.mine ? 'me' : undefined;
}

/** The options of the deals of all owners: whose parts count is said by `ownerOf`. */
export function withoutOwner({ owner, mine, ...others }: SelectionOptions): SelectionOptions {
  return typeof owner === 'string' && mine ? { ...others, mine } : others;
}
