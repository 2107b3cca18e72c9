import { type CrmError, notFound } from '../../domain/errors.ts';
import type { Noun } from '../../domain/field.ts';
import { recordText } from '../../domain/record-ref.ts';
import type { Engine } from '../engine.ts';
import { readTitles } from '../titles.ts';
import { mergedIntoId } from './former-identities.ts';

/** The error for the number of a merged record; null for any other text. */
export async function mergedAwayError(engine: Engine, noun: Noun, text: string): Promise<CrmError | null> {
  const [, digits] = /^(?:[a-z]+:)?#?(\d{1,15})$/.exec(text.trim()) ?? [];
  if (digits === undefined) return null;
  const survivor = await mergedIntoId(engine, noun, Number(digits));
  const [into] = survivor === null ? [] : await readTitles(engine, noun, [survivor]);
  return into
    ? notFound(`${noun} ${digits} was merged into ${recordText(into)}`, {
        code: 'record-merged',
        noun,
        id: into.id,
      })
    : null;
}
