import type { Context } from '../../context.ts';
import { toLocalDate } from '../../domain/dates/calendar.ts';
import { isoTime } from '../../domain/dates.ts';
import { notFound, refused } from '../../domain/errors.ts';
import type { Field, Row } from '../../domain/field.ts';
import type { Decision, DedupePort, FieldComparison } from '../../render/tui/dedupe/port.ts';
import { humanText } from '../../render/values.ts';
import { convertLead } from '../../store/conversion/convert.ts';
import type { Pair, PairRef } from '../../store/dupes/dupes.ts';
import { customFields } from '../../store/fields.ts';
import { inOrder, markDistinct, refText } from '../../store/merge/distinct.ts';
import { mergedIntoId } from '../../store/merge/former-identities.ts';
import { mergeRecords } from '../../store/merge/merge.ts';
import { record } from '../../store/records.ts';
import { type Named, titled } from '../../store/references.ts';
import { sql } from '../../store/sql.ts';
import type { Store } from '../../store/store.ts';
import type { Tx } from '../../store/tx.ts';

/** What a comparison leaves out: it stands in the title, or says nothing to a person. */
const UNSEEN =
  /^(id|name|first_name|last_name|currency|external_source|updated_at|weighted|stage_since)$|_ids?$/;

/** The pairs of a review on the database; every decision is a change of its own, made at its own time. */
export async function makePort(ctx: Context, pairs: readonly Pair[], now: () => number): Promise<DedupePort> {
  const base = await ctx.store();
  // What was read to find the pairs was of one moment; from now on others are seen to write.
  await base.engine.endRead();
  const at = (): Store => base.at(isoTime(now()));
  const shown = new Map<number, readonly [Named, Named]>();

  return {
    count: pairs.length,
    lockLimitMs: ctx.lockWait.limitMs,

    pair: (index) =>
      base.read(async () => {
        const pair = pairs[index];
        if (!pair) return null;
        const [one, other] = [await living(base, pair.one), await living(base, pair.other)];
        if (!one || !other || refText(one) === refText(other) || (await isSettled(base, one, other)))
          return null;
        shown.set(index, [one, other]);
        return {
          index,
          score: pair.score,
          reasons: pair.reasons,
          one: { ref: refText(one), title: one.title },
          other: { ref: refText(other), title: other.title },
          rows: await compared(ctx, base, one, other, now()),
          way: one.noun === other.noun ? 'merge' : 'convert',
        };
      }),

    async decide(card, decision) {
      const [one, other] = shown.get(card.index) ?? [];
      if (!one || !other) throw notFound('that pair is gone');
      const { id, result } = await at().change(
        (tx) => act(tx, ctx, [one, other], decision),
        (summary) => summary,
      );
      return { index: card.index, decision, change: id, summary: result };
    },

    async undo({ change }) {
      if (change === null) throw refused('there is nothing to take back');
      const store = at();
      await store.changes.undo(store.act, change);
    },
  };
}

/** Does what was decided; returns it as a sentence. */
async function act(
  tx: Tx,
  ctx: Context,
  [one, other]: readonly [Named, Named],
  decision: Decision,
): Promise<string> {
  const called = ({ noun, id, title }: Named) => `${noun} ${id}  ${title}`;
  if (decision === 'two') {
    await markDistinct(tx, one, other);
    return `${called(one)} and ${called(other)} are two`;
  }
  if (decision === 'convert') {
    const [lead, contact] = one.noun === 'lead' ? [one, other] : [other, one];
    const terms = {
      account: { kind: 'find' },
      contact: { kind: 'use', id: contact.id },
      oppId: null,
      opp: null,
      currency: ctx.config.get('currency'),
      ownerId: null,
    } as const;
    await convertLead(tx, lead.id, terms, ctx);
    return `converted ${called(lead)} into ${called(contact)}`;
  }
  const [keep, gone] = decision === 'keep one' ? [one, other] : [other, one];
  const noun = keep.noun as PairRef['noun'];
  const { notKept } = await mergeRecords(tx, noun, { keep: keep.id, others: [gone.id] }, new Map(), ctx);
  const lost = notKept.length === 0 ? '' : ` (not kept, on the timeline: ${fieldsOf(notKept)})`;
  return `merged ${called(gone)} into ${called(keep)}${lost}`;
}

const fieldsOf = (lost: readonly { readonly field: string }[]) =>
  [...new Set(lost.map(({ field }) => field.replaceAll('_', ' ')))].join(', ');

/** The record as it is called now, or the one it was merged into; undefined when it is gone or was converted. */
async function living({ db, engine }: Store, { noun, id }: PairRef): Promise<Named | undefined> {
  const [named] = await titled(db, noun, [id]);
  if (!named) {
    const survivor = await mergedIntoId(engine, noun, id);
    return survivor === null ? undefined : (await titled(db, noun, [survivor]))[0];
  }
  if (noun !== 'lead') return named;
  const lead = await sql<{
    converted_at: string | null;
  }>`select converted_at from lead where id = ${id}`.first(db);
  return lead?.converted_at == null ? named : undefined;
}

/** Whether somebody said meanwhile that they are two. */
async function isSettled({ engine }: Store, one: Named, other: Named): Promise<boolean> {
  const [first, second] = inOrder(one, other);
  const settled = sql<{ found: number }>`
    select 1 as found from distinct_pair where one = ${first} and other = ${second}`;
  return (await settled.first(engine)) !== undefined;
}

async function compared(
  ctx: Context,
  store: Store,
  one: Named,
  other: Named,
  now: number,
): Promise<FieldComparison[]> {
  const view = { today: toLocalDate(now), currency: ctx.config.get('currency') };
  const sides = [await sideOf(store, one), await sideOf(store, other)];
  const fields = new Map(sides.flatMap((side) => side.fields.map((field) => [field.name, field] as const)));
  const rows: FieldComparison[] = [];
  for (const [name, field] of fields) {
    const [left = '', right = ''] = sides.map(({ row }) =>
      humanText(row[name] ?? null, field.type, view).replace(/\s+/g, ' '),
    );
    if (left !== '' || right !== '') rows.push({ label: field.label.toLowerCase(), one: left, other: right });
  }
  return rows;
}

/** What a record holds, and how much belongs to it. The account of a contact is the company of a lead. */
async function sideOf(store: Store, { noun, id }: Named): Promise<{ fields: readonly Field[]; row: Row }> {
  const all = [...store.db.nouns.get(noun).fields, ...(await customFields(store.db, noun))];
  const fields = all.filter(({ name }) => !UNSEEN.test(name));
  const row: Row = { ...((await record(store.engine, noun, fields, id)) ?? {}) };
  const own = sql.ref(`${noun}_id`);
  const counts = await sql<{ said: number; tasks: number }>`
    select (select count(*) from activity where ${own} = ${id}) as said,
      (select count(*) from task where ${own} = ${id} and status = 'open') as tasks`.one(store.engine);
  row.said = counts.said || null;
  row.tasks = counts.tasks || null;
  const extra = [count('said', 'Activities'), count('tasks', 'Open tasks')];
  if (noun !== 'contact') return { fields: [...fields, ...extra], row };
  row.company = row.account ?? null;
  const company = fields.map((field) =>
    field.name === 'account' ? { ...field, name: 'company', label: 'Company' } : field,
  );
  return { fields: [...company, ...extra], row };
}

const count = (name: string, label: string): Field => ({
  name,
  type: 'integer',
  label,
  access: 'computed',
  help: '',
});
