import type { Field, Noun } from '../domain/field.ts';
import { isBlankDate } from './blank-dates.ts';
import { headerKey } from './field-names.ts';
import { withoutNoun, withoutObject } from './header-parts.ts';
import { words } from './header-words.ts';
import type { MappedColumn } from './mapped-column.ts';

/** What a column says of mail to a person: that none is wanted, nor any call, that it does not arrive, or how it stands. */
type Sort = 'unwanted' | 'untouchable' | 'bounced' | 'standing';

/** A column of marks. */
interface MarkColumn {
  readonly index: number;
  readonly header: string;
  readonly sort: Sort;
}

/** Columns that say who must not be e-mailed and which addresses bounce, and the columns that get it. */
export interface MailMarks {
  readonly columns: readonly MarkColumn[];
  /** The columns of e-mail addresses, the most important first. */
  readonly emails: readonly number[];
  /** Where the flags, the labels of addresses and the notes are. */
  readonly flag: number;
  readonly calls: number;
  readonly labels: number;
  readonly notes: number;
}

const keysOf = (text: string): readonly string[] => words(text).map(headerKey);

const HEADERS = new Map<string, Sort>([
  ...keysOf(
    `bounced, bounce, email bounced, is email bounced, has bounced, email bounce, mail bounced, bounced email,
    bounced at, bounced on, bounce date, email bounced date, email bounced reason, bounce reason, hard bounce,
    hard bounced, email hard bounced, email hard bounce reason, invalid email, invalid email address,
    email invalid, email is invalid, undeliverable, bad email`,
  ).map((key) => [key, 'bounced'] as const),
  ...keysOf(
    `unsubscribed, unsubscribe, unsubscribed at, unsubscribed on, unsubscribed date, unsubscribe date, date unsubscribed,
    unsubscribed time, unsubscribe time, unsubscribed mode, unsubscribe reason, email unsubscribed,
    is unsubscribed, has unsubscribed, opted out, opt out, opt out date, opted out at, opted out on, date opted out,
    opt out at, email opt out, email opted out, email opt out date, has opted out of email, is opted out, optout,
    marketing opt out, newsletter opt out, newsletter unsubscribed, unsubscribed from all email, do not email,
    donotemail, don't email, no email, no emails, do not bulk email, do not mass email, abgemeldet, abgemeldet am,
    abmeldedatum, ausgetragen am, désabonné, désabonné le, désinscrit, désinscrit le, dado de baja, fecha de baja,
    disiscritto, disiscritto il, uitgeschreven, uitgeschreven op, descadastrado, descadastrado em`,
  ).map((key) => [key, 'unwanted'] as const),
  ...keysOf(
    'do not contact, donotcontact, no contact, never contact, do not contact again, nicht kontaktieren, ne pas contacter',
  ).map((key) => [key, 'untouchable'] as const),
  ...keysOf(
    `marketing status, email marketing status, subscription status, email subscription status, subscriber status,
    email subscriber status, email status, email opt in status, email permission status, newsletter status,
    email deliverability, deliverability, email validity, email validation status, email verification status`,
  ).map((key) => [key, 'standing'] as const),
]);

/** Words for a mark that is there, and for one that is not. */
const YES = /^(?:true|yes|y|1|x|on|t|ja|oui|s[ií]|sim|[\u2713\u2714\u2611\u2705])$/i;
const NO = /^(?:false|no|n|0|off|f|nein|non|n[ãa]o|[\u2717\u2718\u2610\u274c])$/i;
/** Texts that say of a person or an address that nothing is wrong. */
const FINE =
  /^(?:not?\b|never|none|unknown|null|n\/a|-|subscribed|active|opt(?:ed)?[ -]?in|pending|valid|verified|ok$|good|deliver|soft)/i;
/** Words of columns that say how things stand. */
const UNWANTED =
  /^(?:(?:globally )?unsubscribed?\b|opt(?:ed)?[ -]?out|complain|spam|do[ -]?not[ -]?(?:e-?mail|mail|contact)|(?:block|black)(?:ed|list)|suppress)/i;
