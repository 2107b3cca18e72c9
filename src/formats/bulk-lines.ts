import { isObject } from '../domain/json-object.ts';
import type { SourceText } from './json-split.ts';

/** The id of an object of Shopify, as its bulk exports begin each line of an object and of its parts. */
const IS_BULK = /"id"\s*:\s*"gid:(?:\\?\/){2}/;
const KIND = /^gid:\/\/[^/]+\/(\w+)\//;

/**
 * Puts the lines of parts, which name the object above them as `__parentId`, into it: the items of an order into
 * `lineItems`. Lines of other files pass as they come.
 */
export async function* foldBulkLines(
  sources: AsyncIterable<readonly SourceText[]>,
): AsyncGenerator<readonly SourceText[]> {
  let open: {
    line: number;
    root: Record<string, unknown>;
    byId: Map<string, Record<string, unknown>>;
  } | null = null;
  const closed = (): SourceText[] => {
    const done = open === null ? [] : [{ line: open.line, text: JSON.stringify(open.root) }];
    open = null;
    return done;
  };
  for await (const batch of sources) {
    const ready: SourceText[] = [];
    for (const source of batch) {
      const object = IS_BULK.test(source.text) ? parsed(source.text) : null;
      const id = typeof object?.id === 'string' ? object.id : '';
      const above = open?.byId.get(String(object?.__parentId));
      if (object && open && above) {
        const { __parentId: _, ...part } = object;
        const list = listName(id);
        const there = above[list];
        if (Array.isArray(there)) there.push(part);
        else above[list] = [part];
        open.byId.set(id, part);
        continue;
      }
      ready.push(...closed());
      if (object && id !== '' && object.__parentId === undefined) {
        if (KIND.exec(id)?.[1] === 'Order') object.lineItems ??= [];
        open = { line: source.line, root: object, byId: new Map([[id, object]]) };
      } else ready.push(source);
    }
    if (ready.length > 0) yield ready;
  }
  const last = closed();
  if (last.length > 0) yield last;
}

function parsed(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? { ...value } : null;
  } catch {
    // Told where its row is read.
    return null;
  }
}

/** The list of such parts: `lineItems` for `gid://shopify/LineItem/1`. */
function listName(id: string): string {
  const kind = KIND.exec(id)?.[1] ?? 'part';
  return `${kind.charAt(0).toLowerCase()}${kind.slice(1)}${/ss$/.test(kind) ? 'es' : 's'}`;
}
