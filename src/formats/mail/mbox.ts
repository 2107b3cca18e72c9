import { MAX_MAIL_BYTES } from '../../domain/mail/incoming.ts';

/** The line between two mails: `From ann@x.test Mon Jan  5 10:00:00 2026`. */
const SEPARATOR = /^From \S.*\d{1,2}:\d{2}/;

/** The longest line that can be one. */
const MAX_SEPARATOR_BYTES = 500;

/**
 * The mails of a mbox, one after the other, without the marks before lines that begin with From; null for one that is too
 * large. A file that does not begin with such a line is one mail.
 */
export async function* mboxMails(
  pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): AsyncGenerator<Uint8Array | null> {
  let lines: Uint8Array[] = [];
  let size = 0;
  let isMbox: boolean | null = null;
  let isAfterEmpty = true;
  for await (const line of linesOf(pieces)) {
    const isFrom = isAfterEmpty && isSeparator(line);
    if (isMbox === null) {
      isMbox = isFrom;
      if (isFrom) continue;
    } else if (isMbox && isFrom) {
      if (size > 0) yield mailOf(lines, size);
      lines = [];
      size = 0;
      isAfterEmpty = false;
      continue;
    }
    isAfterEmpty = line.length === 1 || (line.length === 2 && line[0] === 13);
    const own = isMbox ? unmarked(line) : line;
    size += own.length;
    if (size > MAX_MAIL_BYTES) lines = [];
    else lines.push(own);
  }
  if (size > 0) yield mailOf(lines, size);
}

const mailOf = (lines: readonly Uint8Array[], size: number) =>
  size > MAX_MAIL_BYTES ? null : Buffer.concat(lines);

function isSeparator(line: Uint8Array): boolean {
  if (line.length < 10 || line.length > MAX_SEPARATOR_BYTES || line[0] !== 70) return false;
  return SEPARATOR.test(Buffer.from(line).toString('latin1'));
}

/** The line without the `>` that keeps it from being a separator. */
function unmarked(line: Uint8Array): Uint8Array {
  if (line[0] !== 62) return line;
  return /^>+From /.test(Buffer.from(line.subarray(0, 100)).toString('latin1')) ? line.subarray(1) : line;
}

/** Lines with their ends. */
async function* linesOf(
  pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  let rest: Uint8Array[] = [];
  let held = 0;
  for await (const piece of pieces) {
    let start = 0;
    for (let end = piece.indexOf(10); end >= 0; end = piece.indexOf(10, start)) {
      const line = piece.subarray(start, end + 1);
      yield rest.length === 0 ? line : Buffer.concat([...rest, line]);
      rest = [];
      held = 0;
      start = end + 1;
    }
    if (start === piece.length) continue;
    rest.push(piece.subarray(start));
    held += piece.length - start;
    // A line without an end: what is too large for a mail is not kept.
    if (held > MAX_MAIL_BYTES) {
      yield Buffer.concat(rest);
      rest = [];
      held = 0;
    }
  }
  if (rest.length > 0) yield Buffer.concat(rest);
}
