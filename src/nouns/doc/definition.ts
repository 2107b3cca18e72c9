import type { CustomNoun } from '../../domain/custom-noun.ts';
import type { Noun } from '../../domain/field.ts';
import { personKey } from '../../domain/matching.ts';
import { defineNoun, type NounBody, type NounDefinition, type NounHead } from '../definition.ts';
import { related } from '../shared/columns.ts';
import { relation } from '../shared/common-fields.ts';
import { textOf } from '../shared/naming.ts';
import { BY_OWNER, shortcut } from '../shared/shortcuts.ts';
import { docColumns } from './columns.ts';
import { docFields } from './fields.ts';
import { checkDoc } from './rules.ts';
import { docVerbs } from './verbs.ts';

/** A file that belongs to records, or a link to one elsewhere. */
export const DOC = defineNoun(docHead(), docBody);

function docHead(): NounHead {
  return {
    withRelationsTo: relateDocs,
    noun: 'doc',
    plural: 'docs',
    longName: 'document',
    aliases: ['docs', 'document', 'documents'],
    summary: 'documents: files of records, with versions, and links to files elsewhere',
    verbs: docVerbs,
  };
}

function docBody(): NounBody {
  return {
    defaultSort: '-created_at',
    match: {
      keys: [],
      content: ['name_key', 'lead_id', 'contact_id', 'account_id', 'opp_id', 'case_id'],
      also: ['url', 'kind', 'expires', 'notes'],
    },
    listColumns: [
      'id',
      'name',
      'kind',
      'version',
      'size',
      'expires',
      'lead',
      'contact',
      'account',
      'opp',
      'case',
      'url',
      'owner',
      'created_at',
    ],
    fields: docFields(),
    columns: docColumns,
    when: 'created_at',
    essential: [],
    owner: 'owner',
    title: 'name',
    names: [
      {
        column: 'name',
        key: { column: 'name_key', of: personKey },
        hint: 'substr(created_at, 1, 10)',
      },
    ],
    naming: {
      missing: 'a document needs a name',
      compute(columns) {
        const name = textOf(columns.name);
        return name ? { name, name_key: personKey(name) } : null;
      },
    },
    search: { title: ['name'], body: ['notes', 'content'] },
    children: [{ table: 'doc_version', column: 'doc_id', onRemove: 'remove' }],
    rules: { check: checkDoc },
    shortcuts: [
      shortcut('kind', 'kind', 'kind', 'of this kind'),
      {
        option: 'expiring',
        place: 'within',
        field: 'expires',
        help: 'valid no longer than this time: 30d, 3mo',
        filter: (within) => `expires >= today and expires <= ${within}`,
      },
      BY_OWNER,
    ],
    sections: [],
  };
}

/** Documents that can also belong to records of these nouns. */
function relateDocs(custom: readonly CustomNoun[]): NounDefinition {
  const nouns = custom.filter(({ name }) => canHaveDocs(name));
  if (nouns.length === 0) return DOC;
  return defineNoun(docHead(), () => {
    const body = docBody();
    const at = body.fields.findIndex(({ name }) => name === 'owner');
    const about = ({ name, label }: CustomNoun) =>
      relation(name, label, name as Noun, `the ${label.toLowerCase()} that it is about`);
    return {
      ...body,
      fields: [...body.fields.slice(0, at), ...nouns.flatMap(about), ...body.fields.slice(at)],
      columns: () => {
        const own = docColumns();
        const columns = nouns.map(({ name, title }) => related('doc', name, name, title));
        return { ...own, columns: Object.assign({}, own.columns, ...columns) };
      },
      listColumns: body.listColumns.flatMap((name) =>
        name === 'url' ? [...nouns.map((noun) => noun.name), name] : name,
      ),
    };
  });
}

/** Whether records of a noun of that name can have documents: not if a field of documents has the name. */
export function canHaveDocs(noun: string): boolean {
  return !DOC.fields.some(({ name }) => name === noun || name === `${noun}_id`);
}
