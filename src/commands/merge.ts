import { describeMerge, describeOthers, mergeInto, readMergeField } from '../app/records/merge.ts';
import type { Context } from '../context.ts';
import { cancelled, refused, usage } from '../domain/errors.ts';
import { type NamedRecord, refText } from '../domain/record-ref.ts';
import type { NounHead } from '../nouns/definition.ts';
import type { Nouns } from '../nouns/nouns.ts';
import type { FieldChoices } from '../store/merge/field-choices.ts';
import type { MergeResult } from '../store/merge/merge.ts';
import { command } from './command.ts';
import { repeat } from './parse-args.ts';
import { resolveRecords, resolveRecordsOfAnyNoun } from './record/references.ts';
import { nounNamed } from './record/selection.ts';

export default command({
  summary: 'merge duplicate records into one',
  description:
    'Merges records of one noun into the first. Its values take precedence; its blank fields are filled from the others in ' +
    'order, and --take takes a field from another record. E-mails, phones, tags, activities, tasks, people, deals ' +
    'and everything else of the others moves to it; dropped values are noted on its timeline, where it has one. A do-not-call flag ' +
    'stays. Later imports of the merged records update the remaining one. crm undo undoes the ' +
    'whole merge.',
  examples: [
    'merge lead:42 lead:43 --yes',
    'merge 44 45 46 --take title=45 --take phone=46 --yes',
    'merge 2 3 --noun account --take website=3 --yes',
  ],
  configure: (c, nouns) =>
    c
      .argument('<keep>', 'the record to keep: lead:42, account:3, a name …; a bare number is a lead')
      .argument('<other...>', 'the records to merge into it; - reads them from stdin')
      .option('--noun <noun>', `noun of bare numbers and names: ${nouns.mergeable.join(', ')}`)
      .option('--take <field=other>', 'take this field from another record: --take title=43', repeat),
  async run({ args: [keepRef, otherRefs], options }, ctx) {
    const nouns = await ctx.nouns();
    const { keep, others } = await findRecords(ctx, nouns, keepRef, otherRefs, options.noun);
    if (others.length === 0) return { type: 'none' };
    const { plural } = nouns.get(keep.noun);
    const choices = await readChoices(ctx, { noun: keep.noun, plural }, others, options.take ?? []);
    const what = describeMerge({ keep, others }, plural);
    if (ctx.prompt.available && !(await ctx.prompt.confirm(`Merge ${what}?`)))
      throw cancelled('nothing was merged');
    const merged = await mergeInto(await ctx.deps(), { keep, others, choices });
    return {
      type: 'changed',
      sentence: `Merged ${what}   (crm undo undoes it)`,
      references: [refText(keep)],
      notes: remarks(merged),
    };
  },
});

/** The records to merge. */
interface RecordsToMerge {
  readonly keep: NamedRecord;
  readonly others: readonly NamedRecord[];
}

async function findRecords(
  ctx: Context,
  nouns: Nouns,
  keepRef: string,
  otherRefs: readonly string[],
  nounOption: string | undefined,
): Promise<RecordsToMerge> {
  const { mergeable } = nouns;
  const typed = mergeable.find((noun) => noun === keepRef.trim().toLowerCase());
  if (typed && nounOption === undefined)
    throw usage(
      `"${keepRef}" is a noun, not a record`,
      `Write it like this: crm merge ${otherRefs.join(' ')} --noun ${typed}`,
    );
  const first = nounOption === undefined ? undefined : nounNamed(nouns, nounOption, mergeable);
  const [keep, ...more] = first
    ? await resolveRecords(ctx, first, [keepRef])
    : await resolveRecordsOfAnyNoun(ctx, mergeable, [keepRef]);
  if (!keep || more.length > 0) throw usage('the first reference must name one record');
  const others: NamedRecord[] = [];
  for (const ref of otherRefs) {
    const other = /^[a-z]\w*:\d+$/.test(ref.trim())
      ? await resolveRecordsOfAnyNoun(ctx, mergeable, [ref])
      : await resolveRecords(ctx, keep.noun, [ref]);
    others.push(...other);
  }
  for (const other of others) rejectOtherNoun(keep, other);
  const once = [...new Map(others.map((other) => [other.id, other])).values()];
  return { keep, others: once };
}

