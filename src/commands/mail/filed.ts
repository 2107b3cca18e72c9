import type { MailCounts } from '../../app/mail/mail-counts.ts';
import type { Context } from '../../context.ts';
import { EXIT_PARTLY } from '../../domain/errors.ts';
import { readAddress } from '../../domain/mail/address.ts';
import type { Answer } from '../../render/answer.ts';
import { importRecord } from '../import-record.ts';

const countText = (count: number, one: string, many = `${one}s`) => `${count} ${count === 1 ? one : many}`;

/** What was left out and why, in words. */
const LEFT_OUT = {
  stranger: 'from or to nobody known here',
  colleagues: 'among colleagues',
  list: 'from lists',
  'auto-reply': 'written by programs',
} as const;

/** What became of mails, in one sentence. */
export function filedText({ counts, records, bounced, leads }: MailCounts, isDryRun: boolean): string {
  const left = Object.entries(LEFT_OUT)
    .map(([type, text]) => [counts[type as keyof typeof LEFT_OUT], text] as const)
    .filter(([count]) => count > 0);
  const total = left.reduce((sum, [count]) => sum + count, 0);
  const reasons = left.length === 1 ? left[0]?.[1] : left.map((each) => each.join(' ')).join(', ');
  return [
    `${isDryRun ? 'Would file' : 'Filed'} ${countText(counts.filed, 'mail')}${counts.filed > 0 ? ` on ${countText(records.size, 'record')}` : ''}${leads > 0 ? `, with ${countText(leads, 'new lead')}` : ''}`,
    ...(counts.there > 0 ? [`${counts.there} ${counts.there === 1 ? 'was' : 'were'} there already`] : []),
    ...(total > 0 ? [`left out ${total}: ${reasons}`] : []),
    ...(counts.bounce > 0 ? [`mail came back from ${[...new Set(bounced)].slice(0, 5).join(', ')}`] : []),
    ...(counts.unreadable > 0 ? [`${countText(counts.unreadable, 'mail')} could not be read`] : []),
  ].join('; ');
}

/** What is said of an import of mails: in words on stderr, the counts on stdout. */
export function filedAnswer(ctx: Context, found: MailCounts, isDryRun: boolean): Answer {
  const { counts, problems } = found;
  const shared = {
    heading: [...problems.map((warning) => ({ warning })), filedText(found, isDryRun)],
    exitCode: counts.unreadable > 0 ? EXIT_PARTLY : 0,
  };
  if (ctx.print.format === 'table' && ctx.io.stdout.isTTY) return { type: 'none', ...shared };
  const { filed, bounce: came_back, there, stranger, colleagues, list, unreadable } = counts;
  const numbers = {
    filed,
    there,
    came_back,
    stranger,
    colleagues,
    list,
    automatic: counts['auto-reply'],
    unreadable,
    leads: found.leads,
  };
  return { type: 'records', ...shared, records: [importRecord('mail', isDryRun, numbers, [])] };
}

/** Addresses of the user: those that are given, and those of the accounts. */
export function ownAddresses({ config }: Context, given: readonly string[] = []): string[] {
  return [
    ...given.map((text) => readAddress(text).address),
    ...config.mailAccounts.map(({ from }) => from.address),
  ];
}
