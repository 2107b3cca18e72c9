import type { Exchange } from '../../store/exchange.ts';
import type { Evidence, FigureRecords, Key } from '../../store/reports/question.ts';

/** The name of the column that has a figure of the earlier of two periods. */
export const beforeName = (name: string): string => `${name}_before`;

/**
 * The records behind the figures of two periods side by side. `figures` are the columns of the later one, `compared` those
 * that the earlier one has too; `keyOf` is the key of the row that a row of the earlier one is beside.
 */
export function evidenceOfBoth(
  later: Evidence,
  earlier: Evidence,
  {
    figures,
    compared,
    keyOf,
  }: {
    readonly figures: readonly string[];
    readonly compared: readonly string[];
    keyOf(key: Key): Key;
  },
): Evidence {
  return {
    statement: `${later.statement};\n-- before\n${earlier.statement}`,
    async records(most) {
      const now = withColumns(await later.records(most), figures);
      const before = withColumns(await earlier.records(most), compared);
      return [
        ...now,
        ...before.map((each) => ({
          ...each,
          key: keyOf(each.key),
          columns: each.columns.filter((name) => compared.includes(name)).map(beforeName),
        })),
      ];
    },
  };
}

/** Records with the columns of their figures named, which are those of no other figure where they are not. */
function withColumns(
  records: readonly FigureRecords[],
  names: readonly string[],
): (FigureRecords & { readonly columns: readonly string[] })[] {
  const named = new Set(records.flatMap(({ columns = [] }) => columns));
  const others = names.filter((name) => !named.has(name));
  return records.map((each) => ({ ...each, columns: each.columns ?? others }));
}

/** The rates of two reports, each once; of missing ones the earliest day. */
export function exchangeOfBoth(
  one: Exchange | null | undefined,
  other: Exchange | null | undefined,
): Exchange | null {
  if (!one || !other) return one ?? other ?? null;
  const used = new Map([...one.used, ...other.used].map((rate) => [`${rate.currency} ${rate.day}`, rate]));
  const missing = Map.groupBy([...one.missing, ...other.missing], ({ currency }) => currency);
  return {
    base: one.base,
    used: [...used.values()],
    missing: [...missing].map(([currency, each]) => ({
      currency,
      day: each.flatMap(({ day }) => day ?? []).sort()[0] ?? null,
    })),
  };
}
