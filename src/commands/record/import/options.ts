import { creatableRelations, type ImportOptions } from '../../../app/import/options.ts';
import { usage } from '../../../domain/errors.ts';
import { findNearest } from '../../../domain/suggest.ts';
import type { NounDefinition } from '../../../nouns/definition.ts';
import type { Nouns } from '../../../nouns/nouns.ts';

const ON_MATCH = ['skip', 'update', 'fail'] as const;

/** Parses `--on-match`. */
export function readOnMatch(text: string | undefined): ImportOptions['onMatch'] {
  const chosen = ON_MATCH.find((known) => known === (text ?? 'update').trim().toLowerCase());
  if (chosen) return chosen;
  throw usage(`--on-match is ${ON_MATCH.join(', ')}, not "${text}"`);
}

/** What an import can create beside records of a noun: records of its relations, stages, values of picklists. */
export function creatable(nouns: Nouns, spec: NounDefinition): string[] {
  const records = creatableRelations(nouns, spec);
  const relations = spec.fields.filter(
    ({ name, target }) => records.includes(name) || target === 'stage' || target === 'pipeline',
  );
  const hasPicklists = spec.fields.some(({ picklist }) => picklist !== undefined);
  return [...relations.map(({ name }) => name), ...(hasPicklists ? ['picklist'] : [])];
}

/** Parses `--create`; `all` means everything that it can create, `none` nothing. Null if it is not given. */
export function readCreate(
  texts: readonly string[],
  nouns: Nouns,
  spec: NounDefinition,
): ReadonlySet<string> | null {
  if (texts.length === 0) return null;
  const known = creatable(nouns, spec);
  const names = texts
    .flatMap((text) => text.split(','))
    .map((name) => name.trim().toLowerCase().replaceAll('-', '_'))
    .filter((name) => name !== '');
  if (names.includes('all')) return new Set(known);
  if (names.includes('none')) return new Set();
  for (const name of names) {
    if (known.includes(name)) continue;
    const [near] = findNearest(name, known);
    throw usage(
      `--create cannot create "${name}" for ${spec.plural}`,
      `${near ? `Did you mean "${near}"?   ` : ''}It can create ${known.join(', ')}, all or none`,
    );
  }
  return new Set(names);
}
