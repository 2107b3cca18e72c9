import { nextSteps } from '../app/next/next-steps.ts';
import { findUser } from '../app/team/users.ts';
import type { Context } from '../context.ts';
import { WAITING_KINDS, type WaitingKind } from '../domain/next/waiting.ts';
import { oneOf } from '../domain/one-of.ts';
import { refText } from '../domain/record-ref.ts';
import type { Answer } from '../render/answer.ts';
import { drawNext } from '../render/next.ts';
import { command } from './command.ts';
import { type ListColumn, listAnswer } from './listing.ts';
import { resolveRecordsOfAnyNoun } from './record/references.ts';
import { wholeNumber } from './record/selection.ts';

const COLUMNS: readonly ListColumn[] = [
  { name: 'kind', label: 'Kind', type: 'text', help: `why it waits: ${WAITING_KINDS.join(', ')}` },
  { name: 'id', label: 'Ref', type: 'text', help: 'reference of the record' },
  { name: 'title', label: 'Do', type: 'text', help: 'what to do' },
  { name: 'reason', label: 'Why', type: 'text', help: 'why now' },
  { name: 'command', label: 'Command', type: 'text', help: 'the command that does it', whole: true },
  { name: 'owner', label: 'Owner', type: 'text', help: 'user it belongs to' },
];

const DEFAULT_LIMIT = 10;

export default command({
  summary: 'what to do now, why, and the command that does it',
  description:
    'Lists what to do now, the most urgent first, for you or for nobody in particular: calls that were agreed, meetings, ' +
    'letters and cases without an answer, tasks, deals whose close date has passed, that close within a week, are stuck or ' +
    'have no next step, new leads with a score of 60 and more, qualified leads, and purchases that end within a month. ' +
    'Of each kind the first three; all with --kind. Each comes with the command that does it.',
  examples: ['next', 'next --for opp:7', 'next --kind reply', 'next --all --json'],
  lists: true,
  configure: (c) =>
    c
      .option('--for <ref>', 'only for this record: opp:7, account:3, or a lead')
      .option('--kind <kind>', `only of this kind: ${WAITING_KINDS.join(', ')}`)
      .option('--owner <user>', "another user's")
      .option('-a, --all', "everybody's")
      .option('--limit <n>', `maximum number; default: ${DEFAULT_LIMIT}`),
  async run({ options }, ctx) {
    const deps = await ctx.deps();
    const [about = null] =
      options.for === undefined
        ? []
        : await resolveRecordsOfAnyNoun(ctx, (await ctx.nouns()).subjectsOf('task'), [options.for]);
    const ofAll = options.all === true || about !== null;
    const user = options.owner === undefined ? null : (await findUser(deps, options.owner)).name;
    const { steps, more } = await nextSteps(deps, {
      user: user ?? (ofAll ? null : ctx.user),
      about,
      kind: options.kind === undefined ? null : oneOf('unknown kind', options.kind, WAITING_KINDS),
      limit: wholeNumber('limit', options.limit) ?? DEFAULT_LIMIT,
    });
    const notes = more.length === 0 || steps.length === 0 ? [] : [moreText(more)];
    if (ctx.print.format !== 'table' || ctx.settings.columns || steps.length === 0) {
      const answer = listAnswer(
        ctx,
        {
          noun: 'steps',
          columns: COLUMNS,
          empty: about
            ? `nothing waits for ${refText(about)}: crm brief ${refText(about)}`
            : emptyText(ctx, ofAll),
        },
        steps.map((step) => ({ ...step, id: step.ref })),
      );
      return { ...answer, notes };
    }
    const answer: Answer = { type: 'drawing', draw: drawNext(steps, { showsOwners: ofAll }), notes };
    return answer;
  },
});

function moreText(kinds: readonly WaitingKind[]): string {
  const first = kinds[0] as WaitingKind;
  return kinds.length === 1
    ? `there is more of one kind: crm next --kind ${first}`
    : `there is more of: ${kinds.join(', ')}   crm next --kind ${first}`;
}

function emptyText({ user }: Context, ofAll: boolean): string {
  return ofAll
    ? 'nothing waits: crm call takes the next lead'
    : `nothing waits for ${user}: crm call takes the next lead, crm next --all shows what waits for others`;
}
