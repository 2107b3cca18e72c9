import type { TagInput } from '../../app/records/tags.ts';
import type { Context } from '../../context.ts';
import { usage } from '../../domain/errors.ts';
import type { Named } from '../../store/references.ts';
import { TAGGED } from '../../store/tags.ts';
import type { Tagged } from '../../store/write/lists.ts';
import { resolveRecordsOfAnyNoun } from '../record/references.ts';

/** What every tag command says of its references. */
export const TAG_REFERENCE =
  'contact:7, account:3, a name …; a bare number is a lead; - reads them from stdin';

/** The records whose tags are to change; a bare number is of `noun`. Throws `usage` for one that cannot have tags. */
export async function resolveTagged(
  ctx: Context,
  refs: readonly string[],
  noun: string,
): Promise<TagInput['records']> {
  const first = TAGGED.find((known) => known === noun.trim().toLowerCase().replace(/s$/, ''));
  if (!first) throw usage(`"${noun}" has no tags`, `One of: ${TAGGED.join(', ')}`);
  const others = TAGGED.filter((other) => other !== first);
  const named = await resolveRecordsOfAnyNoun(ctx, [first, ...others], refs);
  return named.map((record) => {
    const found = TAGGED.find((tagged) => tagged === record.noun);
    if (!found)
      throw usage(`${record.noun} ${record.id} cannot have tags`, `These can: ${TAGGED.join(', ')}`);
    return { ...record, noun: found satisfies Tagged };
  });
}

/** The records as other commands take them. */
export function references(named: readonly Named[]): string[] {
  return named.map(({ noun, id }) => `${noun}:${id}`);
}

/** How many records, in words. */
export function counted(n: number): string {
  return n === 1 ? '1 record' : `${n} records`;
}
