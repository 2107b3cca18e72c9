import { refused } from '../../domain/errors.ts';
import type { Value } from '../../domain/field.ts';
import { cleanFileName } from '../../domain/file-name.ts';
import { mapInParallel } from '../../domain/map-in-parallel.ts';
import { personKey } from '../../domain/matching.ts';
import { type NamedRecord, type RecordRef, recordText } from '../../domain/record-ref.ts';
import { documentText, MAX_READ_BYTES } from '../../formats/document-text.ts';
import { type FileAddress, lastingAddress } from '../../formats/file-addresses.ts';
import { DOC } from '../../nouns/doc/definition.ts';
import { type DocVersion, docNamed, docUrl, docVersions, linksOf } from '../../store/docs.ts';
import { type KeptFile, MAX_FILE_BYTES } from '../../store/files/file-folder.ts';
import { recordFile } from '../../store/files/stored-files.ts';
import { inheritRelationsOfLivingLead } from '../../store/inherit-relations.ts';
import { resolveRelations } from '../../store/resolve-relations.ts';
import { readTitles } from '../../store/titles.ts';
import type { Tx } from '../../store/tx.ts';
import { insertRecord, updateRecord } from '../../store/write/record.ts';
import type { Values } from '../../store/write/values.ts';
import type { Deps } from '../deps.ts';
import { describeRecords } from '../records/describe.ts';

/** The largest file of a document. */
export const MAX_DOC_BYTES = MAX_FILE_BYTES;

/** A file to keep. */
export interface NewFile {
  /** As its owner calls it; folders and hidden characters in it do not count. */
  readonly name: string;
  readonly bytes: AsyncIterable<Uint8Array>;
}

/** A document that was added, or got a new version. */
export interface AddedDoc extends NamedRecord {
  readonly version: number;
  /** False for a file that was the present version already. */
  readonly isNew: boolean;
}

/** A file that is on the disk. */
export interface KeptDoc extends KeptFile {
  readonly name: string;
  /** Its text, for searches; null if it has none. */
  readonly content: string | null;
}

/**
 * Keeps files as documents of a record, all or none. A file called like a document of that record is a new version of it,
 * unless `areSeparate`.
 */
export async function addFiles(
  deps: Deps,
  {
    record,
    files,
    values,
    areSeparate,
  }: {
    readonly record: NamedRecord;
    readonly files: AsyncIterable<NewFile>;
    /** What all of them get, by field; relations by name, number or another reference. */
    readonly values: Values;
    readonly areSeparate: boolean;
  },
): Promise<readonly AddedDoc[]> {
  const kept: KeptDoc[] = [];
  for await (const file of mapInParallel(files, (file) => keepBytes(deps, file)))
    kept.push(await withText(deps, file));
  return change(deps, record, async (tx) => {
    const added: AddedDoc[] = [];
    const given = await resolveRelations(deps.store, DOC, values, deps);
    for (const file of kept) {
      const name = textOf(values.name) ?? file.name;
      const existing = areSeparate
        ? null
        : await docNamed(tx, personKey(name), await relationsOf(tx, record));
      if (existing === null)
        added.push(await insertDoc(tx, deps, record, { ...given, name, ...fileOf(tx, file) }));
      else added.push(await addKeptVersion(tx, deps, existing, file, given));
    }
    return added;
  });
}

/** Adds a link to a file elsewhere as a document of a record. */
export function addLink(
  deps: Deps,
  { record, url, values }: { readonly record: NamedRecord; readonly url: string; readonly values: Values },
): Promise<readonly AddedDoc[]> {
  const name = textOf(values.name) ?? nameOfUrl(url);
  return change(deps, record, async (tx) => {
    const given = await resolveRelations(deps.store, DOC, values, deps);
    return [await insertDoc(tx, deps, record, { ...given, name, url })];
  });
}

/** Adds links to files elsewhere to a record, but for those that it has; returns their names. */
export async function addMissingLinks(
  tx: Tx,
  deps: Deps,
  record: RecordRef,
  addresses: readonly FileAddress[],
): Promise<readonly string[]> {
  const known = new Set((await linksOf(tx, record)).map(lastingAddress));
  const added: string[] = [];
  for (const { url, name } of addresses) {
    const lasting = lastingAddress(url);
    if (known.has(lasting)) continue;
    known.add(lasting);
    const values = { name: name === null ? nameOfUrl(url) : cleanFileName(name), url };
    added.push((await insertDoc(tx, deps, record, values)).title);
  }
  return added;
}

/** Makes a file the present version of a document; the others stay. Throws `refused` for a link. */
export async function addVersion(
  deps: Deps,
  { doc, file }: { readonly doc: NamedRecord; readonly file: NewFile },
): Promise<AddedDoc> {
  const kept = await keepFile(deps, file);
  const { result } = await deps.store.change(
    (tx) => addKeptVersion(tx, deps, doc.id, kept, {}),
    `added a version of ${describeRecords(DOC, [doc])}`,
  );
  return result;
}

/** All versions of a document, the present one first. */
export function listVersions({ store: { db } }: Deps, { id }: NamedRecord): Promise<readonly DocVersion[]> {
  return docVersions(db, id);
}

/** A file to be read: a version of a document. */
export interface OpenDoc {
  /** Fit for any folder. */
  readonly name: string;
  readonly bytes: AsyncIterable<Uint8Array>;
}

