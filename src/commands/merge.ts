import { describeMerge, describeOthers, mergeInto } from '../app/records/merge.ts';
import type { Context } from '../context.ts';
import { cancelled, refused, usage } from '../domain/errors.ts';
import { customFields } from '../store/fields.ts';
import { type FieldChoices, readFieldChoice } from '../store/merge/field-choices.ts';
import { isMergeable, MERGEABLE, type Mergeable } from '../store/merge/former-identities.ts';
import type { Merged } from '../store/merge/merge.ts';
import type { Named } from '../store/references.ts';
import { command } from './command.ts';
import { repeat } from './parse-args.ts';
import { resolveRecords, resolveRecordsOfAnyNoun } from './record/references.ts';
import { nounNamed } from './record/selection.ts';

export default command({
  summary: 'make one record of several that are the same',
  description:
    'Merges records of one noun into the first one. Its values win; what it leaves blank is filled from the others in ' +
    'their order, and --take says of which field another wins. E-mails, phones, tags, activities, tasks, people, deals ' +
    'and everything else of the others goes over to it; values that are not kept stand on its timeline. Somebody not to ' +
    'be called stays so. A later import of a row about one of the others finds the one that is left. crm undo takes it ' +
    'all back.',
  examples: [
    'merge lead:42 lead:43 --yes',
    'merge 44 45 46 --take title=45 --take phone=46 --yes',
    'merge 2 3 --noun account --take website=3 --yes',
  ],
  configure: (c) =>
    c
      .argument('<keep>', 'the record that is left: lead:42, account:3, a name …; a bare number is a lead')
      .argument('<other...>', 'the records that are merged into it; - reads them from stdin')
      .option('--noun <noun>', `what bare numbers and names are: ${MERGEABLE.join(', ')}`)
      .option('--take <field=other>', 'of this field that record wins: --take title=43', repeat),
  async run({ args: [keepRef, otherRefs], options }, ctx) {
    const { keep, others } = await resolveMeant(ctx, keepRef, otherRefs, options.noun);
    if (others.length === 0) return { type: 'none' };
    const choices = await readChoices(ctx, keep.noun, others, options.take ?? []);
    const what = describeMerge({ keep, others }, ctx.nouns.get(keep.noun).plural);
    if (ctx.prompt.available && !(await ctx.prompt.confirm(`Merge ${what}?`)))
      throw cancelled('nothing was merged');
    const merged = await mergeInto(await ctx.deps(), { keep, others, choices });
    return {
      type: 'changed',
      sentence: `Merged ${what}   (crm undo takes it back)`,
      references: [`${keep.noun}:${keep.id}`],
      notes: remarks(merged),
    };
  },
});

interface Meant {
  readonly keep: Named & { readonly noun: Mergeable };
  readonly others: readonly Named[];
}

async function resolveMeant(
  ctx: Context,
  keepRef: string,
  otherRefs: readonly string[],
  nounOption: string | undefined,
): Promise<Meant> {
  const typed = MERGEABLE.find((noun) => noun === keepRef.trim().toLowerCase());
  if (typed && nounOption === undefined)
    throw usage(
      `"${keepRef}" is a noun, not a record`,
      `Say it like this: crm merge ${otherRefs.join(' ')} --noun ${typed}`,
    );
  const first = nounOption === undefined ? undefined : nounNamed(ctx.nouns, nounOption, MERGEABLE);
  const [keep, ...more] = first
    ? await resolveRecords(ctx, first, [keepRef])
    : await resolveRecordsOfAnyNoun(ctx, MERGEABLE, [keepRef]);
  if (!keep || more.length > 0) throw usage('the first reference names the one record that is left');
  if (!isMergeable(keep.noun))
    throw usage(`${keep.noun} ${keep.id} cannot be merged`, `These can: ${MERGEABLE.join(', ')}`);
  const others: Named[] = [];
  for (const ref of otherRefs) {
    const other = /^[a-z]+:\d+$/.test(ref.trim())
      ? await resolveRecordsOfAnyNoun(ctx, MERGEABLE, [ref])
      : await resolveRecords(ctx, keep.noun, [ref]);
    others.push(...other);
  }
  for (const other of others) refuseOtherNoun(keep, other);
  const once = [...new Map(others.map((other) => [other.id, other])).values()];
  return { keep: { ...keep, noun: keep.noun }, others: once };
}

function refuseOtherNoun(keep: Named, other: Named): void {
  if (keep.noun === other.noun) return;
  const [lead, contact] = [keep, other].toSorted((a, b) => (a.noun < b.noun ? 1 : -1));
  const isPair = lead?.noun === 'lead' && contact?.noun === 'contact';
  throw refused(
    `${keep.noun} ${keep.id} and ${other.noun} ${other.id} are two kinds of records: they cannot be one`,
    isPair
      ? `The lead can become that contact: crm lead convert ${lead.id} --contact ${contact.id}`
      : `Name another ${keep.noun}: crm ${keep.noun} list`,
  );
}

/** Reads `title=43` and the like. `other` stands for the other one where there is one only. */
async function readChoices(
  ctx: Context,
  noun: Mergeable,
  others: readonly Named[],
  texts: readonly string[],
): Promise<FieldChoices> {
  const takes = new Map<string, number>();
  const declared = texts.length === 0 ? [] : await customFields((await ctx.deps()).store.db, noun);
  const fields = [...ctx.nouns.get(noun).fields, ...declared];
  for (const text of texts) {
    const [, name, ref] = /^([^=]+)=(.+)$/.exec(text.trim()) ?? [];
    if (name === undefined || ref === undefined)
      throw usage(
        `--take "${text}" is not a field and a record`,
        `For instance: --take title=${others[0]?.id}`,
      );
    const field = readFieldChoice(noun, name, fields);
    const [only] = others;
    const [from] =
      ref === 'other' && only && others.length === 1 ? [only] : await resolveRecords(ctx, noun, [ref]);
    if (!from || !others.some(({ id }) => id === from.id))
      throw usage(
        `--take ${text}: ${noun} ${from?.id} is not one of those that are merged`,
        `These are: ${describeOthers(others, ctx.nouns.get(noun).plural)}`,
      );
    takes.set(field, from.id);
  }
  return takes;
}

/** What was moved, and what is on the timeline only. */
function remarks({ keep, moved, notKept }: Merged): string[] {
  const rows = [...moved]
    .filter(([table]) => table in NAMES)
    .map(([table, n]) => `${n} ${n === 1 ? NAMES[table]?.[0] : NAMES[table]?.[1]}`);
  const lost = notKept.map(({ field, value, of }) => `${field} ${value} (${keep.noun} ${of})`);
  return [
    ...(rows.length > 0 ? [`went over: ${rows.join(', ')}`] : []),
    ...(lost.length > 0 ? [`not kept, on the timeline of ${keep.noun} ${keep.id}: ${lost.join(', ')}`] : []),
  ];
}

const NAMES: Readonly<Record<string, readonly [one: string, many: string]>> = {
  email: ['e-mail', 'e-mails'],
  phone: ['phone', 'phones'],
  tagging: ['tag', 'tags'],
  activity: ['activity', 'activities'],
  task: ['task', 'tasks'],
  contact: ['contact', 'contacts'],
  contact_account: ['further account', 'further accounts'],
  opp: ['opportunity', 'opportunities'],
  opp_contact: ['further contact', 'further contacts'],
  lead: ['conversion', 'conversions'],
  account: ['subsidiary', 'subsidiaries'],
};
