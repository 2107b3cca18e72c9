import { beforeEach, expect, test } from 'vitest';
import { headerKey } from '../../src/formats/field-names.ts';
import { NORTHERN_HEADERS } from '../../src/formats/northern-headers.ts';
import { SHEET_HEADERS } from '../../src/formats/sheet-headers.ts';
import { TRANSLATED_HEADERS } from '../../src/formats/translated-headers.ts';
import { crm, makeHome } from '../support/program.ts';

let home: string;

beforeEach(() => {
  home = makeHome();
});

/** Imports a file and gives back the only record. */
async function imported(noun: string, file: string) {
  const { stderr, exitCode } = await crm([noun, 'import', '-', '--create', 'all'], { home, input: file });
  expect([exitCode, stderr]).toEqual([0, expect.not.stringContaining('no matching field')]);
  return JSON.parse((await crm([noun, 'export', '--json'], { home })).stdout)[0];
}

test.each([
  [
    'Vorname;Nachname;Telefonnummer;Handy;Land;Firma;PLZ;Ort;Straße;Notizen',
    'Deutschland',
    '030 1234567',
    '0171 1234567',
  ],
  [
    'Prénom;Nom;Téléphone;Portable;Pays;Société;Code postal;Ville;Adresse;Remarques',
    'France',
    '01 42 68 53 00',
    '06 12 34 56 78',
  ],
  [
    'Nombre;Apellidos;Teléfono;Móvil;País;Empresa;Código postal;Ciudad;Dirección;Notas',
    'España',
    '91 123 45 67',
    '612 34 56 78',
  ],
  [
    'Nome;Cognome;Telefono;Cellulare;Paese;Azienda;CAP;Città;Indirizzo;Note',
    'Italia',
    '02 1234 5678',
    '312 345 6789',
  ],
  [
    'Voornaam;Achternaam;Telefoon;Mobiel;Land;Bedrijf;Postcode;Plaats;Straat;Opmerkingen',
    'Nederland',
    '020 123 4567',
    '06 12345678',
  ],
  [
    'Nome;Sobrenome;Telefone;Celular;País;Empresa;CEP;Cidade;Rua;Observações',
    'Brasil',
    '(11) 2345-6789',
    '(11) 96123-4567',
  ],
  [
    'Förnamn;Efternamn;Telefon;Mobil;Land;Företag;Postnummer;Ort;Gatuadress;Anteckningar',
    'Sverige',
    '08-123 456 78',
    '070-123 45 67',
  ],
  [
    'Fornavn;Efternavn;Telefon;Mobilnr.;Land;Virksomhed;Postnr.;By;Vej;Bemærkninger',
    'Danmark',
    '32 12 34 56',
    '20 12 34 56',
  ],
  [
    'Fornavn;Etternavn;Tlf;Mobil;Land;Bedrift;Postnr;Poststed;Gateadresse;Merknader',
    'Norge',
    '22 12 34 56',
    '406 12 345',
  ],
  [
    'Imię;Nazwisko;Telefon;Komórka;Kraj;Nazwa firmy;Kod pocztowy;Miasto;Ulica;Uwagi',
    'Polska',
    '22 123 45 67',
    '512 345 678',
  ],
])('a lead under the headers %s', async (headers, country, phone, mobile) => {
  const row = ['Ana', 'Roe', phone, mobile, country, 'Acme', '10115', 'X', 'Y 1', 'call first'];
  const lead = await imported('lead', `${headers}\n${row.join(';')}\n`);
  expect(lead).toMatchObject({
    first_name: 'Ana',
    last_name: 'Roe',
    company: 'Acme',
    country,
    postal_code: '10115',
    city: 'X',
    street: 'Y 1',
    notes: 'call first',
    phone: expect.stringMatching(/^\+/),
    other_phones: [expect.stringMatching(/^\+/)],
  });
});

test('the name of a company is the account of a contact, and the name of an account', async () => {
  expect(await imported('contact', 'Vorname;Nachname;Firma\nAna;Roe;Acme\n')).toMatchObject({
    account: 'Acme',
  });
  expect(await imported('account', 'Unternehmen;Branche\nGlobex;Stahl\n')).toMatchObject({ name: 'Acme' });
  const { stdout } = await crm(['account', 'list', '--where', 'industry = Stahl', '--json'], { home });
  expect(JSON.parse(stdout)).toMatchObject([{ name: 'Globex' }]);
});

test('a deal', async () => {
  expect(
    await imported(
      'opp',
      'Bezeichnung;Kunde;Betrag (€);Phase;Abschlussdatum\nUpgrade;Acme;1.200,50;proposal;31.03.2027\n',
    ),
  ).toMatchObject({ name: 'Upgrade', account: 'Acme', stage: 'proposal', close_date: '2027-03-31' });
});

