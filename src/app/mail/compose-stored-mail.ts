import type { MailAccount } from '../../domain/mail/account.ts';
import { readAddress } from '../../domain/mail/address.ts';
import { composeMail } from '../../formats/mail/compose.ts';
import { filesOfMessage, type StoredMail } from '../../store/mail/messages.ts';
import type { Deps } from '../deps.ts';
import { unsubscribeOf } from './queue-mail.ts';

/** The bytes of a mail, with its files. */
export async function composeStoredMail(
  { store }: Deps,
  mail: StoredMail,
  account: MailAccount | undefined,
): Promise<Uint8Array> {
  const files: { name: string; bytes: Uint8Array }[] = [];
  for (const { hash, name } of await filesOfMessage(store.db, mail.id))
    files.push({ name, bytes: await store.engine.files.bytes(hash) });
  const isBulk = mail.isBulk && account !== undefined;
  return composeMail({
    ...mail,
    date: mail.sendAt,
    unsubscribe: isBulk ? unsubscribeOf(account, readAddress(mail.to).address) : null,
    files,
  });
}
