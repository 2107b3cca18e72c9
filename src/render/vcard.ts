import { readLabelled } from '../domain/address-label.ts';
import type { Row, Value } from '../domain/field.ts';
import { telUri } from '../domain/phones/phone.ts';
import type { Encoder } from './encoder.ts';

/** vCard versions: 3.0 (RFC 2426), which every phone reads, and 4.0 (RFC 6350). */
export const VCARD_VERSIONS = ['3.0', '4.0'] as const;
export type VcardVersion = (typeof VCARD_VERSIONS)[number];

/** Fields in a card. */
export const VCARD_FIELDS: ReadonlySet<string> = new Set([
  'name',
  'first_name',
  'last_name',
  'title',
  'department',
  'account',
  'company',
  'email',
  'other_emails',
  'email_labels',
  'phone',
  'other_phones',
  'phone_labels',
  'website',
  'linkedin',
  'social',
  'other_profiles',
  'street',
  'city',
  'region',
  'postal_code',
  'country',
  'timezone',
  'do_not_call',
  'do_not_email',
  'tags',
  'notes',
]);

/** A vCard for each row of people, in UTF-8, with lines folded at 75 bytes and ended by CRLF. */
export function vcardEncoder(version: VcardVersion): Encoder {
  return {
    head: '',
    batch: (rows) => rows.map((row) => cardText(row, version)).join(''),
    tail: () => '',
  };
}

function cardText(row: Row, version: VcardVersion): string {
  const text = (name: string) => (typeof row[name] === 'string' ? (row[name] as string) : '');
  const company = text('account') || text('company');
  const tags: readonly string[] = Array.isArray(row.tags) ? row.tags : [];
  const further = Array.isArray(row.other_profiles) ? (row.other_profiles as readonly string[]) : [];
  const profiles = [text('social'), ...further];
  const place = ['street', 'city', 'region', 'postal_code', 'country'].map(text);
  const lines = [
    'BEGIN:VCARD',
    `VERSION:${version}`,
    `FN:${escapeText(text('name'))}`,
    `N:${escapeText(text('last_name'))};${escapeText(text('first_name'))};;;`,
    ...(company || text('department')
      ? [`ORG:${[company, text('department')].filter(filled).map(escapeText).join(';')}`]
      : []),
    ...one('TITLE', text('title')),
    ...rankedLines(row, 'email', version).map(([rank, value]) => `EMAIL${rank}:${escapeText(value)}`),
    ...rankedLines(row, 'phone', version).map(([rank, value]) => phoneLine(rank, value, version)),
    ...(place.some(filled) ? [`ADR:;;${place.map(escapeText).join(';')}`] : []),
    ...one('URL', text('website')),
    ...one('X-SOCIALPROFILE;TYPE=linkedin', text('linkedin')),
    ...profiles.flatMap((profile) => one('X-SOCIALPROFILE', profile)),
    ...one(version === '3.0' ? 'TZ;VALUE=text' : 'TZ', text('timezone')),
    ...(row.do_not_call === true ? ['X-CRM-DO-NOT-CALL:true'] : []),
    ...(row.do_not_email === true ? ['X-CRM-DO-NOT-EMAIL:true'] : []),
    ...(tags.length > 0 ? [`CATEGORIES:${tags.map(escapeText).join(',')}`] : []),
    ...one('NOTE', text('notes')),
    'END:VCARD',
  ];
  return lines.map(foldLine).join('');
}

const filled = (text: string) => text !== '';

function one(property: string, text: string): string[] {
  return text === '' ? [] : [`${property}:${escapeText(text)}`];
}

/** The first address and the others, each with its types; the first of several is marked as preferred. */
function rankedLines(
  row: Row,
  first: 'email' | 'phone',
  version: VcardVersion,
): [types: string, value: string][] {
  const further = row[`other_${first}s`];
  const values = [row[first], ...(Array.isArray(further) ? further : [])].filter(
    (value): value is string => typeof value === 'string' && value !== '',
  );
  const types = typesOf(row[`${first}_labels`]);
  const preferred = version === '3.0' ? ';TYPE=pref' : ';PREF=1';
  return values.map((value, at) => [
    (at === 0 && values.length > 1 ? preferred : '') + (types.get(value) ?? ''),
    value,
  ]);
}

/** What is said of addresses, as the types of vCards. */
function typesOf(labels: Value | undefined): ReadonlyMap<string, string> {
  const types = new Map<string, string>();
  for (const entry of Array.isArray(labels) ? labels : []) {
    const { label, address } = readLabelled(entry) ?? { label: null, address: '' };
    if (!label) continue;
    const words = [label.kind === 'mobile' ? 'cell' : label.kind, label.bad ? 'x-bad' : null];
    types.set(address, words.flatMap((word) => (word === null ? [] : `;TYPE=${word}`)).join(''));
  }
  return types;
}

function phoneLine(rank: string, number: string, version: VcardVersion): string {
  const uri = telUri(number);
  if (!/^tel:\+\d+(?:;|$)/.test(uri)) return `TEL${rank}:${escapeText(number)}`;
  return version === '4.0' ? `TEL${rank};VALUE=uri:${uri}` : `TEL${rank}:${uri.slice('tel:'.length)}`;
}

/** Text as a value: escapes line breaks and separators, drops other control characters, which vCard forbids. */
function escapeText(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\t\n]/gu, '')
    .replace(/[\\,;]/g, '\\$&')
    .replaceAll('\n', '\\n');
}

/** Maximum bytes of a line, without its end. */
const MAX_LINE_BYTES = 75;

/** A line with its end, folded between characters if too long; continuation lines begin with a blank. */
function foldLine(line: string): string {
  if (line.length <= MAX_LINE_BYTES / 3) return `${line}\r\n`;
  let text = '';
  let bytes = 0;
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (bytes + size > MAX_LINE_BYTES) {
      text += '\r\n ';
      bytes = 1;
    }
    text += character;
    bytes += size;
  }
  return `${text}\r\n`;
}
