import type { CaseStatusKind } from '../../domain/case-status.ts';
import type { MailAccount } from '../../domain/mail/account.ts';
import { escapeMarkdown } from '../../domain/markdown-text.ts';
import type { NamedRecord } from '../../domain/record-ref.ts';
import { formatMarkdown, type MailText } from '../../formats/template/markdown.ts';
import { messageNumbered, type StoredMail } from '../../store/mail/messages.ts';
import type { Deps } from '../deps.ts';
import { insertMails, type MailToOne, readSignature } from '../mail/queue-mail.ts';
import { findRecipient } from '../mail/recipients.ts';
import { renderTemplate } from '../templates/render.ts';
import type { TemplateText } from '../templates/templates.ts';
import { moveCases } from './cases.ts';
import { messageSubject } from './reply.ts';

/** How customers are asked; the first number from 1 to 5 of their answer is the score. */
const QUESTION =
  'How content are you with our help, from 1 (not at all) to 5 (very)? Please answer with a number.';

/** Cases that are solved or closed, and whose customers are told. */
interface ClosingInput {
  readonly cases: readonly NamedRecord[];
  readonly kind: Extract<CaseStatusKind, 'solved' | 'closed'>;
  readonly resolution: string | undefined;
  readonly account: MailAccount;
  /** Null for the usual text. */
  readonly template: TemplateText | null;
}

/**
 * Solves cases and queues a mail to the contact of each, which says how and asks how content they are, as one change. Throws
 * `refused` for a case whose contact cannot be written to.
 */
export async function solveWithMail(
  deps: Deps,
  { cases, kind, resolution, account, template }: ClosingInput,
): Promise<{ readonly unchanged: readonly boolean[]; readonly mails: readonly StoredMail[] }> {
  const mails: MailToOne[] = [];
  for (const each of cases) {
    const recipient = await findRecipient(deps, each);
    const { subject, ...body } = template
      ? await renderTemplate(deps, { template, about: each, set: new Map() })
      : { subject: messageSubject(each), ...(await closingText(each, resolution)) };
    const isMarked = subject.includes(`[case ${each.id}]`);
    mails.push({
      recipient,
      subject: isMarked ? subject : `[case ${each.id}] ${subject}`,
      body,
      sendAt: deps.clock.now(),
    });
  }
  const signature = await readSignature(account);
  const ids: number[] = [];
  const { unchanged } = await moveCases(deps, {
    cases,
    kind,
    resolution,
    async also(tx) {
      const none = { after: null, isDraft: false, isBulk: false, cc: '', bcc: '', files: [] };
      ids.push(...(await insertMails(deps, tx, { account, mails, ...none }, signature)));
    },
  });
  const queued = await Promise.all(ids.map((id) => messageNumbered(deps.store.db, String(id))));
  return { unchanged, mails: queued };
}

function closingText({ title }: NamedRecord, resolution: string | undefined): Promise<MailText> {
  return formatMarkdown(
    [
      'Hello,',
      `what you told us about is solved: ${escapeMarkdown(title)}.`,
      ...(resolution?.trim() ? [escapeMarkdown(resolution.trim())] : []),
      QUESTION,
      'If something is still wrong, answer this mail, and we go on.',
    ].join('\n\n'),
  );
}
