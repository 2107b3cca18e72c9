import { words } from './header-words.ts';

/** Every device before every place: `Tel. privat`. */
function pairs(devices: string, places: string): string[] {
  return words(devices).flatMap((device) => words(places).map((place) => `${device} ${place}`));
}

const HEADERS = [
  ...pairs(
    'tel, telefon, telefonnummer, telefonnr, tel nr, rufnummer, handy, mobil',
    `privat, geschäftlich, gesch, dienstlich, beruflich, büro, firma, arbeit, zentrale, durchwahl, direkt, mobil,
    festnetz, zuhause`,
  ),
  ...words(`telefon, telefonnummer, telefonnr, tel, tel nr, rufnummer, festnetz, festnetznummer, mobil, handy,
    handynr, handynummer, mobiltelefon, mobilnummer, mobilnr, mobilfunk, durchwahl, zentrale, privattelefon,
    diensttelefon, diensthandy`),
  ...pairs(
    'tel, tél, téléphone, numéro de téléphone, n° de téléphone, n° tél, mobile, portable',
    `fixe, bureau, pro, professionnel, perso, personnel, domicile, maison, mobile, portable, direct, standard, entreprise,
    société, travail`,
  ),
  ...words(`téléphone, numéro de téléphone, numéro, n° de téléphone, n° tél, n° téléphone, tél, fixe, portable, mobile,
    gsm, ligne directe, ligne fixe, numéro de portable`),
  ...pairs(
    'tel, teléfono, número de teléfono, móvil, celular',
    'fijo, móvil, celular, oficina, trabajo, casa, directo, empresa, particular, personal, principal',
  ),
  ...words('teléfono, número de teléfono, número de móvil, nº de teléfono, tfno, tlf, móvil, celular, fijo'),
  ...pairs(
    'tel, telefono, numero di telefono, cell, cellulare',
    'fisso, ufficio, casa, aziendale, lavoro, diretto, mobile, cellulare, personale, principale',
  ),
  ...words(
    'telefono, numero di telefono, numero telefonico, n. telefono, n telefono, cellulare, cell, fisso',
  ),
  ...pairs(
    'tel, telefoon, telefoonnummer, mobiel',
    'werk, privé, kantoor, thuis, vast, mobiel, zakelijk, direct, algemeen',
  ),
  ...words(
    'telefoon, telefoonnummer, telefoonnr, tel nr, mobiel, mobiele telefoon, mobiel nummer, mobielnr, gsm, vast nummer',
  ),
  ...pairs(
    'tel, telefone, número de telefone, telemóvel, celular',
    'fixo, móvel, celular, trabalho, comercial, casa, residencial, escritório, empresa, pessoal, direto, principal',
  ),
  ...words('telefone, número de telefone, telemóvel, celular, número de celular, fixo'),
];

/**
 * Headers of columns with phone numbers in German, French, Spanish, Italian, Dutch and Portuguese: people combine what it is
 * with whose it is as they like.
 */
export const PHONE_HEADERS: readonly string[] = [...new Set(HEADERS)];
