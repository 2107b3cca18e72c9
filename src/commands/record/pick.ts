import { findChoices, type RecordChoice } from '../../app/records/choices.ts';
import type { Context } from '../../context.ts';
import type { Noun } from '../../domain/field.ts';
import { type NamedRecord, refText } from '../../domain/record-ref.ts';

/**
 * Asks at the terminal for a record of these nouns: what is typed filters them. `typed` is there to begin with. Throws
 * `cancelled` when the user leaves without one.
 */
export async function pickRecord(
  ctx: Context,
  nouns: readonly Noun[],
  { message, typed }: { readonly message: string; readonly typed: string },
): Promise<NamedRecord> {
  const deps = await ctx.deps();
  return ctx.prompt.search(message, {
    // What is typed next is another word: `chen` and `gar` find Gareth Chen.
    typed: typed === '' ? '' : `${typed} `,
    find: async (text) =>
      (await findChoices(deps, nouns, text)).map((choice) => ({
        name: choiceText(choice, nouns.length > 1),
        value: choice,
      })),
  });
}

/** `42  Jane Doe · Acme · new`, with the noun where several are offered. */
function choiceText(choice: RecordChoice, hasNoun: boolean): string {
  const { id, title, state } = choice;
  return `${hasNoun ? refText(choice) : id}  ${title}${state === null ? '' : ` · ${state}`}`;
}
