import { accountsToFetch, fetchMail } from '../../app/mail/fetch-mail.ts';
import { addCounts, type MailCounts, NO_COUNTS } from '../../app/mail/mail-counts.ts';
import { readDate } from '../../domain/dates.ts';
import { EXIT_PARTLY, usage } from '../../domain/errors.ts';
import { throwIfAborted } from '../../io/interrupts.ts';
import { processToken } from '../../io/process-token.ts';
import { command } from '../command.ts';
import { filedAnswer } from './filed.ts';
import { accountNamed, mailPort } from './port.ts';

export default command({
  summary: 'file the new mails of your mailboxes on the people they are with',
  description:
    'Reads what came into the folders of the accounts that have an IMAP server since the last time, and what was sent from ' +
    'elsewhere, and files it like crm mail import. The mailbox is only read; nothing in it is marked as read. The first time ' +
    'it begins 90 days ago; --since reads from a day on, once more. With --all who is not known becomes a lead, but for lists ' +
    'and programs. crm run does this by itself, and before it sends mail.',
  examples: ['mail fetch', 'mail fetch --account work --since -30d --all'],
  configure: (c) =>
    c
      .option('--account <name>', 'only this account')
      .option('--since <day>', 'all mails from this day on, also those that were read: -30d, 2026-01-31')
      .option('--all', 'also mails with people whom nobody knows, who become leads'),
  async run({ options }, ctx) {
    const deps = await ctx.deps();
    const port = mailPort(ctx, processToken());
    const accounts =
      options.account === undefined ? accountsToFetch(port) : [accountNamed(ctx, options.account)];
    if (accounts.length === 0 || accounts.some(({ imap }) => imap === null))
      throw usage(
        options.account === undefined
          ? 'no account has a mailbox to read'
          : `the account "${options.account}" has no mailbox to read`,
        'Add it: crm mail setup --imap mail.example.com:993',
      );
    const since =
      options.since === undefined ? null : readDate(options.since, ctx.clock.now(), ctx.timeSettings);
    const choice = { since, makesLeads: options.all === true };
    let all: MailCounts = NO_COUNTS;
    const problems: string[] = [];
    for (const account of accounts)
      for await (const { folder, found, problem } of fetchMail(deps, port, account, choice)) {
        throwIfAborted(ctx.io.signal, 'what is not fetched yet is fetched next time');
        if (problem !== null)
          problems.push(`${account.name}${folder === null ? '' : `, ${folder}`}: ${problem}`);
        if (found) all = addCounts(all, found);
      }
    const answer = filedAnswer(ctx, all, false);
    const exitCode = problems.length > 0 ? EXIT_PARTLY : (answer.exitCode ?? 0);
    return { ...answer, warnings: problems, exitCode };
  },
});
