import { inBatches } from '../batches.ts';
import { objectRows, type ReadObject } from '../objects.ts';
import type { Rows } from '../rows.ts';
import { cardObject } from './card.ts';
import { contentLines, type Property, unescapeText } from './content-lines.ts';

/** The first cards whose properties become headers: a whole address book. */
const SAMPLE_CARDS = 10_000;

/**
 * Reads vCards, several in a file: 4.0 (RFC 6350), 3.0 (RFC 2426), and 2.1 from old phones. A property without a
 * field becomes a column of its own, so that nothing is lost silently. An incomplete card is a row with a problem.
 */
export function readVcards(text: AsyncIterable<string>, name: string): Promise<Rows> {
  return objectRows(inBatches(cards(text, name)), { lookedAt: SAMPLE_CARDS, name });
}

async function* cards(text: AsyncIterable<string>, name: string): AsyncGenerator<ReadObject> {
  let begun: number | null = null;
  let properties: Property[] = [];
  let problem: string | null = null;
  for await (const property of contentLines(text, name)) {
    const { line } = property;
    const tag = 'name' in property ? `${property.name}:${property.value.trim().toUpperCase()}` : null;
    if (tag === 'BEGIN:VCARD') {
      if (begun !== null) yield { line: begun, object: null, problem: INCOMPLETE_CARD };
      [begun, properties, problem] = [line, [], null];
    } else if (begun === null) {
      yield { line, object: null, problem: 'is outside of any vCard' };
    } else if (tag === 'END:VCARD') {
      problem ??= groupProblem(properties);
      yield problem === null
        ? { line: begun, object: cardObject(properties), problem }
        : { line: begun, object: null, problem };
      begun = null;
    } else if ('name' in property) properties.push(property);
    else problem ??= `has a line that is not part of a vCard, line ${line}: "${property.text.slice(0, 40)}"`;
  }
  if (begun !== null) yield { line: begun, object: null, problem: INCOMPLETE_CARD };
}

/**
 * The problem of a card that is a group of contacts (RFC 6350 6.1.4, and Apple's older form); null for other cards.
 */
function groupProblem(properties: readonly Property[]): string | null {
  const isGroup = ({ name, value }: Property) =>
    /^(?:KIND|X-ADDRESSBOOKSERVER-KIND)$/.test(name) && /^group$/i.test(value.trim());
  if (!properties.some(isGroup)) return null;
  const called = properties.find(({ name }) => name === 'FN')?.value ?? '';
  return `is a group of contacts, not a contact: "${unescapeText(called)}"`;
}

const INCOMPLETE_CARD = 'is an incomplete vCard: the file may be truncated';
