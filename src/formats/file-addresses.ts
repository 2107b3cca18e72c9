import { headerKey } from './field-names.ts';

/** The address of a file, and what the file is called, if that is told. */
export interface FileAddress {
  readonly url: string;
  readonly name: string | null;
}

/** Columns of files, by their header: `Attachments`, `File upload`, `Anhänge`. */
const FILES =
  /attach|upload|^files?(?:urls?|links?|address(?:es)?)?$|^documents?(?:urls?|links?)?$|^anh[aä]ng|^dateien?$|^pi[eè]cesjointes?|^adjuntos?$|^allegat[io]$|^bijlagen?$/;

/** Keys of the address of a file among what JSON says of it, the best first: `url` alone is often that of the API. */
const URL_KEYS = [
  'contenturl',
  'attachmenturl',
  'downloadurl',
  'fileurl',
  'publicurl',
  'href',
  'link',
  'url',
];

const NAME_KEYS = ['filename', 'name', 'title'];

/** Parts of an address that only let it be opened for a while. */
const PASSING = /^(?:x-(?:amz|goog|ms)-.*|signature|sig|sign|expires|policy|key-pair-id|awsaccesskeyid)$/i;

/** An address, up to the next one, a blank, or what encloses it. */
const ADDRESS = /https?:\/\/[^\s"'<>]+?(?=[,;|]+(?:\s|https?:\/\/|$)|[\s"'<>]|\)(?:[\s,;]|$)|$)/gi;

/** Which of the columns have addresses of files: of a list in JSON, `attachments.content_url` and the like, the best. */
export function fileColumns(headers: readonly string[]): ReadonlySet<string> {
  const best = new Map<string, string>();
  const rank = (header = '') => URL_KEYS.indexOf(headerKey(header.split('.').at(-1) ?? ''));
  for (const header of headers) {
    const path = headerKey(header).split('.');
    const group = path.slice(0, -1).join('.');
    if (!FILES.test(path.at(-2) ?? '')) {
      if (FILES.test(path.at(-1) ?? '')) best.set(path.join('.'), header);
    } else if (rank(header) >= 0 && (!best.has(group) || rank(header) < rank(best.get(group))))
      best.set(group, header);
  }
  return new Set(best.values());
}

/** The addresses in a cell: between separators or words, or in JSON. */
export function fileAddresses(cell: string): FileAddress[] {
  const json = /^\s*[[{]/.test(cell) ? readJson(cell) : undefined;
  const found = json === undefined ? inText(cell) : inJson(json);
  return found.filter(({ url }) => URL.canParse(url));
}

/** An address without what lets it be opened for a while: two of one file are the same. */
export function lastingAddress(address: string): string {
  const url = URL.parse(address);
  if (!url) return address;
  for (const name of [...url.searchParams.keys()]) if (PASSING.test(name)) url.searchParams.delete(name);
  return url.href;
}

const inText = (text: string): FileAddress[] =>
  [...text.matchAll(ADDRESS)].map(([url]) => ({ url, name: null }));

function inJson(value: unknown): FileAddress[] {
  if (typeof value === 'string') return inText(value);
  if (Array.isArray(value)) return value.flatMap(inJson);
  if (typeof value !== 'object' || value === null) return [];
  const values = new Map(Object.entries(value).map(([key, each]) => [headerKey(key), each]));
  const textOf = (keys: readonly string[]) =>
    keys
      .map((key) => values.get(key))
      .find((each): each is string => typeof each === 'string' && each !== '');
  const url = textOf(URL_KEYS);
  if (url !== undefined && /^https?:/i.test(url)) return [{ url, name: textOf(NAME_KEYS) ?? null }];
  return Object.values(value).flatMap(inJson);
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
