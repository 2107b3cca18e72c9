import type { JournaledTable } from '../change-journal.ts';
import type { RawRow } from '../engine.ts';
import type { Tx } from '../tx.ts';
import type { Mergeable } from './former-identities.ts';

/** Rows of a table that belong to a record by one of their columns. */
interface Child {
  readonly table: JournaledTable;
  readonly column: string;
  /** SQL of what a record has only once; a second one goes, and what it says besides is kept on the first. */
  readonly uniqueBy?: string;
  /** Whether the record has them in an order: those that come stand behind those there are. */
  readonly ordered?: true;
}

const addressed = (noun: 'lead' | 'contact' | 'account'): Child[] => [
  { table: 'email', column: `${noun}_id`, uniqueBy: 'address_key', ordered: true },
  { table: 'phone', column: `${noun}_id`, uniqueBy: 'coalesce(e164, typed)', ordered: true },
];

const common = (noun: Mergeable): Child[] => [
  { table: 'tagging', column: `${noun}_id`, uniqueBy: 'lower(tag)' },
  { table: 'activity', column: `${noun}_id` },
  { table: 'task', column: `${noun}_id` },
  { table: 'former', column: `${noun}_id` },
];

/** Everything that belongs to a record; the stages an opportunity went through are taken over apart. */
export const CHILDREN: Readonly<Record<Mergeable, readonly Child[]>> = {
  lead: [...addressed('lead'), ...common('lead')],
  contact: [
    ...addressed('contact'),
    ...common('contact'),
    { table: 'contact_account', column: 'contact_id', uniqueBy: 'account_id', ordered: true },
    { table: 'opp_contact', column: 'contact_id', uniqueBy: 'opp_id' },
    { table: 'opp', column: 'contact_id' },
    { table: 'lead', column: 'contact_id' },
  ],
  account: [
    ...addressed('account'),
    ...common('account'),
    { table: 'contact_account', column: 'account_id', uniqueBy: 'contact_id' },
    { table: 'contact', column: 'account_id' },
    { table: 'opp', column: 'account_id' },
    { table: 'lead', column: 'account_id' },
    { table: 'account', column: 'parent_id' },
  ],
  opp: [
    ...common('opp'),
    { table: 'opp_contact', column: 'opp_id', uniqueBy: 'contact_id', ordered: true },
    { table: 'lead', column: 'opp_id' },
  ],
};

/** What is no record and goes over without a trace: who has it on the phone, what was decided about it. */
export const UNJOURNALED_CHILDREN: Readonly<Partial<Record<Mergeable, string>>> = {
  lead: 'call_hold',
  opp: 'review_answer',
};

/** Gives all that belongs to one record to another. Returns how many rows of each table went over. */
export async function moveChildren(
  tx: Tx,
  noun: Mergeable,
  keep: number,
  other: number,
): Promise<ReadonlyMap<JournaledTable, number>> {
  const moved = new Map<JournaledTable, number>();
  for (const child of CHILDREN[noun]) {
    const n = await move(tx, child, keep, other);
    if (n > 0) moved.set(child.table, (moved.get(child.table) ?? 0) + n);
  }
  const aside = UNJOURNALED_CHILDREN[noun];
  if (aside) {
    const column = `${noun}_id`;
    await tx.executeUnjournaled(`update or ignore ${aside} set ${column} = ? where ${column} = ?`, [
      keep,
      other,
    ]);
  }
  return moved;
}

async function move(
  tx: Tx,
  { table, column, uniqueBy: once, ordered }: Child,
  keep: number,
  other: number,
): Promise<number> {
  const key = once ?? 'id';
  const select = `select *, ${key} as "once" from "${table}" where ${column} = ?`;
  const rows = await tx.all(`${select} order by ${ordered ? 'position, ' : ''}id`, [other]);
  const there = rows.length > 0 && (once || ordered) ? await tx.all(select, [keep]) : [];
  const has = new Map(there.map((row) => [row.once, row]));
  let position = Math.max(-1, ...there.map((row) => Number(row.position))) + 1;
  let moved = 0;
  for (const row of rows) {
    const twin = once ? has.get(row.once) : undefined;
    if (twin) {
      await mergeTwin(tx, table, twin, row);
      await tx.remove(table, row.id as number);
      continue;
    }
    await tx.update(
      table,
      row.id as number,
      {
        [column]: keep,
        ...(ordered ? { position: position++ } : {}),
      } as never,
    );
    moved++;
  }
  return moved;
}

/** A number known to be bad stays so, and a role that only one of them says. */
async function mergeTwin(tx: Tx, table: JournaledTable, twin: RawRow, row: RawRow): Promise<void> {
  if (table === 'phone' && row.bad === 1) await tx.update('phone', twin.id as number, { bad: 1 });
  if (table === 'opp_contact' && twin.role === null && row.role !== null)
    await tx.update('opp_contact', twin.id as number, { role: row.role as string });
}

/** Further accounts and contacts that are by now the first one are not said again. */
export async function removeRedundantLinks(tx: Tx, noun: Mergeable, id: number): Promise<void> {
  for (const [table, nouns, query] of REDUNDANT_LINKS) {
    if (!nouns.includes(noun)) continue;
    for (const row of await tx.all(`${query} and x.${noun}_id = ?`, [id]))
      await tx.remove(table, row.id as number);
  }
}

const REDUNDANT_LINKS: readonly (readonly [JournaledTable, readonly Mergeable[], string])[] = [
  [
    'contact_account',
    ['contact', 'account'],
    'select x.id from contact_account x join contact c on c.id = x.contact_id where c.account_id = x.account_id',
  ],
  [
    'opp_contact',
    ['contact', 'opp'],
    'select x.id from opp_contact x join opp o on o.id = x.opp_id where o.contact_id = x.contact_id',
  ],
];
