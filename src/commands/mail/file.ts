import { importMail, type RawMail } from '../../app/mail/import-mail.ts';
import type { Context } from '../../context.ts';
import { failed, refused, usage } from '../../domain/errors.ts';
import { throwIfAborted } from '../../io/interrupts.ts';
import { command } from '../command.ts';
import { repeat } from '../parse-args.ts';
import { resolveAnyRecord } from '../record/references.ts';
import { filedText, ownAddresses } from './filed.ts';
import { mailsOfFile } from './mail-source.ts';

export default command({
  summary: 'file one mail, such as one that a mail program pipes in',
  description:
    'Files a mail from stdin or a .eml file on its people, as crm mail import does. With --to it goes to that record, whoever ' +
    'wrote it; a mail that is there already is put on the deal or case too. In mutt and aerc: ' +
    'macro index,pager F "|crm mail file -\\n". In procmail: :0 c and | crm mail file - --quiet.',
  examples: ['mail file answer.eml', 'mail file - --to opp:7 < answer.eml'],
  configure: (c) =>
    c
      .argument('<file>', 'the file; - for stdin')
      .option('--to <record>', 'the record that it is about: opp:7, case:12, contact:7 …')
      .option(
        '--own <address>',
        'an address of yours beside those of accounts and users; repeatable',
        repeat,
      ),
  async run({ args: [path], options }, ctx) {
    const about = options.to === undefined ? null : await resolveAnyRecord(ctx, options.to);
    const found = await importMail(await ctx.deps(), {
      mails: oneMail(ctx, path),
      ownAddresses: ownAddresses(ctx, options.own),
      account: '',
      about,
      isDryRun: false,
    });
    const { counts, problems } = found;
    if (counts.unreadable > 0) throw failed(`no mail was filed: ${problems[0]?.replace(/^mail 1 of /, '')}`);
    if (counts.stranger > 0)
      throw refused(
        'the mail is from or to nobody who is known here',
        'Name the record it is about: --to opp:7',
      );
    const sentence = filedText(found, false);
    if (counts.filed === 0) return { type: 'none', notes: [sentence] };
    return { type: 'changed', sentence, references: found.filed, warnings: problems };
  },
});

async function* oneMail(ctx: Context, path: string): AsyncGenerator<RawMail> {
  const name = path === '-' ? 'stdin' : `"${path}"`;
  let count = 0;
  for await (const mail of mailsOfFile(ctx, path)) {
    throwIfAborted(ctx.io.signal, 'nothing was changed');
    if (++count > 1) throw usage(`${name} has several mails`, `Import them: crm mail import ${path}`);
    yield mail;
  }
  if (count === 0) throw usage(`${name} is empty`);
}