function rejectOtherNoun(keep: NamedRecord, other: NamedRecord): void {
  if (keep.noun === other.noun) return;
  const [lead, contact] = [keep, other].toSorted((a, b) => (a.noun < b.noun ? 1 : -1));
  const isPair = lead?.noun === 'lead' && contact?.noun === 'contact';
  throw refused(
    `${keep.noun} ${keep.id} and ${other.noun} ${other.id} are different nouns and cannot be merged`,
    isPair
      ? `To convert the lead into that contact: crm lead convert ${lead.id} --contact ${contact.id}`
      : `Name another ${keep.noun}: crm ${keep.noun} list`,
  );
}

/** Reads `title=43` and the like. `other` means the other record if there is only one. */
async function readChoices(
  ctx: Context,
  { noun, plural }: Pick<NounHead, 'noun' | 'plural'>,
  others: readonly NamedRecord[],
  texts: readonly string[],
): Promise<FieldChoices> {
  const choices = new Map<string, number>();
  const deps = await ctx.deps();
  for (const text of texts) {
    const [, name, ref] = /^([^=]+)=(.+)$/.exec(text.trim()) ?? [];
    if (name === undefined || ref === undefined)
      throw usage(`--take needs field=record, not "${text}"`, `For example: --take title=${others[0]?.id}`);
    const field = await readMergeField(deps, noun, name);
    const [only] = others;
    const [from] =
      ref === 'other' && only && others.length === 1 ? [only] : await resolveRecords(ctx, noun, [ref]);
    if (!from || !others.some(({ id }) => id === from.id))
      throw usage(
        `--take ${text}: ${noun} ${from?.id} is not part of the merge`,
        `These are: ${describeOthers(others, plural)}`,
      );
    choices.set(field, from.id);
  }
  return choices;
}

/** Values that are not kept and said at once. */
const LOST_SHOWN = 20;

/** What was moved, and what is not kept. */
function remarks({ keep, moved, notKept, isNoted }: MergeResult): string[] {
  const rows = [...moved]
    .filter(([table]) => table in NAMES)
    .map(([table, n]) => `${n} ${n === 1 ? NAMES[table]?.[0] : NAMES[table]?.[1]}`);
  const lost = notKept
    .slice(0, LOST_SHOWN)
    .map(({ field, value, of }) => `${field} ${value} (${keep.noun} ${of})`);
  const more = notKept.length > LOST_SHOWN ? ` and ${notKept.length - LOST_SHOWN} more` : '';
  return [
    ...(rows.length > 0 ? [`moved: ${rows.join(', ')}`] : []),
    ...(lost.length > 0
      ? [
          `not kept${isNoted ? `, noted on the timeline of ${keep.noun} ${keep.id}` : ''}: ${lost.join(', ')}${more}`,
        ]
      : []),
  ];
}

const NAMES: Readonly<Record<string, readonly [one: string, many: string]>> = {
  email: ['e-mail', 'e-mails'],
  phone: ['phone', 'phones'],
  tagging: ['tag', 'tags'],
  activity: ['activity', 'activities'],
  task: ['task', 'tasks'],
  campaign_member: ['member', 'members'],
  line: ['line', 'lines'],
  purchase: ['purchase', 'purchases'],
  price: ['price', 'prices'],
  asset: ['asset', 'assets'],
  expense: ['expense', 'expenses'],
  contact: ['contact', 'contacts'],
  contact_account: ['further account', 'further accounts'],
  opp: ['opportunity', 'opportunities'],
  opp_contact: ['further contact', 'further contacts'],
  lead: ['conversion', 'conversions'],
  account: ['subsidiary', 'subsidiaries'],
};
