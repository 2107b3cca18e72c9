import type { Deps } from '../../app/deps.ts';
import type { TagInput } from '../../app/records/tags.ts';
import type { Context } from '../../context.ts';
import { usage } from '../../domain/errors.ts';
import { refText } from '../../domain/record-ref.ts';
import { counted } from '../../render/counts.ts';
import { command } from '../command.ts';
import { resolveRecordsOfAnyNoun } from '../record/references.ts';

/** What a command does with a tag of records, and says of it. */
interface TagChange {
  readonly summary: string;
  readonly examples: readonly [string, ...string[]];
  change(deps: Deps, input: TagInput): Promise<{ readonly changed: number }>;
  sentence(tag: string, records: string): string;
  /** What is said of records that the change finds as it leaves them. */
  readonly unchanged: string;
}

/** A command that changes a tag of records. */
export function tagCommand({ summary, examples, change, sentence, unchanged: already }: TagChange) {
  return command({
    summary,
    examples,
    configure: (c) =>
      c
        .argument('<tag>', 'the tag')
        .argument(
          '<ref...>',
          'contact:7, account:3, a name …; a bare number is a lead; - reads them from stdin',
        )
        .option('--noun <noun>', 'what bare numbers are: task, product …', 'lead'),
    async run({ args: [tag, refs], options }, ctx) {
      const records = await resolveTagged(ctx, refs, options.noun);
      const { changed } = await change(await ctx.deps(), { tag, records });
      const unchanged = records.length - changed;
      return {
        type: 'changed',
        sentence: changed === 0 ? '' : sentence(tag.trim(), counted(changed, 'record')),
        references: records.map(refText),
        notes: unchanged > 0 ? [`${counted(unchanged, 'record')} ${already}`] : [],
      };
    },
  });
}

/** The records whose tags change; a bare number is of `noun`. Throws `usage` for one that cannot have tags. */
async function resolveTagged(
  ctx: Context,
  refs: readonly string[],
  noun: string,
): Promise<TagInput['records']> {
  const nouns = await ctx.nouns();
  const tagged = nouns.namesWith('tags');
  const word = noun.trim().toLowerCase();
  const first = tagged.find((known) => known === word.replace(/s$/, '') || nouns.get(known).plural === word);
  if (!first) throw usage(`"${noun}" has no tags`, `One of: ${tagged.join(', ')}`);
  const others = tagged.filter((other) => other !== first);
  return resolveRecordsOfAnyNoun(ctx, [first, ...others], refs);
}
