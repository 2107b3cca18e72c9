import { expect, test } from 'vitest';
import { crm, makeHome } from '../support/program.ts';

/** Imports a sheet; gives back its messages and its records. */
async function imported(noun: string, sheet: string, ...options: string[]) {
  const home = makeHome();
  const { stderr, exitCode } = await crm([noun, 'import', '-', ...options], { home, input: sheet });
  expect([exitCode, stderr]).toEqual([0, expect.not.stringMatching(/no field for|gives the field/)]);
  const { stdout } = await crm([noun, 'export', '--json', '--sort', 'id'], { home });
  return { stderr, records: JSON.parse(stdout) as Readonly<Record<string, unknown>>[] };
}

test.each([
  ['PLZ / Ort', '53111 Bonn', { postal_code: '53111', city: 'Bonn' }],
  ['PLZ/Ort', 'D-50667 Köln / Deutz', { postal_code: 'D-50667', city: 'Köln / Deutz' }],
  ['PLZ Ort', 'Köln', { postal_code: null, city: 'Köln' }],
  ['CP / Ville', '75001 Paris', { postal_code: '75001', city: 'Paris' }],
  ['CP y localidad', '28901 Getafe', { postal_code: '28901', city: 'Getafe' }],
  ['CAP, Città', '00100 Roma', { postal_code: '00100', city: 'Roma' }],
  ['Postcode en plaats', '1234 AB Den Haag', { postal_code: '1234 AB', city: 'Den Haag' }],
  ['Cidade - CEP', 'São Paulo - 01310-100', { postal_code: '01310-100', city: 'São Paulo' }],
  ['City / Postcode', 'London SW1A 1AA', { postal_code: 'SW1A 1AA', city: 'London' }],
  ['City, State, ZIP', 'Austin, TX 78701', { postal_code: '78701', city: 'Austin', region: 'TX' }],
  ['City State Zip', 'New York NY 10001-1234', { postal_code: '10001-1234', city: 'New York', region: 'NY' }],
  ['City, Country', 'Oslo, Norway', { city: 'Oslo', country: 'Norway' }],
])('a town with its code under "%s": %s', async (header, cell, parts) => {
  for (const noun of ['account', 'lead'])
    expect((await imported(noun, `Name;"${header}"\nAnn Poe;"${cell}"\n`)).records).toMatchObject([parts]);
});

test('a second address with its code in the cell of the town is kept whole', async () => {
  const { records } = await imported(
    'account',
    'Firma;Straße;PLZ/Ort;Rechnungsstraße;Rechnung PLZ/Ort\nAcme;Weg 1;53111 Bonn;Ring 2;50667 Köln\n',
  );
  expect(records).toMatchObject([
    { street: 'Weg 1', city: 'Bonn', postal_code: '53111', notes: 'Billing address: Ring 2, Köln, 50667' },
  ]);
});

test.each([
  ['account', 'razao_social,cnpj\nPadaria Silva,12.345.678/0001-90\n', 'cnpj: 12.345.678/0001-90'],
  ['account', 'Firma;USt-IdNr.;Notizen\nAcme;DE1;alt\n', 'alt\nUSt-IdNr.: DE1'],
  ['lead', 'Name,Budget,Expected\nAnn Poe,"5,000",Q1\n', 'Budget: 5,000\nExpected: Q1'],
])('what %ss have no field for is kept in the notes: %j', async (noun, sheet, notes) => {
  expect((await imported(noun, sheet)).records).toMatchObject([{ notes }]);
});

test('a field of its own takes such a column', async () => {
  const sheet = 'Name,Budget\nAnn Poe,5000\n';
  const { records } = await imported('lead', sheet, '--create-fields');
  expect(records).toMatchObject([{ budget: '5000', notes: null }]);
});

test('a company and its domain beside a person make one lead', async () => {
  const { records } = await imported(
    'lead',
    'First Name,Last Name,Email,Company Name,Company Domain Name\nAnn,Poe,ann@x.example,Acme,acme.example\n',
  );
  expect(records).toMatchObject([
    { name: 'Ann Poe', email: 'ann@x.example', company: 'Acme', website: 'acme.example' },
  ]);
});

test('"Estado" says how things stand where another column is the region', async () => {
  const sheet = (state: string) => `Nombre;Apellidos;Estado;Provincia\nAna;Roe;${state};Madrid\n`;
  expect((await imported('lead', sheet('Contactado'))).records).toMatchObject([
    { status: 'attempting', region: 'Madrid' },
  ]);
  expect((await imported('contact', sheet('Contactado'))).records).toMatchObject([
    { region: 'Madrid', notes: 'Estado: Contactado' },
  ]);
  expect((await imported('lead', 'Nombre;Apellidos;Estado\nAna;Roe;Jalisco\n')).records).toMatchObject([
    { status: 'new', region: 'Jalisco' },
  ]);
});

test('a task is urgent or important', async () => {
  const rows = ['A,Yes,No', 'B,No,x', 'C,No,No', 'D,yes,yes', 'E,,low'];
  const { records } = await imported('task', `Task,Urgent?,Important?\n${rows.join('\n')}\n`);
  expect(records.map(({ priority }) => priority)).toEqual(['high', 'high', 'normal', 'high', 'low']);
});

test.each(['Aufgabe;Fällig am', 'Tâche;Échéance', 'Tarea;Fecha de vencimiento', 'Attività;Scadenza'])(
  'days are read in the order of the language of the headers: %s',
  async (headers) => {
    const { records, stderr } = await imported('task', `${headers}\nOne;03/04/2026\n`);
    expect(records).toMatchObject([{ due_date: '2026-04-03' }]);
    expect(stderr).toContain('"03/04/2026" and the like are read with the day first, as the language of');
  },
);

test('a cell that shows the order goes before the language, and English headers show none', async () => {
  const { records } = await imported('task', 'Aufgabe;Fällig am\nOne;03/04/2026\nTwo;03/24/2026\n');
  expect(records).toMatchObject([{ due_date: '2026-03-04' }, { due_date: '2026-03-24' }]);
  const english = await crm(['task', 'import', '-'], {
    home: makeHome(),
    input: 'Task;Due\nOne;03/04/2026\n',
  });
  expect([english.exitCode, english.stderr]).toEqual([2, expect.stringContaining('is ambiguous')]);
});

test('the day since when a deal is worked on', async () => {
  const { records } = await imported('opp', 'Deal,Stage,engage_date\nBig,Proposal,2016-10-20\n');
  expect(records[0]?.created_at).toMatch(/^2016-10-20/);
});

test('a name with a salutation is that of the same person without one', async () => {
  const sheet =
    'Name,Email\nDr. Ann Roe,ann@roe.test\nAnn Roe,ann@roe.test\nHerr Max Muster,max@muster.test\n';
  for (const noun of ['lead', 'contact'])
    expect((await imported(noun, sheet)).records).toMatchObject([
      { first_name: 'Ann', last_name: 'Roe', salutation: 'Dr' },
      { first_name: 'Max', last_name: 'Muster', salutation: 'Herr' },
    ]);
});
