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
  return [...new Map(items.toReversed().map((item) => [key(item), item])).values()].toReversed();
}
