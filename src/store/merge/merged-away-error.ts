import { type CrmError, notFound } from '../../domain/errors.ts';
import type { Noun } from '../../domain/field.ts';
import type { Engine } from '../engine.ts';
import { readTitles } from '../titles.ts';
import { isMergeable, mergedIntoId } from './former-identities.ts';

/** The error for the number of a merged record; null for any other text. */
export async function mergedAwayError(engine: Engine, noun: Noun, text: string): Promise<CrmError | null> {
  const [, digits] = /^(?:[a-z]+:)?#?(\d{1,15})$/.exec(text.trim()) ?? [];
  if (digits === undefined || !isMergeable(noun)) return null;
  const survivor = await mergedIntoId(engine, noun, Number(digits));
  const [into] = survivor === null ? [] : await readTitles(engine, noun, [survivor]);
  return into
    ? notFound(`${noun} ${digits} was merged into ${noun} ${into.id}  ${into.title}`, {
        code: 'record-merged',
        noun,
        id: into.id,
      })
    : null;
}
