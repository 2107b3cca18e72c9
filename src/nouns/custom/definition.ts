import { type CustomNoun, tagTableOf } from '../../domain/custom-noun.ts';
import type { Field, Noun } from '../../domain/field.ts';
import { personKey } from '../../domain/matching.ts';
import { ATTACHED_TO_CUSTOM, type NounDefinition, titleOf } from '../definition.ts';
import { canHaveDocs } from '../doc/definition.ts';
import { formerRows } from '../shared/children.ts';
import { type ColumnText, plain, related, tagsFrom } from '../shared/columns.ts';
import { EXTERNAL, ID, NOTES, OWNER, relation, TAGS, TIMESTAMPS } from '../shared/common-fields.ts';
import { fillBlanks } from '../shared/merge.ts';
import { textOf } from '../shared/naming.ts';
import { documents } from '../shared/related.ts';
import { BY_OWNER, BY_TAG, shortcut } from '../shared/shortcuts.ts';
import { text } from '../shared/text-field.ts';
import type { RecordVerbs } from '../shared/verbs.ts';

/** What a relation needs to know of the noun that it leads to. */
interface RelatedNoun {
  readonly label: string;
  /** The column with the names of its records. */
  readonly name: string;
}

/** The definition of a noun that a team has made. `relatedNoun` knows the nouns that it is related to. */
export function defineCustomNoun(
  custom: CustomNoun,
  relatedNoun: (name: string) => RelatedNoun,
): NounDefinition {
  const { name, plural, label, title, relates } = custom;
  const table = `"${name}"`;
  const sentence = label.toLowerCase();
  const hasDocs = canHaveDocs(name);
  const columns = (): Record<string, ColumnText> => ({
    ...plain(table, 'id', 'notes', 'external_id', 'created_at', 'updated_at'),
    [title]: { value: `${table}."${title}"`, sort: `${table}.name_key` },
    external_source: { value: `nullif(${table}.external_source, '')` },
    ...related(table, 'owner', 'user'),
    ...Object.assign({}, ...relates.map((to) => related(table, to, to, relatedNoun(to).name))),
    ...tagsFrom(`"${tagTableOf(name)}" v where v."${name}_id" = ${table}.id`),
  });
  /** What tells records of one name apart: the name of the first that each belongs to. */
  const hintOf = () => {
    const [first] = relates;
    return first === undefined
      ? 'null'
      : `(select t."${relatedNoun(first).name}" from "${first}" t where t.id = ${table}."${first}_id")`;
  };
  return {
    noun: name as Noun,
    custom,
    plural,
    ...(sentence === name ? {} : { longName: sentence }),
    aliases: plural === name ? [] : [plural],
    ...(hasDocs ? { attached: ATTACHED_TO_CUSTOM } : {}),
    summary: `your ${plural.replaceAll('_', ' ')}`,
    fields: [
      ID,
      text(
        title,
        titleOf(title),
        `what the ${sentence} is called`,
        title === 'name' ? [sentence] : ['name', sentence],
      ),
      ...relates.flatMap((to) => relationField(to, relatedNoun(to).label)),
      OWNER,
      TAGS,
      NOTES,
      ...EXTERNAL,
      ...TIMESTAMPS,
    ],
    columns: () => ({ from: table, sortIndexes: [title], columns: columns() }),
    listColumns: ['id', title, ...relates, 'owner'],
    defaultSort: title,
    match: { keys: [], content: ['name_key', ...relates.map((to) => `${to}_id`)], also: ['notes'] },
    when: 'created_at',
    essential: [],
    owner: 'owner',
    title: `"${title}"`,
    names: [{ column: title, key: { column: 'name_key', of: personKey }, hint: hintOf() }],
    naming: {
      missing: `a record of ${plural} needs a ${title}`,
      compute(values) {
        const called = textOf(values[title]);
        return called === null ? null : { [title]: called, name_key: personKey(called) };
      },
    },
    fromName: (called) => ({ [title]: called }),
    search: { title: [title], body: ['notes'] },
    children: [
      { table: tagTableOf(name), column: `${name}_id`, onRemove: 'remove', uniqueBy: 'lower(tag)' },
      formerRows(name),
    ],
    merge: fillBlanks,
    rules: {},
    shortcuts: [
      ...relates.map((to) =>
        shortcut(to.replaceAll('_', '-'), to, to, `of this ${relatedNoun(to).label.toLowerCase()}`),
      ),
      BY_OWNER,
      BY_TAG,
    ],
    sections: hasDocs ? [documents(name as Noun)] : [],
    verbs: () => verbsOf(custom),
  };
}

/** What other programs call the records that those of a team's noun are related to. */
const SYNONYMS: Readonly<Record<string, readonly string[]>> = {
  account: ['company', 'company name', 'customer', 'client', 'organization'],
  contact: ['person', 'contact person'],
  opp: ['deal', 'deal name', 'opportunity', 'opportunity name'],
};

function relationField(to: string, label: string): readonly Field[] {
  return relation(to, label, to as Noun, `the ${label.toLowerCase()} it belongs to`, [
    `${label} name`,
    ...(SYNONYMS[to] ?? []),
  ]);
}

function verbsOf({ name, plural, title, relates }: CustomNoun): RecordVerbs {
  const [to] = relates;
  return {
    add: {
      examples: [`${name} add "A first one"${to ? ` --${to.replaceAll('_', '-')} 3` : ''}`],
      title: {
        help: `${title} of the ${name}`,
        question: `what is the ${title} of the ${name}?`,
        values: (typed) => ({ [title]: typed }),
      },
      asked: [title, ...relates, 'notes'],
    },
    list: { examples: [`${name} list --mine`, `${name} list --where 'created > -7d' --csv`] },
    show: {
      shows: 'fields, related records, history',
      examples: [`${name} show 1`, `${name} show 1 --json`],
    },
    edit: { examples: [`${name} edit 1 --notes "on hold"`], asked: [title, ...relates, 'owner', 'notes'] },
    rm: { examples: [`${name} rm 1 --yes`] },
    import: { examples: [`${name} import ${plural}.csv --dry-run`] },
    export: { examples: [`${name} export --csv`] },
  };
}
