import { reportSequence, type StepFigures } from '../../app/sequences/report.ts';
import type { Row } from '../../domain/field.ts';
import { percent } from '../../render/counts.ts';
import { command } from '../command.ts';
import { type ListColumn, listAnswer } from '../listing.ts';
import { WITH_SEQUENCE } from './options.ts';

const COLUMNS: readonly ListColumn[] = [
  { name: 'version', label: 'Version', type: 'integer', help: 'the version that people went through' },
  { name: 'step', label: 'Step', type: 'integer', help: 'number of the step' },
  { name: 'what', label: 'What', type: 'text', help: 'the step; each template of a mail has a row' },
  { name: 'done', label: 'Done', type: 'integer', help: 'mails queued, calls made, tasks done' },
  { name: 'waiting', label: 'Waiting', type: 'integer', help: 'people who are at this step now' },
  { name: 'replied', label: 'Replied', type: 'integer', help: 'people who replied after it' },
  { name: 'meetings', label: 'Meetings', type: 'integer', help: 'people who were met, or will be, after it' },
  { name: 'answered', label: 'Reached', type: 'integer', help: 'people who answered a call after it' },
  {
    name: 'bounced',
    label: 'Bounced',
    type: 'integer',
    help: 'people whose mail came back or was not taken',
  },
  { name: 'unsubscribed', label: 'Unsubscribed', type: 'integer', help: 'people who want no mail since' },
  { name: 'rate', label: '%', type: 'number', help: 'replies and meetings in percent of done' },
  {
    name: 'verdict',
    label: 'Verdict',
    type: 'text',
    help: 'the template against the best other one of its step: better, worse, no difference yet, too few to tell',
  },
];

export default command({
  summary: 'what each step of a sequence has brought',
  description:
    'Counts what was done in each step, and what came of it: a reply, a meeting or an end counts for the last step that was done ' +
    'before it. Of several templates of a step, each is compared with the best other one: better and worse are said with a ' +
    'confidence of 95 %, and nothing is said below 100 mails of each.',
  examples: [
    `${WITH_SEQUENCE} && crm sequence report fair`,
    `${WITH_SEQUENCE} && crm sequence report fair --versions --json`,
  ],
  lists: true,
  configure: (c) =>
    c.argument('<name>', 'the sequence').option('--versions', 'all versions, not the latest alone'),
  async run({ args: [name], options: { versions } }, ctx) {
    const rows = await reportSequence(await ctx.deps(), name, { allVersions: versions === true });
    return listAnswer(ctx, { noun: 'steps', columns: COLUMNS }, rows.map(rowOf));
  },
});

function rowOf({ version, step, what, done, waiting, ends, responses, verdict }: StepFigures): Row {
  return {
    id: `${version}.${step}`,
    version,
    step,
    what,
    done,
    waiting,
    replied: ends.get('replied') ?? 0,
    meetings: ends.get('meeting') ?? 0,
    answered: ends.get('answered call') ?? 0,
    bounced: ends.get('bounced') ?? 0,
    unsubscribed: ends.get('unsubscribed') ?? 0,
    rate: percent(done === 0 ? null : responses / done),
    verdict,
  };
}
