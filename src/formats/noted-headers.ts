import type { Noun } from '../domain/field.ts';
import { headerKey } from './field-names.ts';
import { type HeaderWords, words } from './header-words.ts';

/** What a company or person is called by offices. */
const OFFICIAL_NUMBERS =
  words(`tax id, tax number, tax no, tax registration number, vat, vat id, vat number, vat no, vat reg no, vat
  registration number, company number, company registration number, registration number, registration no,
  commercial register, duns, duns number, d-u-n-s, d-u-n-s number, ein, abn, acn, gst, gstin, gst number, pan,
  umsatzsteuer-id, ust-id, ust-idnr, ust-idnr., ust-id-nr., ust.-id, ustid, steuernummer, steuer-nr.,
  handelsregister, handelsregisternummer, hrb, uid, uid-nummer, siren, siret, n° siren, n° siret, numéro siret, numéro
  siren, tva, numéro tva, n° tva, tva intracommunautaire, code naf, code ape, nif, cif, nif/cif, cif/nif, dni, rfc,
  cuit, rut, nit, ruc, partita iva, p. iva, p.iva, piva, codice fiscale, kvk, kvk-nummer, kvk nummer, btw, btw-nummer,
  btw nummer, cnpj, cpf, cnpj/cpf, cpf/cnpj, inscrição estadual, nipc, organisationsnummer, org.nr, org.nr., orgnr,
  org nr, cvr, cvr-nummer, cvr-nr., nip, regon, krs, y-tunnus, personnummer`);

/** What a sheet says of a deal that there may be. */
const OF_A_DEAL =
  words(`budget, estimated budget, project budget, budget range, expected, expected value, expected revenue, expected
  amount, expected close, expected close date, close date, closing date, deal value, deal size, deal amount, estimated
  value, potential value, opportunity value, opportunity amount, amount, probability, timeline, time frame, timeframe,
  purchase timeframe, buying timeframe, decision date, auftragswert, auftragsvolumen, presupuesto, orçamento,
  valor estimado, valeur estimée, montant estimé, valore stimato, abschlussdatum`);

/** How names in Japanese and Chinese are read. */
const READINGS = words(
  'ふりがな, フリガナ, カナ, 氏名カナ, 氏名（カナ）, 会社名カナ, 姓カナ, 名カナ, 姓（カナ）, 名（カナ）, 拼音',
);

/** Numbers that nobody calls. */
const FAXES = words(
  'fax, fax number, fax no, fax no., business fax, work fax, home fax, telefax, télécopie, faxnummer',
);

/** Headers that no field is for, whose cells go to the notes with the header in front, by noun. */
const NOTED: HeaderWords = [
  ['notes', OFFICIAL_NUMBERS, 'account', 'lead', 'contact'],
  ['notes', OF_A_DEAL, 'lead'],
  ['notes', READINGS, 'account', 'lead', 'contact'],
  ['notes', FAXES, 'account', 'lead', 'contact'],
];

const keysOf = (noun: Noun): ReadonlySet<string> =>
  new Set(
    NOTED.flatMap(([, headers, ...nouns]) =>
      nouns.includes(noun) ? headers.flatMap((header) => [header, withoutAccents(header)]) : [],
    ).map(headerKey),
  );

const withoutAccents = (text: string) => text.normalize('NFD').replace(/\p{M}+/gu, '');

const KEYS = new Map<Noun, ReadonlySet<string>>();

/** Whether the cells under a header are kept in the notes, for want of a field. */
export function isNoted(header: string, noun: Noun): boolean {
  const keys = KEYS.get(noun) ?? keysOf(noun);
  KEYS.set(noun, keys);
  const bare = header.replace(/\s*\([^()]*\)\s*$/, '');
  return [header, header.replace(/[:?.]+\s*$/, ''), bare].some((each) => keys.has(headerKey(each)));
}
