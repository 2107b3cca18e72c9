/**
 * A value computed on first use and kept, so that it costs nothing at start-up. `make` must always return the same.
 */
export function lazy<T>(make: () => T): () => T {
  let cached: { readonly value: T } | undefined;
  return () => {
    cached ??= { value: make() };
    return cached.value;
  };
}
