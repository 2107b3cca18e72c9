import { moveCases } from '../../app/cases/cases.ts';
import { usage } from '../../domain/errors.ts';
import { command } from '../command.ts';
import { resolveRecords } from '../record/references.ts';
import { casesAnswer, REFERENCE } from './answer.ts';

export default command({
  summary: 'mark as solved, with how, and tell the customer',
  description:
    'Solves cases. With --mail each contact is told so, and asked how content they are, from 1 to 5: the first such number ' +
    'of the answer is the satisfaction of the case, whether the mail is fetched or logged by hand.',
  examples: ['case solve 1 --resolution "replaced the meter"', 'case solve 2 3'],
  configure: (c) =>
    c
      .argument('<ref...>', REFERENCE)
      .option('-r, --resolution <text>', 'how it was solved')
      .option('--close', 'close it: the customer has nothing to confirm')
      .option('--mail', 'send the contact a mail that says so, and asks how content they are')
      .option('--template <name>', 'the template of this mail: crm template list')
      .option('--account <name>', 'the account to send it from'),
  async run({ args: [refs], options }, ctx) {
    const { resolution, close, mail, template, account } = options;
    if (!mail && (template ?? account) !== undefined)
      throw usage('--template and --account are of the mail to the customer', 'Add --mail.');
    const cases = await resolveRecords(ctx, 'case', refs);
    const kind = close ? 'closed' : 'solved';
    const deps = await ctx.deps();
    const words = { done: close ? 'Closed' : 'Solved', already: `was already ${kind}` };
    if (!mail) return casesAnswer(cases, await moveCases(deps, { cases, kind, resolution }), words);
    const { solveWithMail } = await import('../../app/cases/closing-mail.ts');
    const { findTemplate } = await import('../../app/templates/templates.ts');
    const { accountNamed } = await import('../mail/port.ts');
    const { answerOf, sendNow } = await import('../mail/send-batch.ts');
    const result = await solveWithMail(deps, {
      cases,
      kind,
      resolution,
      account: accountNamed(ctx, account),
      template: template === undefined ? null : await findTemplate(deps, template),
    });
    const solved = casesAnswer(cases, result, words);
    const sent = answerOf(result.mails, await sendNow(ctx, result.mails), 0);
    if (solved.type !== 'changed') return sent;
    return {
      ...solved,
      sentence: [solved.sentence, sent.sentence].filter((text) => text !== '').join('; '),
      warnings: sent.warnings ?? [],
      ...(sent.exitCode === undefined ? {} : { exitCode: sent.exitCode }),
    };
  },
});
