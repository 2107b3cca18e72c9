import type { Noun, Row } from '../../../src/domain/field.ts';
import { makePhoneReader } from '../../../src/domain/phones/readers.ts';
import type { ImportNotes } from '../../../src/store/import/import-notes.ts';
import { Importer } from '../../../src/store/import/importer.ts';
import type { RowOutcome } from '../../../src/store/import/rules.ts';
import type { Store } from '../../../src/store/store.ts';
import { rowsOf } from '../../support/store.ts';

export const phones = await makePhoneReader('US');

/** Imports rows as those of a file, in batches of `size`; returns what became of each. */
export async function importFile(store: Store, noun: Noun, rows: readonly Row[], size: number) {
  const outcomes: RowOutcome[] = [];
  let notes: ImportNotes | undefined;
  await store.change(async (tx) => {
    const rules = {
      spec: store.engine.nouns.get(noun),
      declared: [],
      own: false,
      defaults: {},
      match: null,
      blankClears: false,
      onMatch: 'update',
      create: new Set<string>(),
      origin: { system: 'theirs', userIds: new Map<string, number>() },
      currency: 'USD',
    } as const;
    const importer = await Importer.open(tx, rules, (text, country) => phones.readAll(text, country));
    const all = rows.map((row, at) => ({ row, line: at + 2 }));
    const later: number[] = [];
    for (let at = 0; at < all.length; at += size)
      for (const [index, outcome] of (await importer.importRows(all.slice(at, at + size))).entries()) {
        outcomes[at + index] = outcome;
        if (outcome.type === 'deferred') later.push(at + index);
      }
    importer.nextRound(true);
    const last = await importer.importRows(
      later.map((at) => all[at] as (typeof all)[number]),
      true,
    );
    for (const [index, at] of later.entries()) outcomes[at] = last[index] as RowOutcome;
    const undone = new Map((await importer.storeHeld()).map(({ id }) => [id, true]));
    for (const [at, outcome] of outcomes.entries())
      if (outcome.type === 'changed' && undone.has(outcome.id))
        outcomes[at] = { type: 'unchanged', id: outcome.id };
    notes = importer.notes;
  });
  return { outcomes, notes: notes as ImportNotes };
}

/** What a record holds, by field, as rows say it. */
export async function recordsOf(store: Store, noun: Noun): Promise<Map<number, Record<string, unknown>>> {
  const read = (text: string) => rowsOf(store.engine, text);
  const records = new Map<number, Record<string, unknown>>();
  for (const row of await read(`select * from "${noun}"`))
    records.set(row.id as number, { ...row, emails: [], phones: [], tags: [] });
  const add = async (name: string, text: string) => {
    if (noun === 'task' || noun === 'meeting' || noun === 'activity') return;
    if (noun === 'opp' && name !== 'tags') return;
    for (const { id, value } of await read(text))
      (records.get(id as number)?.[name] as unknown[])?.push(value);
  };
  await add(
    'emails',
    `select ${noun}_id as id, address_key as value from email where ${noun}_id is not null`,
  );
  await add(
    'phones',
    `select ${noun}_id as id, coalesce(e164, typed) as value from phone where ${noun}_id is not null`,
  );
  await add('tags', `select ${noun}_id as id, tag as value from tagging where ${noun}_id is not null`);
  if (noun === 'opp')
    for (const { id, value } of await read(
      'select o.id, s.name as value from opp o join stage s on s.id = o.stage_id',
    ))
      (records.get(id as number) as Record<string, unknown>).stage = value;
  return records;
}
