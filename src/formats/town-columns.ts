/** Columns that hold several parts of an address: `PLZ / Ort`, `City, State, ZIP`, `Ville / Pays`. */
import type { Field } from '../domain/field.ts';
import type { MappedColumn } from './mapped-column.ts';

const CITY =
  /(?<!\p{L})(?:city|town|ort|stadt|wohnort|ville|commune|localite|ciudad|localidad|poblacion|citta|comune|localita|plaats|woonplaats|stad|cidade|miasto|miejscowosc|poststed|postort|by)(?!\p{L})/u;
const PARTS: readonly (readonly [name: string, pattern: RegExp])[] = [
  [
    'postal_code',
    /(?<!\p{L})(?:plz|postleitzahl|zip ?code|zip|post ?code|postal ?code|code postal|codigo postal|pin ?code|postnummer|postnr|kod pocztowy|cp|cap|cep)(?!\p{L})/u,
  ],
  ['region', /(?<!\p{L})(?:state|province|county|region|bundesland|kanton|provincia|estado|uf)(?!\p{L})/u],
  ['country', /(?<!\p{L})(?:country|land|pays|pais|paese)(?!\p{L})/u],
];
/** What may stand between the parts in a header. */
const BETWEEN =
  /^(?:[\s/,;&+|()-]|(?<!\p{L})(?:and|und|u|et|y|e|en|og|i|location|address|adresse)(?!\p{L}))*$/u;

/** The parts of an address in the order in which a header names them, `city` among them; null for other headers. */
export function partsOfTown(header: string): readonly string[] | null {
  const plain = header
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .replace(/[_.]+/g, ' ')
    .trim();
  let rest = plain;
  const found: { readonly name: string; readonly at: number }[] = [];
  for (const [name, pattern] of [['city', CITY] as const, ...PARTS]) {
    const at = plain.search(pattern);
    if (at === -1) continue;
    found.push({ name, at });
    rest = rest.replace(pattern, ' ');
  }
  const hasCity = found.some(({ name }) => name === 'city');
  if (!hasCity || found.length < 2 || !BETWEEN.test(rest)) return null;
  return found.toSorted((a, b) => a.at - b.at).map(({ name }) => name);
}

/** Columns for the other parts of towns, behind those of the file. */
export function columnsOfTowns(
  columns: readonly MappedColumn[],
  fields: readonly Field[],
  firstIndex: number,
): MappedColumn[] {
  return columns
    .flatMap(({ header, index, town }) =>
      (town ?? [])
        .filter((name) => name !== 'city')
        .flatMap((name) => fields.find((field) => field.name === name && !field.custom) ?? [])
        .map((field) => ({ header: `${header} (${field.label.toLowerCase()})`, partOf: index, field })),
    )
    .map(({ header, partOf, field }, at) => ({
      header,
      partOf,
      index: firstIndex + at,
      fields: [field],
      how: 'synonym',
      known: null,
      continues: null,
      isMade: true,
    }));
}

/** A code in front: `53111`, `D-53111`, `1234 AB`, `111 22`, `SW1A 1AA`, `K1A 0B1`. */
const CODE =
  '(?:[A-Z]{1,2}-)?\\d{3}[ ]\\d{2}(?!\\d)|(?:[A-Z]{1,2}-)?\\d[\\d-]{2,9}(?:[ ][A-Z]{2}(?![A-Z\\p{L}]))?|[A-Z]{1,2}\\d[A-Z\\d]?[ ]?\\d[A-Z]{2}|[A-Z]\\d[A-Z][ ]?\\d[A-Z]\\d';
const CODE_FIRST = new RegExp(`^(?<code>${CODE})(?:[\\s,/;-]+(?<rest>\\D.*))?$`, 'u');
const CODE_LAST = new RegExp(`^(?<rest>\\D.*?)[\\s,/;(-]+(?<code>${CODE})\\)?$`, 'u');

/** The parts of a text, by their names. What cannot be told apart is the city. */
export function readTown(text: string, parts: readonly string[]): Readonly<Record<string, string>> {
  const others = parts.filter((name) => name !== 'postal_code');
  let rest = text.trim();
  const read: Record<string, string> = {};
  const pieces = rest.split(/\s*[,/;|]\s*/).filter((piece) => piece !== '');
  if (parts.length !== others.length) {
    const at = pieces.findIndex(
      (piece) => CODE_FIRST.exec(piece)?.groups?.rest === undefined && CODE_FIRST.test(piece),
    );
    if (pieces.length > 1 && at !== -1) {
      read.postal_code = pieces[at] as string;
      rest = pieces.toSpliced(at, 1).join(', ');
    } else {
      const { code, rest: left } = (CODE_FIRST.exec(rest) ?? CODE_LAST.exec(rest))?.groups ?? {};
      if (code !== undefined) {
        read.postal_code = code;
        rest = left ?? '';
      }
    }
  }
  if (rest === '') return read;
  const left = rest.split(/\s*[,/;|]\s*/).filter((piece) => piece !== '');
  if (left.length === others.length) {
    for (const [at, name] of others.entries()) read[name] = left[at] as string;
    return read;
  }
  const { city, region } = /^(?<city>\D*\S)\s+(?<region>[A-Z]{2,3})$/.exec(rest)?.groups ?? {};
  const isState = others.length === 2 && others.includes('region') && city !== undefined;
  return { ...read, ...(isState ? { city, region: region as string } : { city: rest }) };
}
