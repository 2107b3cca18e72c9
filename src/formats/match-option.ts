import { usage } from '../domain/errors.ts';
import type { Field } from '../domain/field.ts';
import { findNearest } from '../domain/suggest.ts';
import type { NounDefinition } from '../nouns/definition.ts';

/** What `--match` takes beside the fields of a noun. */
const WORDS = ['id', 'email', 'phone', 'name', 'none'] as const;
/** Fields that `--match` cannot look for. */
const NOT_MATCHED: ReadonlySet<string> = new Set(['pipeline', 'stage', 'created_at', 'updated_at']);

/** Reads `--match` for a noun with these fields; null for the rules of the noun. Throws a usage error. */
export function readMatch(
  text: string | null,
  spec: NounDefinition,
  fields: readonly Field[],
): string | null {
  if (text === null) return null;
  const name = text.trim().toLowerCase().replaceAll('-', '_');
  const known = fields
    .filter(
      ({ type, access, name: each }) => type !== 'list' && access !== 'computed' && !NOT_MATCHED.has(each),
    )
    .map((field) => field.name);
  const words: readonly string[] = WORDS.filter(
    (word) => (word !== 'email' && word !== 'phone') || known.includes(word),
  );
  if (words.includes(name) || known.includes(name)) return name;
  const [near] = findNearest(name, [...words, ...known]);
  throw usage(
    `--match cannot match ${spec.plural} by "${text}"`,
    `${near ? `Did you mean "${near}"?   ` : ''}It is ${words.join(', ')}, or a field: crm ${spec.noun} list --columns ?`,
  );
}
