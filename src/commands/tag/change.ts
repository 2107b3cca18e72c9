import { forEachRecord } from '../../app/for-each-record.ts';
import type { Context } from '../../context.ts';
import { usage } from '../../domain/errors.ts';
import type { Named } from '../../store/references.ts';
import { TAGGED } from '../../store/tags.ts';
import type { Tx } from '../../store/tx.ts';
import type { Tagged } from '../../store/write/lists.ts';
import { resolveRecordsOfAnyNoun } from '../record/references.ts';

/** What every tag command says of its references. */
export const TAG_REFERENCE =
  'contact:7, account:3, a name …; a bare number is a lead; - reads them from stdin';

/** Does something with the tag of every record named, in one change; returns how many were different. */
export async function changeTags(
  ctx: Context,
  refs: readonly string[],
  noun: string,
  act: (tx: Tx, noun: Tagged, id: number) => Promise<boolean>,
  summary: string,
): Promise<{ named: Named[]; changed: number }> {
  const first = TAGGED.find((known) => known === noun.trim().toLowerCase().replace(/s$/, ''));
  if (!first) throw usage(`"${noun}" has no tags`, `One of: ${TAGGED.join(', ')}`);
  const others = TAGGED.filter((other) => other !== first);
  const named = await resolveRecordsOfAnyNoun(ctx, [first, ...others], refs);
  for (const { noun: found, id } of named) {
    if (!TAGGED.some((tagged) => tagged === found))
      throw usage(`${found} ${id} cannot have tags`, `These can: ${TAGGED.join(', ')}`);
  }
  const { result } = await (await ctx.store()).change(
    async (tx) => {
      let changed = 0;
      await forEachRecord(await ctx.deps(), tx, named, async (one) => {
        if (await act(tx, one.noun as Tagged, one.id)) changed++;
      });
      return changed;
    },
    `${summary} ${named.length === 1 ? `${named[0]?.noun} ${named[0]?.id}` : `${named.length} records`}`,
  );
  return { named, changed: result };
}

/** The records as other commands take them. */
export function references(named: readonly Named[]): string[] {
  return named.map(({ noun, id }) => `${noun}:${id}`);
}

/** How many records, in words. */
export function counted(n: number): string {
  return n === 1 ? '1 record' : `${n} records`;
}
