import type { Context } from '../../context.ts';
import { usage } from '../../domain/errors.ts';
import type { CalledParty } from '../../store/activities/dialable-numbers.ts';
import { isPhoneLike } from '../../store/references.ts';
import { resolveRecordsOfAnyNoun } from '../record/references.ts';

/** A number (E.164), or a person by their record. */
export type DncTarget =
  | { readonly kind: 'number'; readonly e164: string; readonly text: string }
  | { readonly kind: 'person'; readonly party: CalledParty; readonly text: string };

export const TARGET_HELP = 'numbers in any form, or people: lead:42, contact:7, a name, an e-mail';

/** What numbers and references on the command line mean. Throws `usage` for a number that cannot be read. */
export async function readTargets(ctx: Context, texts: readonly string[]): Promise<DncTarget[]> {
  const all: DncTarget[] = [];
  for (const text of texts) {
    if (isPhoneLike(text)) all.push({ kind: 'number', e164: await readNumber(ctx, text), text });
    else
      for (const { noun, id, title } of await resolveRecordsOfAnyNoun(
        ctx,
        ['lead', 'contact', 'account'],
        [text],
      )) {
        if (noun !== 'lead' && noun !== 'contact' && noun !== 'account')
          throw usage(`"${text}" is nobody to call`, 'Name a lead, a contact or an account.');
        all.push({ kind: 'person', party: { noun, id }, text: `${noun} ${id}  ${title}` });
      }
  }
  return all;
}

/** A number in E.164. Throws `usage` for text that is none. */
export async function readNumber(ctx: Context, text: string): Promise<string> {
  const { e164 } = await ctx.readPhone(text);
  if (e164 !== null) return e164;
  throw usage(
    `cannot read "${text}" as a phone number`,
    `Give it with its country code, +44 20 7946 1001, or as dialled in ${ctx.config.get('country')}.`,
  );
}

/** One by what it is, several by how many. */
export function targetsText(all: readonly DncTarget[]): string {
  const [only, ...others] = all;
  if (!only || others.length > 0) return `${all.length} numbers and people`;
  return only.kind === 'number' ? only.e164 : only.text;
}

/** References as other commands take them. */
export function refsOf(all: readonly DncTarget[]): string[] {
  return all.map((one) => (one.kind === 'number' ? one.e164 : `${one.party.noun}:${one.party.id}`));
}
