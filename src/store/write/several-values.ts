import type { Values } from './values.ts';

/** The values after the change: the first one given or kept, then the others. */
export function merged(
  current: readonly string[],
  first: Values[string] | undefined,
  others: Values[string] | undefined,
): string[] {
  const head = first === undefined ? current[0] : first;
  const tail = others === undefined ? current.slice(1) : (others ?? []);
  return [head, ...(tail as readonly string[])].filter(
    (text): text is string => typeof text === 'string' && text !== '',
  );
}

/** Each item once by its key, the first one. */
export function unique<T>(items: readonly T[], key: (item: T) => string): T[] {
  if (items.length < 2) return [...items];
  const first = new Map<string, T>();
  for (const item of items) if (!first.has(key(item))) first.set(key(item), item);
  return [...first.values()];
}