/** The file of a document, or the address of one elsewhere. Throws `refused` for a version that there is not. */
export async function openDoc(
  { store }: Deps,
  doc: NamedRecord,
  version?: number,
): Promise<OpenDoc | { readonly url: string }> {
  const url = await docUrl(store.db, doc.id);
  if (url !== null) return { url };
  const versions = await docVersions(store.db, doc.id);
  const wanted = version === undefined ? versions[0] : versions.find(({ number }) => number === version);
  if (!wanted)
    throw refused(`doc ${doc.id} has no version ${version}`, { code: 'unknown-version', id: doc.id });
  return { name: cleanFileName(wanted.name), bytes: store.engine.files.pieces(wanted.hash) };
}

async function change(
  deps: Deps,
  record: NamedRecord,
  work: (tx: Tx) => Promise<readonly AddedDoc[]>,
): Promise<readonly AddedDoc[]> {
  const { result } = await deps.store.change(work, (added) => {
    const [only, ...others] = added;
    const version = only && others.length === 0 && only.version > 1 ? `version ${only.version} of ` : '';
    return `added ${version}${describeRecords(DOC, added)} to ${recordText(record)}`;
  });
  return result;
}

/** Keeps a file on the disk, and reads its text. */
export async function keepFile(deps: Deps, file: NewFile): Promise<KeptDoc> {
  return withText(deps, await keepBytes(deps, file));
}

type NamedFile = Omit<KeptDoc, 'content'>;

async function keepBytes({ store }: Deps, { name, bytes }: NewFile): Promise<NamedFile> {
  const clean = cleanFileName(name);
  return { ...(await store.engine.files.keep(bytes, { name: clean })), name: clean };
}

async function withText({ store: { engine } }: Deps, file: NamedFile): Promise<KeptDoc> {
  const isReadable = file.size <= MAX_READ_BYTES;
  return { ...file, content: isReadable ? await documentText(await engine.files.bytes(file.hash)) : null };
}

/** What a document says of its present file. */
const fileOf = (tx: Tx, { hash, size, content, name }: KeptDoc) => ({
  ...{ hash, size, content },
  ...{ file_name: name, file_at: tx.now, file_user_id: tx.userId },
});

async function insertDoc(tx: Tx, deps: Deps, record: RecordRef, values: Values): Promise<AddedDoc> {
  const { hash, size } = values;
  if (typeof hash === 'string') await recordFile(tx, deps.store.engine.files, { hash, size: Number(size) });
  const given = { owner_id: tx.userId, ...values, ...(await relationsOf(tx, record)) };
  const id = await insertRecord(tx, 'doc', given, deps);
  return { ...(await named(tx, id)), version: 1, isNew: true };
}

/** Adds a document of a file that is kept; returns its number. */
export async function insertFile(tx: Tx, deps: Deps, file: KeptDoc, values: Values): Promise<number> {
  await recordFile(tx, deps.store.engine.files, file);
  return insertRecord(tx, 'doc', { owner_id: tx.userId, ...values, ...fileOf(tx, file) }, deps);
}

/** The records that a document of a record is about. */
async function relationsOf(tx: Tx, record: RecordRef): Promise<Record<string, number | null>> {
  const values = await inheritRelationsOfLivingLead(tx, 'doc', { [`${record.noun}_id`]: record.id });
  return Object.fromEntries(
    tx.nouns.subjectsOf('doc').map((noun) => [`${noun}_id`, (values[`${noun}_id`] as number | null) ?? null]),
  );
}

/** Makes a file that is kept the present version of a document, whose present one becomes a former one. */
export async function addKeptVersion(
  tx: Tx,
  deps: Deps,
  id: number,
  file: KeptDoc,
  values: Values = {},
): Promise<AddedDoc> {
  const row = await tx.read('doc', id);
  if (row?.hash == null) throw refused(`doc ${id} is a link: it has no versions`);
  const version = Number(row.version);
  const { name: _, ...others } = values;
  const given = Object.fromEntries(Object.entries(others).filter(([, value]) => value != null));
  if (row.hash === file.hash) {
    if (Object.keys(given).length > 0) await updateRecord(tx, 'doc', id, given, deps);
    return { ...(await named(tx, id)), version, isNew: false };
  }
  await recordFile(tx, deps.store.engine.files, file);
  await tx.insert('doc_version', {
    doc_id: id,
    number: version,
    name: row.file_name as string,
    hash: row.hash as string,
    size: row.size as number,
    user_id: row.file_user_id as number | null,
    at: row.file_at as string,
  });
  await updateRecord(tx, 'doc', id, { ...given, ...fileOf(tx, file), version: version + 1 }, deps);
  return { ...(await named(tx, id)), version: version + 1, isNew: true };
}

async function named(tx: Tx, id: number): Promise<NamedRecord> {
  const [found] = await readTitles(tx, 'doc', [id]);
  return found ?? { noun: 'doc', id, title: '' };
}

const textOf = (value: Value | undefined) => (typeof value === 'string' ? value : undefined);

/** `https://files.example/a/offer.pdf` is called `offer.pdf`. */
function nameOfUrl(url: string): string {
  const { hostname = '', pathname = '', searchParams } = URL.parse(url) ?? {};
  const named = searchParams?.get('filename') ?? searchParams?.get('name');
  const last = named || pathname.split('/').findLast((part) => part !== '');
  return last === undefined ? hostname || url : cleanFileName(decodeSafely(last));
}

function decodeSafely(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
