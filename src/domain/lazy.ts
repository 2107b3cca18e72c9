/**
 * A value that is made when it is first asked for and kept: what most commands do without costs them nothing when
 * they start. `make` depends on nothing that changes.
 */
export function lazy<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
