import { beforeEach, expect, test } from 'vitest';
import { crm, makeHome } from '../support/program.ts';

let home: string;

beforeEach(() => {
  home = makeHome();
});

/** Imports a lead and gives it back. */
async function imported(file: string) {
  expect((await crm(['lead', 'import', '-'], { home, input: file })).exitCode).toBe(0);
  return JSON.parse((await crm(['lead', 'export', '--json'], { home })).stdout)[0];
}

test.each([
  ['Tel. privat', 'Handy-Nr.'],
  ['Telefon (geschäftlich)', 'Tel. mobil'],
  ['Tél. fixe', 'Portable pro'],
  ['Telephone bureau', 'Tel portable'],
  ['Teléfono (oficina)', 'Tel. movil'],
  ['Tel. ufficio', 'Cell.'],
  ['Telefoon (werk)', 'Mobiel privé'],
  ['Tel. comercial', 'Telemovel'],
])('numbers under %s and %s', async (first, second) => {
  expect(await imported(`Name;${first};${second}\nAna Roe;+442079461001;+442079461002\n`)).toMatchObject({
    phone: '+442079461001',
    other_phones: ['+442079461002'],
  });
});

test.each([
  ['Kein Interesse;heiß', 'Status;Bewertung', 'disqualified', 'hot'],
  ['A relancer;tiède', 'Statut;Température', 'attempting', 'warm'],
  ['Contactado;fría', 'Estado del lead;Interés', 'attempting', 'cold'],
  ['In trattativa;caldo', 'Stato lead;Valutazione', 'qualified', 'hot'],
  ['Geïnteresseerd;lauw', 'Status;Temperatuur', 'connected', 'warm'],
  ['Em espera;frio', 'Estado do lead;Classificação', 'nurturing', 'cold'],
])('%s under %s', async (cells, headers, status, rating) => {
  expect(await imported(`Name;${headers}\nAna Roe;${cells}\n`)).toMatchObject({ status, rating });
});

test.each([
  ['Erledigt?;Priorität', 'ja;hoch', 'nein;niedrig'],
  ['Fait;Priorité', 'oui;élevée', 'non;basse'],
  ['Hecho;Prioridad', 'sí;alta', 'no;baja'],
  ['Fatto;Priorità', 'sì;alta', 'no;bassa'],
  ['Gedaan?;Prioriteit', 'ja;hoog', 'nee;laag'],
  ['Concluído;Prioridade', 'sim;alta', 'não;baixa'],
])('tasks under %s', async (headers, done, open) => {
  const input = `Subject;${headers}\nOne;${done}\nTwo;${open}\n`;
  expect((await crm(['task', 'import', '-'], { home, input })).exitCode).toBe(0);
  const list = ['task', 'list', '--all', '--sort', 'id', '--json', '--columns', 'subject,status,priority'];
  expect(JSON.parse((await crm(list, { home })).stdout)).toEqual([
    { subject: 'One', status: 'done', priority: 'high' },
    { subject: 'Two', status: 'open', priority: 'low' },
  ]);
});

test('a dry run reads a number with the country of its row, as the import does', async () => {
  const input = 'Nom;Tél.;Pays\nJean Petit;06 12 34 56 78;France\nUdo Kern;+49 30 901820;Allemagne\n';
  const { stderr } = await crm(['lead', 'import', '-', '--dry-run'], { home, input });
  expect(stderr).toContain('06 12 34 56 78 → +33612345678');
});

test.each([
  ['Datum;Art;Notiz;Firma', 'Telefonat', 'call'],
  ['Date;Nature;Remarques;Client', 'RDV', 'meeting'],
  ['Fecha;Tipo;Notas;Empresa', 'Llamada', 'call'],
  ['Data;Tipo;Note;Cliente', 'Telefonata', 'call'],
  ['Datum;Soort;Opmerkingen;Bedrijf', 'Afspraak', 'meeting'],
  ['Data;Tipo de contato;Notas;Empresa', 'Ligação', 'call'],
])('an activity under %s', async (headers, word, type) => {
  const input = `${headers}\n13.03.2026;${word};call again;Acme\n`;
  const { exitCode, stderr } = await crm(['activity', 'import', '-', '--create', 'all'], { home, input });
  expect([exitCode, stderr]).toEqual([0, expect.not.stringContaining('no field')]);
  const { stdout } = await crm(['activity', 'list', '--json', '--columns', 'type,account,body'], { home });
  expect(JSON.parse(stdout)).toEqual([{ type, account: 'Acme', body: 'call again' }]);
});

test.each([
  'Devis envoyé',
  'Angebot verschickt',
  'Propuesta enviada',
  'Offerta inviata',
  'Offerte verstuurd',
])('the stage %s is the proposal', async (stage) => {
  const input = `Deal;Montant HT;Étape\nDach;1200;${stage}\n`;
  expect((await crm(['opp', 'import', '-'], { home, input })).exitCode).toBe(0);
  const { stdout } = await crm(['opp', 'list', '--json', '--columns', 'stage,amount'], { home });
  expect(JSON.parse(stdout)).toEqual([{ stage: 'proposal', amount: 1200 }]);
});

test('the position of a person is told by its own column, and by a Titel where there is none', async () => {
  expect(await imported('Name;Titel;Position\nAna Roe;Dr.;Einkauf\n')).toMatchObject({ title: 'Einkauf' });
  expect((await crm(['lead', 'import', '-'], { home, input: 'Name;Titel\nUdo Kern;Chef\n' })).exitCode).toBe(
    0,
  );
  const { stdout } = await crm(['lead', 'list', '--where', 'title = Chef', '--json', '--columns', 'name'], {
    home,
  });
  expect(JSON.parse(stdout)).toEqual([{ name: 'Udo Kern' }]);
});
