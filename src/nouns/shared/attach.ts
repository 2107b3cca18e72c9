import { labelOf, type NounDefinition, nameColumn, redefineNoun } from '../definition.ts';
import { related } from './columns.ts';
import { relation } from './common-fields.ts';

/** A noun whose records can also be about those of these nouns: a relation to each of them after its own relations. */
export function attachTo(definition: NounDefinition, nouns: readonly NounDefinition[]): NounDefinition {
  return redefineNoun(definition, ({ fields, columns, listColumns, match }) => {
    const names = nouns.map(({ noun }) => noun);
    const ids = names.map((name) => `${name}_id`);
    const targets = fields.flatMap(({ name, target }) => (target && target !== 'user' ? [name] : []));
    const lastField = fields.findLastIndex(({ name }) => targets.some((target) => name === `${target}_id`));
    const lastColumn = listColumns.findLastIndex((name) => targets.includes(name));
    return {
      fields: fields.toSpliced(
        lastField + 1,
        0,
        ...nouns.flatMap((to) => {
          const label = labelOf(to);
          return relation(to.noun, label, to.noun, `the ${label.toLowerCase()} that it is about`);
        }),
      ),
      listColumns: listColumns.toSpliced(lastColumn + 1, 0, ...names),
      match: { ...match, content: [...match.content, ...ids] },
      columns: () => {
        const own = columns();
        const added = nouns.map((to) => related(definition.noun, to.noun, to.noun, nameColumn(to)));
        return { ...own, columns: Object.assign({}, own.columns, ...added) };
      },
    };
  });
}
