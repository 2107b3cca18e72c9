import type { MailAccount } from '../../domain/mail/account.ts';
import type { NamedRecord } from '../../domain/record-ref.ts';
import { formatMarkdown } from '../../formats/template/markdown.ts';
import { CASE } from '../../nouns/case/definition.ts';
import { caseStatusOfKind } from '../../store/cases.ts';
import { messageNumbered, type StoredMail } from '../../store/mail/messages.ts';
import { updateRecord } from '../../store/write/record.ts';
import type { Deps } from '../deps.ts';
import { insertMails, type MailToOne, readSignature } from '../mail/queue-mail.ts';
import { findRecipient } from '../mail/recipients.ts';
import { describeRecords } from '../records/describe.ts';
import { type CaseReply, messageSubject } from './reply.ts';

/**
 * Queues an answer to the contact of each case as a mail, as one change; once it has left it is on the timeline, and the
 * first one is the first response. Throws `refused` for a case whose contact cannot be written to.
 */
export async function replyWithMail(
  deps: Deps,
  { cases, body, subject, after, account }: Omit<CaseReply, 'at'> & { readonly account: MailAccount },
): Promise<readonly StoredMail[]> {
  const text = await formatMarkdown(body);
  const mails: MailToOne[] = [];
  for (const each of cases)
    mails.push({
      recipient: await findRecipient(deps, each),
      subject: subjectOf(each, subject),
      body: text,
      sendAt: deps.clock.now(),
    });
  const signature = await readSignature(account);
  const none = { after: null, isDraft: false, isBulk: false, cc: '', bcc: '', files: [] };
  const { result: ids } = await deps.store.change(
    async (tx) => {
      if (after !== null)
        for (const { id } of cases)
          await updateRecord(tx, 'case', id, { status: await caseStatusOfKind(tx, after) }, deps);
      return insertMails(deps, tx, { account, mails, ...none }, signature);
    },
    () => `answered ${describeRecords(CASE, cases)} by mail`,
  );
  return Promise.all(ids.map((id) => messageNumbered(deps.store.db, String(id))));
}

/** A subject with the number of the case, by which answers find it. */
function subjectOf(each: NamedRecord, subject: string | null): string {
  if (subject === null) return messageSubject(each);
  return subject.includes(`[case ${each.id}]`) ? subject : `[case ${each.id}] ${subject}`;
}
