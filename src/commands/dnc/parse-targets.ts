import type { DncTarget } from '../../app/call-queue/do-not-call.ts';
import type { Context } from '../../context.ts';
import { usage } from '../../domain/errors.ts';
import { isPhoneLike } from '../../domain/phone-like.ts';
import { recordText, refText } from '../../domain/record-ref.ts';
import { resolveRecordsOfAnyNoun } from '../record/references.ts';

export const TARGET_HELP = 'numbers in any format, or people: lead:42, contact:7, a name, an e-mail';

/** Parses numbers and references on the command line. Throws `usage` for an invalid number. */
export async function readTargets(ctx: Context, texts: readonly string[]): Promise<DncTarget[]> {
  const nouns = (await ctx.nouns()).namesWith('phone');
  const all: DncTarget[] = [];
  for (const text of texts) {
    if (isPhoneLike(text)) all.push({ type: 'number', e164: await readNumber(ctx, text), text });
    else
      for (const record of await resolveRecordsOfAnyNoun(ctx, nouns, [text]))
        all.push({ type: 'person', party: record, text: recordText(record) });
  }
  return all;
}

/** A number in E.164. Throws `usage` for anything else. */
async function readNumber(ctx: Context, text: string): Promise<string> {
  const { e164 } = await ctx.readPhone(text);
  return e164 ?? rejectNumber(ctx, text);
}

/** Throws `usage` for a text that is not understood as a number. */
function rejectNumber(ctx: Context, text: string): never {
  throw usage(
    `cannot read "${text}" as a phone number`,
    `Give its country code, such as +44 20 7946 1001, or write it as dialled in ${ctx.config.get('country')}.`,
  );
}

/** References for other commands. */
export function refsOf(all: readonly DncTarget[]): string[] {
  return all.map((one) => (one.type === 'number' ? one.e164 : refText(one.party)));
}
