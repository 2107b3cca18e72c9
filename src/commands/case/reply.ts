import { replyToCases } from '../../app/cases/reply.ts';
import { describeRecords } from '../../app/records/describe.ts';
import { usage } from '../../domain/errors.ts';
import { CASE } from '../../nouns/case/definition.ts';
import { command } from '../command.ts';
import { readPastTime } from '../log/input.ts';
import { resolveRecords } from '../record/references.ts';

export default command({
  summary: 'note an answer to the customer; the first one is the first response',
  description:
    'Puts an answer on the timeline of the case. With --mail it is sent to its contact, with the number of the case in the ' +
    'subject, by which answers find it.',
  examples: ['case reply 1 "A technician comes tomorrow"', 'case reply 2 "Which firmware is it?" --wait'],
  configure: (c) =>
    c
      .argument('<ref>', 'number or subject; - reads them from stdin')
      .argument('[text...]', 'the answer')
      .option('-m, --message <text>', 'the answer, as the commands of mail take it')
      .option('--wait', 'wait for the customer from then on')
      .option('--solve', 'the case is solved with it')
      .option('--subject <text>', 'subject line; default: number and subject of the case')
      .option('--mail', 'send it to the contact')
      .option('--account <name>', 'the account to send it from')
      .option('--at <when>', 'when it was given: "10:30", yesterday; default: now'),
  async run({ args: [ref, words], options }, ctx) {
    if (options.wait && options.solve) throw usage('--wait and --solve exclude each other');
    if (!options.mail && options.account !== undefined)
      throw usage('--account is of the mail to the customer', 'Add --mail.');
    if (options.mail && options.at !== undefined)
      throw usage('--mail sends it now, --at says when it was given');
    const written = words.join(' ').trim();
    if (options.message !== undefined && written !== '')
      throw usage('the answer is given twice', 'Write it after the case, or with -m.');
    const cases = await resolveRecords(ctx, 'case', [ref]);
    let body = options.message?.trim() ?? written;
    if (body === '') {
      if (!ctx.prompt.available)
        throw usage('the answer is missing', `Usage: crm case reply ${ref} "the text"`);
      body = await ctx.prompt.text('Answer', { required: true });
    }
    const deps = await ctx.deps();
    const subject = options.subject?.trim() || null;
    const after = options.solve ? 'solved' : options.wait ? 'waiting' : null;
    if (options.mail) {
      const { replyWithMail } = await import('../../app/cases/reply-mail.ts');
      const { accountNamed } = await import('../mail/port.ts');
      const { answerOf, sendNow } = await import('../mail/send-batch.ts');
      const account = accountNamed(ctx, options.account);
      const mails = await replyWithMail(deps, { cases, body, subject, after, account });
      return answerOf(mails, await sendNow(ctx, mails), 0);
    }
    await replyToCases(deps, { cases, body, subject, after, at: await readPastTime(ctx, options.at) });
    const then = options.solve ? ', solved' : options.wait ? ', waiting for the customer' : '';
    return {
      type: 'changed',
      sentence: cases.length === 0 ? '' : `Answered: ${describeRecords(CASE, cases)}${then}`,
      references: cases.map(({ id }) => id),
    };
  },
});
