import { creatableRelations, type ImportOptions } from '../../../app/import/options.ts';
import { usage } from '../../../domain/errors.ts';
import { findNearest } from '../../../domain/suggest.ts';
import type { NounDefinition } from '../../../nouns/definition.ts';

const ON_MATCH = ['skip', 'update', 'fail'] as const;

/** Parses `--on-match`. */
export function readOnMatch(text: string | undefined): ImportOptions['onMatch'] {
  const chosen = ON_MATCH.find((known) => known === (text ?? 'update').trim().toLowerCase());
  if (chosen) return chosen;
  throw usage(`--on-match is ${ON_MATCH.join(', ')}, not "${text}"`);
}

/** The relations of a noun whose records an import can create, including stages. */
export function creatable(spec: NounDefinition): string[] {
  const records = creatableRelations(spec);
  return spec.fields
    .filter(({ name, target }) => records.includes(name) || target === 'stage' || target === 'pipeline')
    .map(({ name }) => name);
}

/** Parses `--create`; `all` means every relation of the noun. */
export function readCreate(texts: readonly string[], spec: NounDefinition): ReadonlySet<string> {
  const known = creatable(spec);
  const names = texts
    .flatMap((text) => text.split(','))
    .map((name) => name.trim().toLowerCase().replaceAll('-', '_'))
    .filter((name) => name !== '');
  if (names.includes('all')) return new Set(known);
  for (const name of names) {
    if (known.includes(name)) continue;
    const [near] = findNearest(name, known);
    throw usage(
      `--create cannot create "${name}" for ${spec.plural}`,
      `${near ? `Did you mean "${near}"?   ` : ''}It can create ${known.join(', ')}, or all`,
    );
  }
  return new Set(names);
}
