import { listMails } from '../../app/mail/mails.ts';
import { usage } from '../../domain/errors.ts';
import type { MailState } from '../../store/mail/messages.ts';
import { command } from '../command.ts';
import { listAnswer } from '../listing.ts';
import { resolveAnyRecord } from '../record/references.ts';
import { MAIL_COLUMNS, mailRow } from './columns.ts';

/** Mails that are shown unless --limit says otherwise. */
const USUAL_LIMIT = 50;

const STATES: readonly MailState[] = [
  'received',
  'queued',
  'sent',
  'bounced',
  'failed',
  'draft',
  'cancelled',
  'unknown',
];

const readStates = (text: string): readonly MailState[] =>
  text.split(',').flatMap((word): readonly MailState[] => {
    const name = word.trim().toLowerCase();
    const state = STATES.find((each) => each === name);
    if (state) return [state];
    if (name === 'sending') return ['sending'];
    throw usage(`unknown state "${word.trim()}"; there are ${[...STATES, 'sending'].join(', ')}`);
  });

export default command({
  summary: 'list mails, the latest first, and what became of them',
  examples: [
    'mail list',
    'mail list --unanswered',
    'mail list --queued --json',
    'mail list --state failed,unknown',
  ],
  lists: true,
  configure: (c) =>
    c
      .argument('[record]', 'only mails about this record')
      .option('--received', 'those that came')
      .option('--unanswered', 'those that nobody has answered: the last of each thread')
      .option('--bounced', 'those that came back')
      .option('--queued', 'those that wait, or are being sent')
      .option('--sent', 'those that were sent')
      .option('--failed', 'those that no server took')
      .option('--draft', 'drafts')
      .option('--cancelled', 'those that were taken back')
      .option('--unknown', 'those of which nobody knows whether they were sent')
      .option('--state <states>', 'those in one of these states, as the list shows them')
      .option('--limit <count>', `so many at most; default: ${USUAL_LIMIT}`),
  async run({ args: [ref], options: { limit = String(USUAL_LIMIT), ...options } }, ctx) {
    if (!/^\d{1,9}$/.test(limit) || Number(limit) === 0)
      throw usage(`--limit is a whole number of 1 or more, not "${limit}"`);
    const chosen = STATES.filter((state) => options[state as keyof typeof options]);
    const named = options.state === undefined ? [] : readStates(options.state);
    const states = chosen.includes('queued')
      ? [...chosen, 'sending' as const, ...named]
      : [...chosen, ...named];
    const mails = await listMails(await ctx.deps(), {
      states: states.length === 0 ? undefined : states,
      about: ref === undefined ? undefined : await resolveAnyRecord(ctx, ref),
      isUnanswered: options.unanswered === true,
      limit: Number(limit),
    });
    const empty =
      states.length > 0 || options.unanswered || ref !== undefined
        ? 'no such mails'
        : 'no mails yet: crm mail send 42 --subject …';
    return listAnswer(ctx, { noun: 'mails', columns: MAIL_COLUMNS, empty }, mails.map(mailRow));
  },
});
