import type { Field, Noun } from '../domain/field.ts';
import { type LinkedNoun, Links, type NamedSegment } from '../domain/filter/links.ts';
import { lazy } from '../domain/lazy.ts';
import type { Nouns } from '../nouns/nouns.ts';
import { type NounColumns, plain } from '../nouns/shared/columns.ts';
import type { StoredTarget } from './expression-sql.ts';

/** The links between nouns that have these custom fields, and the segments that filters may name. */
export function linksBetween(
  nouns: Nouns,
  customFields: (noun: Noun) => readonly Field[],
  segments: readonly NamedSegment[] | 'any',
): Links {
  const linked = [...nouns].map((definition): LinkedNoun & StoredTarget => {
    const { noun, plural, aliases } = definition;
    // Only of the nouns that an expression names: those that are used less are read from another file.
    const fields = lazy(() => [...definition.fields, ...customFields(noun)]);
    return {
      noun,
      plurals: [...new Set([plural, ...aliases])].filter((name) => name === plural || name.endsWith('s')),
      get fields() {
        return fields();
      },
      get derived() {
        return definition.derived ?? [];
      },
      get became() {
        return (definition.becomes ?? []).map(relationTo);
      },
      columns: () => definition.columns(),
    };
  });
  return new Links([...linked, USER], segments);
}

/** The relation of a record to what it has become. */
const relationTo = (noun: Noun): Field => ({
  name: noun,
  type: 'ref',
  target: noun,
  label: noun,
  access: 'computed',
  help: '',
});

/** Users are no records, but records point to them. */
const USER: LinkedNoun & StoredTarget = {
  noun: 'user',
  plurals: [],
  derived: [],
  became: [],
  fields: [
    { name: 'name', type: 'text', label: 'Name', access: 'computed', help: 'name of the user' },
    { name: 'full_name', type: 'text', label: 'Full name', access: 'computed', help: 'name of the person' },
    { name: 'email', type: 'email', label: 'E-mail', access: 'computed', help: 'e-mail address' },
    { name: 'active', type: 'bool', label: 'Active', access: 'computed', help: 'whether the user is active' },
  ],
  columns: (): NounColumns => ({
    from: '"user"',
    columns: plain('"user"', 'name', 'full_name', 'email', 'active'),
    sortIndexes: [],
  }),
};