const BOUNCED =
  /^(?:(?:hard|permanent)?[ -]?bounced?\b|cleaned\b|invalid\b|undeliverable|does ?n[o']t exist)/i;

/** What the header of a column says of mail; null for another column. */
function sortOf(header: string, noun: Noun | undefined): Sort | null {
  const bare = noun === undefined ? null : withoutNoun(header, noun);
  const spellings = [header, bare, withoutObject(header), header.replace(/[?:.]+\s*$/, '')];
  for (const spelling of spellings) {
    const sort = spelling === null ? undefined : HEADERS.get(headerKey(spelling));
    if (sort) return sort;
  }
  return null;
}

/**
 * Finds columns that say who must not be e-mailed, and which addresses bounce, in files of other programs and sheets:
 * `Unsubscribed` with yes or a day, `Email Bounced`, `Marketing status`. What one says beside that goes to the notes.
 */
export function findMailMarks(
  columns: readonly MappedColumn[],
  fields: readonly Field[],
  noun: Noun | undefined,
): { readonly columns: readonly MappedColumn[]; readonly marks: MailMarks | null } {
  const named = (name: string) => fields.find((field) => field.name === name && !field.custom);
  const [flag, labels, notes] = [named('do_not_email'), named('email_labels'), named('notes')];
  const calls = named('do_not_call');
  const emails = columns.filter(({ fields: [field] }) => field?.name === 'email').map(({ index }) => index);
  const found = columns.flatMap((column): { column: MappedColumn; sort: Sort }[] => {
    const [field, other] = column.fields;
    const isOpen =
      field === undefined ? column.how === 'unmatched' || column.how === 'ignored' : field === notes;
    const isFlag = field === flag && !other && column.how !== 'map';
    if (column.isMade || column.known?.words || !(isFlag || (isOpen && column.how !== 'map'))) return [];
    const sort = isFlag ? 'unwanted' : sortOf(column.header, noun);
    if (sort === null || (sort === 'bounced' && emails.length === 0)) return [];
    return [{ column, sort }];
  });
  if (!flag || !calls || !labels || !notes || found.length === 0) return { columns, marks: null };
  // A plain yes or no beside no other mark needs nothing but its field.
  const all = [...columns];
  const target = { unwanted: flag, untouchable: flag, bounced: labels, standing: notes };
  for (const { column, sort } of found) {
    const label = column.continues?.label ?? `${column.header.trim()}: `;
    all[columns.indexOf(column)] = {
      ...column,
      fields: [target[sort]],
      how: column.how === 'unmatched' || column.how === 'ignored' ? 'synonym' : column.how,
      known: null,
      continues: sort === 'standing' ? { separator: '\n', label, beside: [] } : null,
    };
  }
  const at = (field: Field, header: string): number => {
    const there = all.find(
      (column) => column.fields[0] === field && (field !== notes || column.continues === null),
    );
    if (there) return there.index;
    const index = all.length;
    all.push({ header, index, fields: [field], how: 'preset', known: null, continues: null, isMade: true });
    return index;
  };
  const marks = {
    columns: found.map(({ column: { index, header }, sort }) => ({ index, header: header.trim(), sort })),
    emails,
    flag: at(flag, 'Not to be e-mailed'),
    calls: found.some(({ sort }) => sort === 'untouchable') ? at(calls, 'Not to be called') : -1,
    labels: at(labels, 'Addresses that bounce'),
    notes: at(notes, 'Marks of mail'),
  };
  return { columns: all, marks };
}

/** Whether the cell of a mark says that it is there: with yes, a day or a reason. */
export function isMarked(text: string): boolean {
  return text !== '' && !NO.test(text) && !isBlankDate(text) && !FINE.test(text);
}

/** Whether a word for how things stand says that somebody wants no mail, or that none arrives. */
export const isUnwanted = (word: string): boolean => UNWANTED.test(word);
export const isBounced = (word: string): boolean => BOUNCED.test(word);

/** What the marks of a row say. */
interface MailWishes {
  readonly unwanted: boolean | null;
  /** Whether nobody is to call either. */
  readonly untouchable: boolean;
  readonly bounced: boolean;
  /** What goes to the notes. */
  readonly lines: readonly string[];
}

/** Takes the marks out of a row; those of columns that say how things stand stay in the notes. */
export function takeMailMarks(cells: (string | null)[], { columns, emails }: MailMarks): MailWishes {
  let unwanted: boolean | null = null;
  let untouchable = false;
  let bounced = false;
  const lines: string[] = [];
  const hasAddress = emails.some((index) => (cells[index]?.trim() ?? '') !== '');
  for (const { index, header, sort } of columns) {
    const text = cells[index]?.trim() ?? '';
    if (text === '') continue;
    if (sort === 'standing') {
      if (isUnwanted(text)) unwanted = true;
      if (isBounced(text)) bounced = true;
      continue;
    }
    cells[index] = '';
    const isNo = NO.test(text) || isBlankDate(text);
    const isSo = isMarked(text);
    if (sort !== 'bounced' && (isSo || isNo)) unwanted = isSo || unwanted === true;
    if (sort === 'untouchable' && isSo) untouchable = true;
    if (sort === 'bounced' && isSo) bounced = true;
    const isLost = sort === 'bounced' && isSo && !hasAddress;
    if (!isNo && (isLost || !YES.test(text))) lines.push(`${header}: ${text}`);
  }
  return { unwanted, untouchable, bounced, lines };
}

/** The label of the address of a row that bounces; null for a row without an address. */
export function bouncedLabel(cells: readonly (string | null)[], { emails }: MailMarks): string | null {
  const text = emails.map((index) => cells[index]?.trim() ?? '').find((each) => each !== '');
  const address = text?.match(/[^\s<>,;|:]+@[^\s<>,;|]+/)?.[0];
  return address === undefined ? null : `bad: ${address}`;
}
