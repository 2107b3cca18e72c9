import fs from 'node:fs';
import { join } from 'node:path';
import { failed } from '../domain/errors.ts';
import { MAX_MAIL_BYTES } from '../domain/mail/incoming.ts';
import { reasonOf } from './write-errors.ts';

/** A mail as it is in a file. */
export interface MailInFile {
  /** Where it is: `mail 7 of old.mbox`. */
  readonly name: string;
  /** Null for one that is too large to read. */
  readonly raw: Uint8Array | null;
}

/** Folders of a Maildir with mails that were delivered. */
const MAILDIR_PARTS = ['cur', 'new'] as const;

/** Whether a path is a folder, which may have mails as files. */
export function isFolder(path: string): boolean {
  return fs.statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

/** The mails of a Maildir with its subfolders, or of the files *.eml of any folder. Throws `failed` for a folder without any. */
export async function* mailsInFolder(path: string, shown: string): AsyncGenerator<MailInFile> {
  const files = [...filesIn(path, shown)];
  if (files.length === 0)
    throw failed(`"${shown}" has no mails`, 'Name a Maildir, a folder with .eml files, or a mbox file.');
  for (const file of files) yield { name: `${shown}${file.slice(path.length)}`, raw: readMail(file) };
}

function* filesIn(path: string, shown: string): Generator<string> {
  let entries: fs.Dirent[];
  try {
    entries = fs.readdirSync(path, { withFileTypes: true });
  } catch (error) {
    throw failed(`cannot read "${shown}": ${reasonOf(error)}`);
  }
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  if (MAILDIR_PARTS.some((part) => names.includes(part))) {
    for (const part of MAILDIR_PARTS.filter((name) => names.includes(name)))
      for (const file of fs.readdirSync(join(path, part)).sort())
        if (!file.startsWith('.')) yield join(path, part, file);
    for (const name of names.filter((each) => each.startsWith('.')).sort())
      yield* filesIn(join(path, name), shown);
    return;
  }
  for (const { name } of entries.filter((entry) => entry.isFile() && /\.eml$/i.test(entry.name)))
    yield join(path, name);
}

/** The bytes of a file with a mail; null for a larger one than is read. */
function readMail(file: string): Uint8Array | null {
  try {
    return fs.statSync(file).size > MAX_MAIL_BYTES ? null : fs.readFileSync(file);
  } catch (error) {
    throw failed(`cannot read "${file}": ${reasonOf(error)}`);
  }
}
