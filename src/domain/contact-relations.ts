/** What a contact is to another, and what that one is to it. */
export const INVERSES: Readonly<Record<string, string>> = {
  manager: 'report',
  assistant: 'assisted by',
  mentor: 'mentee',
  referrer: 'referred by',
  parent: 'child',
  employer: 'employee',
};

/** Relations that are the same both ways. */
export const MUTUAL: ReadonlySet<string> = new Set(['colleague', 'partner', 'spouse', 'friend', 'sibling']);

/** The relation of which a field of its own is made: who a contact reports to. */
export const MANAGER = 'manager';

/** The relation seen from the other side: a manager has a `report`. */
export function inverseOf(kind: string): string {
  const key = kind.toLowerCase();
  if (MUTUAL.has(key)) return kind;
  return INVERSES[key] ?? `${kind} of`;
}

/** A word of a relation as it is stored: `report` is a manager, the other way round. */
export function readRelation(text: string): { readonly kind: string; readonly isInverse: boolean } {
  const kind = text.replace(/\s+/g, ' ').trim();
  const key = kind.toLowerCase();
  const [direct] = Object.entries(INVERSES).find(([, inverse]) => inverse === key) ?? [];
  if (direct !== undefined) return { kind: direct, isInverse: true };
  const [, of] = /^(.+) of$/i.exec(kind) ?? [];
  return of === undefined ? { kind, isInverse: false } : { kind: of, isInverse: true };
}
