import type { ReadObject } from './objects.ts';
import { decodeXmlEntities } from './xml-entities.ts';

/** A start tag with attributes: `<call number="1" date="2" />`. */
const ELEMENT = /<([A-Za-z_][\w:.-]*)((?:\s+[A-Za-z_][\w:.-]*\s*=\s*(?:"[^"]*"|'[^']*'))+)\s*\/?>/g;
const ATTRIBUTE = /([A-Za-z_][\w:.-]*)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
/** The most text that waits for the end of a tag. */
const MAX_TAG_CHARS = 1024 * 1024;

/** Reads the attributes of the elements called `name`, as the backups of phones have them. */
export async function* readXmlElements(
  text: AsyncIterable<string>,
  name: string,
): AsyncGenerator<readonly ReadObject[]> {
  let rest = '';
  let line = 1;
  for await (const piece of text) {
    rest += piece;
    let from = 0;
    const found: ReadObject[] = [];
    for (const match of rest.matchAll(ELEMENT)) {
      line += countLines(rest.slice(from, match.index));
      from = match.index + match[0].length;
      const start = line;
      line += countLines(match[0]);
      if (match[1]?.toLowerCase() === name)
        found.push({ line: start, object: attributesOf(match[2] ?? ''), problem: null });
    }
    if (found.length > 0) yield found;
    rest = rest.slice(from);
    if (rest.length <= MAX_TAG_CHARS) continue;
    const open = Math.max(rest.lastIndexOf('<'), rest.length - MAX_TAG_CHARS);
    line += countLines(rest.slice(0, open));
    rest = rest.slice(open);
  }
}

function attributesOf(text: string): Record<string, unknown> {
  const attributes: Record<string, unknown> = {};
  for (const [, name = '', double, single] of text.matchAll(ATTRIBUTE)) {
    const value = decodeXmlEntities(double ?? single ?? '');
    Object.defineProperty(attributes, name, { value, enumerable: true, writable: true, configurable: true });
  }
  return attributes;
}

function countLines(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count++;
  return count;
}
