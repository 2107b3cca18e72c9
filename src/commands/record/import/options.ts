import { creatableRelations, type ImportOptions } from '../../../app/import/options.ts';
import { usage } from '../../../domain/errors.ts';
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
