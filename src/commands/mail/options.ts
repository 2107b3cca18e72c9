import { resolve } from 'node:path';
import type { Attachment, MailToOne } from '../../app/mail/queue-mail.ts';
import { requireWritable } from '../../app/mail/recipients.ts';
import type { Context } from '../../context.ts';
import { momentOf } from '../../domain/dates/calendar.ts';
import { readMoment } from '../../domain/dates.ts';
import { refused } from '../../domain/errors.ts';
import { cleanFileName } from '../../domain/file-name.ts';
import { addressText, readAddresses } from '../../domain/mail/address.ts';
import type { RecordRef } from '../../domain/record-ref.ts';
import { findPlainFile } from '../../io/plain-file.ts';
import { optionGroup } from '../option-group.ts';
import { repeat } from '../parse-args.ts';
import { timeOf } from '../their-time.ts';

/** What examples begin with that need an account. */
export const WITH_ACCOUNT = 'mail setup --from ann@example.com --smtp localhost:1025 --no-tls && crm';

/** Servers take no larger mails; files grow by a third on their way. */
const MAX_ATTACHED_BYTES = 18_000_000;

/** A day without a time begins so. */
const MORNING_HOUR = 9;

/** What Commander gives for the options of commands that send. */
export type SendOptions = {
  account?: string;
  cc?: string[];
  bcc?: string[];
  attach?: string[];
  at?: string;
  theirHours?: boolean;
  draft?: boolean;
  print?: boolean;
};

/** Adds the options of commands that send. */
export const addSendOptions = optionGroup<SendOptions>((command) =>
  command
    .option('--account <name>', 'the account to send from; default: the first one')
    .option('--cc <address>', 'copy to this address; repeatable', repeat)
    .option('--bcc <address>', 'copy that others do not see; repeatable', repeat)
    .option('--attach <file>', 'a file that goes along; repeatable', repeat)
    .option('--at <when>', 'send it then: "tue 9am", "tomorrow 8:30 their time"')
    .option('--their-hours', 'send it within the hours of the recipient, on a working day there')
    .option('--draft', 'keep it as a draft: crm mail retry <mail> sends it')
    .option('--print', 'show it, and send nothing'),
);

/** When a mail to a person is to be sent; a time that is past is now. */
export async function sendTime(
  ctx: Context,
  { at, theirHours }: SendOptions,
  about: RecordRef,
): Promise<Pick<MailToOne, 'sendAt' | 'keepsHours'>> {
  const now = ctx.clock.now();
  const keepsHours = theirHours === true;
  if (at === undefined && !keepsHours) return { sendAt: now };
  const time = await timeOf(ctx, [about]);
  let moment = now;
  if (at !== undefined) {
    const read = readMoment(at, now, time.settings);
    moment = read.at ?? momentOf(read.date, MORNING_HOUR, 0);
  }
  moment = Math.max(now, moment);
  return { sendAt: keepsHours ? time.nextOpen(moment) : moment, keepsHours };
}

/** The addresses of an option, with commas between them. Throws `refused` for one that nobody may write to. */
export async function readCopies(ctx: Context, texts: readonly string[] = []): Promise<string> {
  const addresses = texts.flatMap(readAddresses);
  await requireWritable(
    await ctx.deps(),
    addresses.map(({ address }) => address),
  );
  return addresses.map(addressText).join(', ');
}

/** Keeps the files that go along. */
export async function keepAttachments(
  ctx: Context,
  paths: readonly string[] = [],
): Promise<readonly Attachment[]> {
  const opened = paths.map((path) => findPlainFile(resolve(ctx.io.cwd, path), path, MAX_ATTACHED_BYTES));
  const size = opened.reduce((sum, file) => sum + file.size, 0);
  if (size > MAX_ATTACHED_BYTES)
    throw refused(
      'the files are larger than 18 MB together, which servers do not take',
      'Share a link instead.',
    );
  const { files } = (await ctx.deps()).store.engine;
  const kept: Attachment[] = [];
  for (const { name, bytes } of opened)
    kept.push({ ...(await files.keep(bytes, { name })), name: cleanFileName(name) });
  return kept;
}
