import { refused } from '../../domain/errors.ts';
import type { Field, Noun, Row } from '../../domain/field.ts';
import { cleanFileName } from '../../domain/file-name.ts';
import { docVersions } from '../../store/docs.ts';
import { recordOfExternalId } from '../../store/external-records.ts';
import type { Tx } from '../../store/tx.ts';
import type { Deps } from '../deps.ts';
import { addKeptVersion, insertFile, type KeptDoc, keepFile, type NewFile } from '../docs/docs.ts';
import { partField, type TakePart } from './part-file.ts';

/** Finds the files beside the tables of an export. */
export interface AttachmentPort {
  /** The file of one of these names beside a table, in its folder or one in that; null if there is none. */
  find(table: string, names: readonly string[]): NewFile | null;
}

/** The fields of a table of files: what a file is called, and of which record it is; or which records have a document. */
export const FILE_FIELDS: readonly Field[] = [
  partField('id', 'text'),
  partField('name', 'text'),
  partField('parent', 'text'),
  partField('document', 'text'),
  partField('path', 'text'),
  partField('extension', 'text'),
  partField('version', 'integer'),
  partField('notes', 'text'),
  partField('at', 'datetime'),
  partField('content', 'text'),
];

/** The bytes of a file in its row, as exports write them: long, and no name of a file. */
const BASE64 = /^[A-Za-z\d+/\s]*={0,2}\s*$/;

/** A file of the export, and the document that it is a version of. */
interface ExportedFile {
  readonly id: string;
  readonly document: string;
  readonly name: string;
  readonly version: number;
  readonly notes: string | null;
  readonly table: string;
  readonly names: readonly string[];
  /** Where the bytes are in the row. */
  readonly content: KeptDoc | 'to be kept' | null;
}

/** What became of files. */
interface StoredFiles {
  readonly created: number;
  readonly changed: number;
  readonly unchanged: number;
}

/** Makes documents of the files of an export: which records they belong to may be told in another table. */
export class RecordFiles {
  readonly #deps: Deps;
  readonly #tx: Tx;
  readonly #port: AttachmentPort;
  readonly #system: string;
  readonly #isDryRun: boolean;
  /** The ids of the records that have a document. */
  readonly #parents = new Map<string, string[]>();
  #files: ExportedFile[] = [];

  constructor(
    deps: Deps,
    tx: Tx,
    options: { readonly port: AttachmentPort; readonly system: string; readonly isDryRun: boolean },
  ) {
    this.#deps = deps;
    this.#tx = tx;
    this.#port = options.port;
    this.#system = options.system;
    this.#isDryRun = options.isDryRun;
  }

