import { type ReadObject, rowsOfObjects } from '../objects.ts';
import type { Rows } from '../table.ts';
import { cardObject } from './card.ts';
import { contentLines, type Property, unescaped } from './content-lines.ts';

/** Headers are what so many first cards hold: all of an address book. */
const CARDS_LOOKED_AT = 10_000;

/**
 * Reads vCards, several in a file: 4.0 (RFC 6350), 3.0 (RFC 2426), and 2.1 as old phones write it. What has no field
 * becomes a column by its own name, so that nothing is lost without a word. A card that is not whole is a row with a
 * problem.
 */
export function readVcards(text: AsyncIterable<string>, name: string): Promise<Rows> {
  return rowsOfObjects(cards(text, name), { lookedAt: CARDS_LOOKED_AT, name });
}

async function* cards(text: AsyncIterable<string>, name: string): AsyncGenerator<ReadObject> {
  let begun: number | null = null;
  let properties: Property[] = [];
  let problem: string | null = null;
  for await (const property of contentLines(text, name)) {
    const { line } = property;
    const tag = 'name' in property ? `${property.name}:${property.value.trim().toUpperCase()}` : null;
    if (tag === 'BEGIN:VCARD') {
      if (begun !== null) yield { line: begun, object: null, problem: NOT_WHOLE };
      [begun, properties, problem] = [line, [], null];
    } else if (begun === null) {
      yield { line, object: null, problem: 'stands outside of any vCard' };
    } else if (tag === 'END:VCARD') {
      problem ??= groupProblem(properties);
      yield problem === null
        ? { line: begun, object: cardObject(properties), problem }
        : { line: begun, object: null, problem };
      begun = null;
    } else if ('name' in property) properties.push(property);
    else problem ??= `has a line that is no part of a vCard, line ${line}: "${property.text.slice(0, 40)}"`;
  }
  if (begun !== null) yield { line: begun, object: null, problem: NOT_WHOLE };
}

/** Why a card that stands for a list of others (RFC 6350 6.1.4, and Apple's older way) is nobody; null for any other. */
function groupProblem(properties: readonly Property[]): string | null {
  const isGroup = ({ name, value }: Property) =>
    /^(?:KIND|X-ADDRESSBOOKSERVER-KIND)$/.test(name) && /^group$/i.test(value.trim());
  if (!properties.some(isGroup)) return null;
  const called = properties.find(({ name }) => name === 'FN')?.value ?? '';
  return `is a group of contacts and none itself: "${unescaped(called)}"`;
}

const NOT_WHOLE = 'is a vCard without its end: the file may have been cut off';