test.each([
  ['six languages', TRANSLATED_HEADERS],
  ['the north', NORTHERN_HEADERS],
  ['hand-made sheets', SHEET_HEADERS],
])('no word of %s stands twice for one field', (_, words) => {
  const pairs = words.flatMap(([field, headers, ...nouns]) =>
    headers.map((header) => `${field} ${nouns} ${headerKey(header)}`),
  );
  expect(pairs.filter((pair, at) => pairs.indexOf(pair) !== at)).toEqual([]);
});

test.each(['Geburtsdatum', 'Date de naissance', 'Fecha de nacimiento', 'Data di nascita', 'Geboortedatum'])(
  'the day of birth is under %s',
  async (header) => {
    const { birthdate } = await imported('contact', `Name;${header}\nEva Moe;1980-04-05\n`);
    expect(birthdate).toBe('1980-04-05');
  },
);

test.each(['Customer', 'Client name', 'Kunde'])('the account of a deal is under %s', async (header) => {
  expect((await imported('opp', `Deal;Amount;${header}\nBoat;5;Fjord Ltd\n`)).account).toBe('Fjord Ltd');
});

test.each([
  ['German', 'Verhandlung', 'Angebot', 'Gewonnen', 'Verloren'],
  ['French', 'Négociation', 'Devis', 'Gagnée', 'Perdu'],
  ['Spanish', 'Negociación', 'Propuesta', 'Cerrada ganada', 'Perdida'],
  ['Italian', 'In negoziazione', 'Proposta', 'Vinta', 'Persa'],
  ['Portuguese', 'Negociação', 'Proposta', 'Fechado ganho', 'Perdido'],
  ['Dutch', 'Onderhandeling', 'Offerte', 'Gewonnen', 'Verloren'],
])('stages in %s', async (_, ...stages) => {
  const lines = stages.map((stage, at) => `Deal ${at},Mill,${stage}`);
  const input = `${['name,account,stage', ...lines].join('\n')}\n`;
  await crm(['opp', 'import', '-', '--create', 'account'], { home, input });
  const { stdout } = await crm(['opp', 'list', '--sort', 'id', '--columns', 'stage', '--json'], { home });
  expect(JSON.parse(stdout).map(({ stage }: { stage: string }) => stage)).toEqual([
    'negotiation',
    'proposal',
    'won',
    'lost',
  ]);
});

test.each([
  [
    'Titolo;Azienda;Importo;Valuta;Fase;Data di chiusura\nRinnovo;Rossi;1.500,00;EUR;Negoziazione;31/03/2026',
    'Rinnovo',
    'Rossi',
  ],
  ['Nome do negócio;Empresa;Valor;Etapa\nObra;Casa;1.500,00 EUR;Negociação', 'Obra', 'Casa'],
  ["Nom de l'affaire;Client;Montant;Statut\nToit;Bois;1 500,00 €;Négociation", 'Toit', 'Bois'],
  ['Nombre del negocio;Cliente;Importe;Estado\nTecho;Sol;1.500,00 €;Negociación', 'Techo', 'Sol'],
  ['Verkaufschance;Kundenname;Wert;Phase\nDach;Holz;1.500,00 €;Verhandlung', 'Dach', 'Holz'],
])('deals under headers of other languages: %s', async (text, name, account) => {
  const { stderr, exitCode } = await crm(['opp', 'import', '-', '--create', 'account'], {
    home,
    input: `${text}\n`,
  });
  expect(stderr).not.toContain('no field');
  expect(exitCode).toBe(0);
  const { stdout } = await crm(['opp', 'list', '--json', '--columns', 'name,account,amount,currency,stage'], {
    home,
  });
  expect(JSON.parse(stdout)).toEqual([
    { name, account, amount: 1500, currency: 'EUR', stage: 'negotiation' },
  ]);
});

test('the names of groups of columns above the header are no header', async () => {
  const input = ',Contact,,Address,\nCompany,Name,Email,City,Notes\nAcme,Ann Lee,ann@acme.example,Rome,x\n';
  const { stderr } = await crm(['contact', 'import', '-', '--create', 'account'], { home, input });
  expect(stderr).toContain('skipped the title "Contact, Address"');
  const { stdout } = await crm(['contact', 'list', '--json', '--columns', 'name,account,city'], { home });
  expect(JSON.parse(stdout)).toEqual([{ name: 'Ann Lee', account: 'Acme', city: 'Rome' }]);
});