  /** Takes the rows of a table; `path` is that of the table. Throws `refused` for a file that is not there. */
  take(path: string, spellId: (id: string) => string): TakePart {
    return async (values) => {
      const parent = textOf(values, 'parent');
      const document = textOf(values, 'document');
      const given = textOf(values, 'id');
      const name = textOf(values, 'name') ?? textOf(values, 'path');
      if (document !== null && parent !== null && name === null) {
        this.#parents.set(document, [...(this.#parents.get(document) ?? []), parent]);
        return 'unchanged';
      }
      if (given === null || name === null) throw refused('it has no id, or no name of a file');
      const id = spellId(given);
      const file: ExportedFile = {
        id,
        document: document ?? id,
        name: nameOf(name, values),
        version: typeof values.version === 'number' ? values.version : 1,
        notes: textOf(values, 'notes'),
        table: path,
        names: namesOf(id, given, values),
        content: await this.#keepContent(textOf(values, 'content'), name),
      };
      if (parent !== null) {
        if ((await this.#recordOf(parent)) === null) throw refused(`no record has the id "${parent}"`);
        this.#parents.set(file.document, [parent]);
      }
      if (file.content === null && !this.#open(file))
        throw refused(
          `the file "${file.name}" is not beside the table`,
          `Put it into the folder, called ${file.names[0]}`,
        );
      this.#files.push(file);
      return 'skipped';
    };
  }

  /** Stores the files that were taken: versions of one document in their order. */
  async store(): Promise<StoredFiles> {
    const counts = { created: 0, changed: 0, unchanged: 0 };
    const files = this.#files.toSorted((one, other) => one.version - other.version);
    this.#files = [];
    for (const file of files) counts[await this.#store(file)]++;
    return counts;
  }

  /** Keeps the bytes that a row has, so that the memory need not; null for a row without. */
  async #keepContent(text: string | null, name: string): Promise<ExportedFile['content']> {
    if (text === null || text.length % 4 !== 0 || !BASE64.test(text)) return null;
    if (this.#isDryRun) return 'to be kept';
    return keepFile(this.#deps, { name, bytes: bytesOf(text) });
  }

  async #store(file: ExportedFile): Promise<keyof StoredFiles> {
    const source = { source: this.#system, id: file.document };
    const known = await recordOfExternalId(this.#tx, ['doc'], source);
    if (this.#isDryRun) return known ? 'unchanged' : 'created';
    const kept =
      file.content === null || file.content === 'to be kept'
        ? await keepFile(this.#deps, { ...(this.#open(file) as NewFile), name: file.name })
        : { ...file.content, name: file.name };
    if (known) {
      const versions = await docVersions(this.#tx, known.id);
      if (versions.some(({ hash }) => hash === kept.hash)) return 'unchanged';
      await addKeptVersion(this.#tx, this.#deps, known.id, kept);
      return 'changed';
    }
    const records = await this.#recordsOf(file.document);
    for (const [at, relations] of inDocuments(records).entries())
      await insertFile(this.#tx, this.#deps, kept, {
        ...relations,
        name: file.name,
        notes: file.notes,
        external_source: this.#system,
        external_id: at === 0 ? file.document : `${file.document}#${at + 1}`,
      });
    return 'created';
  }

  async #recordsOf(document: string): Promise<{ noun: Noun; id: number }[]> {
    const found: { noun: Noun; id: number }[] = [];
    for (const parent of this.#parents.get(document) ?? []) {
      const record = await this.#recordOf(parent);
      if (record) found.push(record);
    }
    return found;
  }

  #recordOf(id: string) {
    return recordOfExternalId(this.#tx, this.#tx.nouns.subjectsOf('doc'), { source: this.#system, id });
  }

  #open({ table, names }: ExportedFile): NewFile | null {
    return this.#port.find(table, names);
  }
}

async function* bytesOf(base64: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(base64, 'base64');
}

function textOf(values: Row, field: string): string | null {
  const value = values[field];
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}

/** The name with its ending, which some programs keep apart. */
function nameOf(name: string, values: Row): string {
  const extension = textOf(values, 'extension');
  const [, ending] = /\.(\w{1,8})$/.exec(textOf(values, 'path') ?? '') ?? [];
  const end = extension ?? ending;
  const hasEnd = end === undefined || name.toLowerCase().endsWith(`.${end.toLowerCase()}`);
  return cleanFileName(hasEnd ? name : `${name}.${end}`);
}

/** What the file of a row may be called in the export. */
function namesOf(id: string, given: string, values: Row): string[] {
  const extension = textOf(values, 'extension');
  const ids = [...new Set([id, given, id.slice(0, 15)])];
  // Where the content is no content, it is what the file is called in its folder.
  const called = textOf(values, 'content') ?? '';
  const last = (textOf(values, 'path') ?? textOf(values, 'name') ?? '').split(/[\\/]/).at(-1) ?? '';
  return [
    ...(called.length < 256 && called !== '' ? [called.split(/[\\/]/).at(-1) as string] : []),
    ...ids,
    ...(extension === null ? [] : ids.map((each) => `${each}.${extension}`)),
    ...(last === '' ? [] : [...ids.map((each) => `${each}_${last}`), last]),
  ];
}

/** Relations of documents: one has at most one record of a noun. */
function inDocuments(records: readonly { noun: Noun; id: number }[]): Record<string, number>[] {
  const documents: Record<string, number>[] = [{}];
  for (const { noun, id } of records) {
    const column = `${noun}_id`;
    if (documents.some((each) => each[column] === id)) continue;
    const free = documents.find((each) => each[column] === undefined);
    if (free) free[column] = id;
    else documents.push({ [column]: id });
  }
  return documents;
}
