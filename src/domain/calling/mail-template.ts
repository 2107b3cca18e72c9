import { usage } from '../errors.ts';
import { rejectUnknownPlaceholders } from '../placeholders.ts';

/** A mail to be written in the caller's own mail program. */
export interface MailDraft {
  readonly to: string;
  readonly subject: string;
  readonly body: string;
}

/** Used where the caller has no template. */
export const USUAL_TEMPLATE = `Subject: Our call

Hello {{ first_name | default: "there" }},

thank you for your time on the phone.

{{ user }}`;

const SUBJECT = /^subject:\s*(.*)$/i;

/** A mail with a subject in its first line, then the text. */
export function readDraft(mail: string, to: string): MailDraft {
  const [first = '', ...rest] = mail.split(/\r?\n/);
  const subject = SUBJECT.exec(first)?.[1]?.trim();
  return { to, subject: subject ?? '', body: (subject === undefined ? mail : rest.join('\n')).trim() };
}

/** The address of a draft (RFC 6068), which mail programs understand. */
export function mailtoUri({ to, subject, body }: MailDraft): string {
  const parts = [
    ['subject', subject],
    ['body', body.replaceAll('\n', '\r\n')],
  ].flatMap(([name, value = '']) => (value === '' ? [] : [`${name}=${encodeURIComponent(value)}`]));
  const address = encodeURIComponent(to).replaceAll('%40', '@').replaceAll('%2B', '+');
  return `mailto:${address}${parts.length === 0 ? '' : `?${parts.join('&')}`}`;
}

/** A program and its arguments. */
export type MailCommand = readonly [program: string, ...args: string[]];

const PLACEHOLDERS = ['mailto', 'to', 'subject', 'body'] as const;
const PLACEHOLDER = /\{(mailto|to|subject|body)\}/g;
const WORD = /"([^"]*)"|'([^']*)'|(\S+)/g;

/** Reads `thunderbird -compose {mailto}`; quote a word that has spaces. Throws `usage`. */
export function readMailCommand(text: string): MailCommand {
  const [program, ...args] = Array.from(
    text.matchAll(WORD),
    ([, double, single, plain]) => double ?? single ?? plain ?? '',
  );
  const isPlaced = (word: string) => PLACEHOLDERS.some((name) => word.includes(`{${name}}`));
  const known = PLACEHOLDERS.map((name) => `{${name}}`);
  if (program && !isPlaced(program)) rejectUnknownPlaceholders(args, known);
  if (program && !isPlaced(program) && args.some(isPlaced)) return [program, ...args];
  throw usage(
    `"${text}" is not a mail command`,
    'Name a program, and put {mailto}, or {to}, {subject} and {body}, where they go: thunderbird {mailto}',
  );
}

/** The command that opens a draft. */
export function mailArguments([program, ...args]: MailCommand, draft: MailDraft): MailCommand {
  const values = { ...draft, mailto: mailtoUri(draft) };
  return [
    program,
    ...args.map((word) => word.replace(PLACEHOLDER, (_, name: keyof typeof values) => values[name])),
  ];
}

/** The command that opens an address with the program that the system has for it. */
export function openArguments(platform: NodeJS.Platform, address: string): MailCommand {
  const [program, ...args] = openerOf(platform);
  return [program, ...args.map((word) => (word === '{mailto}' ? address : word))];
}

/** What opens a link with the program that the system has for it. */
export function openerOf(platform: NodeJS.Platform): MailCommand {
  if (platform === 'darwin') return ['open', '{mailto}'];
  if (platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler', '{mailto}'];
  return ['xdg-open', '{mailto}'];
}
