import { type HeaderWords, words } from './header-words.ts';

/**
 * What sheets call the ids of their own records. An id that several rows may share, that of the customer of a contact, is
 * none of them.
 */
export const ID_HEADERS: HeaderWords = [
  [
    'external_id',
    words(`deal id, deal no, deal no., deal number, deal #, opp id, opp no, opp no., opp number, opp #, opportunity id,
      opportunity no, opportunity no., opportunity number, potential id, chance id, id oportunidad, id opportunité`),
    'opp',
  ],
  [
    'external_id',
    words(`account id, account no, account no., account number, account #, company id, company no, company number,
      customer id, customer no, customer no., customer nr, customer number, customer #, client id, client no,
      client no., client number, client #, organization id, organisation id, org id, kd-nr., kd-nr, kd.-nr., kdnr.,
      kunden-nr., kundennr., kunden-nummer, kundennummer, kunden-id, kunde-id, debitor, debitorennummer,
      numéro client, n° client, no client, code client, id client, número de cliente, nº cliente, id cliente,
      código cliente, código de cliente, codice cliente, numero cliente, klantnummer, klantnr., klant-id,
      código do cliente, id do cliente`),
    'account',
  ],
  ['external_id', words('contact id, person id, kontakt-id, id contact'), 'contact'],
  ['external_id', words('lead id, lead no, lead no., lead number, lead #, prospect id, id lead'), 'lead'],
  ['external_id', words('task id, task no, task no., task number, task #, ticket id'), 'task'],
  ['external_id', words('activity id, interaction id, call id, note id'), 'activity'],
  ['external_id', words('meeting id, event id, appointment id'), 'meeting'],
];
