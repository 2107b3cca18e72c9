import { personKey } from '../../domain/matching.ts';
import { defineNoun } from '../definition.ts';
import { recordRows } from '../shared/children.ts';
import { textOf } from '../shared/naming.ts';
import { BY_OWNER, BY_TAG, shortcut } from '../shared/shortcuts.ts';
import { docColumns } from './columns.ts';
import { docFields } from './fields.ts';
import { docMerge } from './merge.ts';
import { checkDoc } from './rules.ts';
import { docVerbs } from './verbs.ts';

/** A file that belongs to records, or a link to one elsewhere. */
export const DOC = defineNoun(
  {
    attachedAs: 'documents',
    noun: 'doc',
    plural: 'docs',
    longName: 'document',
    aliases: ['docs', 'document', 'documents'],
    summary: 'documents: files of records, with versions, and links to files elsewhere',
    verbs: docVerbs,
  },
  () => ({
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
    children: [{ table: 'doc_version', column: 'doc_id', onRemove: 'remove' }, ...recordRows('doc')],
    merge: docMerge,
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
      BY_TAG,
    ],
    sections: [],
  }),
);

/** Whether records of a noun of that name can have documents: not if a field of documents has the name. */
export function canHaveDocs(noun: string): boolean {
  return !DOC.fields.some(({ name }) => name === noun || name === `${noun}_id`);
}
