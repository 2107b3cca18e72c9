import type { TagInput } from '../../app/records/tags.ts';
import type { Context } from '../../context.ts';
import { usage } from '../../domain/errors.ts';
import { type NamedRecord, refText } from '../../domain/record-ref.ts';
import type { Nouns } from '../../nouns/nouns.ts';
import { resolveRecordsOfAnyNoun } from '../record/references.ts';

/** Help for the references of tag commands. */
export const TAG_REFERENCE =
  'contact:7, account:3, a name …; a bare number is a lead; - reads them from stdin';

/** The records whose tags change; a bare number is of `noun`. Throws `usage` for one that cannot have tags. */
export async function resolveTagged(
  ctx: Context,
  refs: readonly string[],
  noun: string,
): Promise<TagInput['records']> {
  const tagged = ctx.nouns.namesWith('tags');
  const first = tagged.find((known) => known === noun.trim().toLowerCase().replace(/s$/, ''));
  if (!first) throw usage(`"${noun}" has no tags`, `One of: ${tagged.join(', ')}`);
  const others = tagged.filter((other) => other !== first);
  const records = await resolveRecordsOfAnyNoun(ctx, [first, ...others], refs);
  for (const record of records)
    if (!tagged.includes(record.noun))
      throw usage(`${record.noun} ${record.id} cannot have tags`, `These can: ${tagged.join(', ')}`);
  return records;
}

/** Help for the noun of bare numbers. */
export function nounHelp(nouns: Nouns): string {
  const tagged = nouns.namesWith('tags');
  return `what bare numbers are: ${tagged.slice(0, -1).join(', ')} or ${tagged.at(-1)}`;
}

/** References for other commands. */
export function references(named: readonly NamedRecord[]): string[] {
  return named.map(refText);
}

/** The number of records, in words. */
export function counted(n: number): string {
  return n === 1 ? '1 record' : `${n} records`;
}
