import { resolve } from 'node:path';
import { importMail, type RawMail } from '../../app/mail/import-mail.ts';
import type { Context } from '../../context.ts';
import { throwIfAborted } from '../../io/interrupts.ts';
import { isFolder, mailsInFolder } from '../../io/mail-files.ts';
import { command } from '../command.ts';
import { repeat } from '../parse-args.ts';
import { filedAnswer, ownAddresses } from './filed.ts';
import { mailsOfFile } from './mail-source.ts';

export default command({
  summary: 'file the mails of a mailbox on the people they are with',
  description:
    'Reads a mbox file, a Maildir, .eml files or a folder of them. A mail is filed on the contact, lead or account whose ' +
    'address it is from or to, by the domain of an account too, and on the deal or case of its thread; [case 12] in the ' +
    'subject names a case. Mails with nobody who is known here, among colleagues, from lists and from programs are left out ' +
    'and counted; what people answer to a mail of yours, or write to a group of yours, is not of a list, also where it came through one. An address from which mail came back is marked as bad. Files that are attached are kept; HTML becomes text, ' +
    'and nothing is loaded. Each mail is filed once, by its Message-ID, however often and from whose mailbox. Import is ' +
    'all-or-nothing; crm undo takes it back.',
  examples: [
    'mail import archive.mbox --dry-run',
    'mail import archive.mbox answer.eml --own ann@example.com',
  ],
  configure: (c) =>
    c
      .argument('<path...>', 'files and folders; - for stdin')
      .option('--own <address>', 'an address of yours beside those of accounts and users; repeatable', repeat)
      .option('--all', 'also mails with people whom nobody knows, who become leads')
      .option('--dry-run', 'show what would happen, change nothing'),
  async run({ args: [paths], options }, ctx) {
    const isDryRun = options.dryRun === true;
    const found = await importMail(await ctx.deps(), {
      mails: mailsOf(ctx, paths),
      ownAddresses: ownAddresses(ctx, options.own),
      account: '',
      about: null,
      makesLeads: options.all === true,
      isDryRun,
    });
    return filedAnswer(ctx, found, isDryRun);
  },
});

/** The mails of all paths, one after the other. */
async function* mailsOf(ctx: Context, paths: readonly string[]): AsyncGenerator<RawMail> {
  for (const path of paths) {
    const full = resolve(ctx.io.cwd, path);
    const mails = path !== '-' && isFolder(full) ? mailsInFolder(full, path) : mailsOfFile(ctx, path);
    for await (const mail of mails) {
      throwIfAborted(ctx.io.signal, 'nothing was changed');
      yield mail;
    }
  }
}
