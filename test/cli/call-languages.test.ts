import { expect, test } from 'vitest';
import { crm, makeHome } from '../support/program.ts';

const PHONES = ['+14155550101', '+442079460102', '+493023125103'] as const;

/** A call list with an answered call out, a missed one in, and one to a busy line, in the words of a language. */
const FILES: Readonly<Record<string, readonly string[]>> = {
  German: [
    'Datum;Uhrzeit;Richtung;Telefonnummer;Gesprächszeit;Ergebnis;Bearbeiter;Bemerkung',
    '26.11.2026;15:00;abgehend;1;00:01:35;Erreicht;Uwe Kern;ruft zurück',
    '26.11.2026;15:10;ankommend;2;00:00:00;Verpasster Anruf;Uwe Kern;',
    '26.11.2026;15:20;abgehend;3;00:00:00;Besetzt;Uwe Kern;',
  ],
  French: [
    'Date;Heure;Sens;Téléphone;Temps de conversation;Résultat;Conseiller;Remarque',
    '26/11/2026;15:00;Sortant;1;00:01:35;Décroché;Uwe Kern;rappelle',
    '26/11/2026;15:10;Entrant;2;00:00:00;Appel manqué;Uwe Kern;',
    '26/11/2026;15:20;Sortant;3;00:00:00;Ligne occupée;Uwe Kern;',
  ],
  Spanish: [
    'Fecha y hora,Sentido,Teléfono,Tiempo de conversación,Estado,Usuario,Observaciones',
    '26/11/2026 15:00,Saliente,1,00:01:35,Atendida,Uwe Kern,llama luego',
    '26/11/2026 15:10,Entrante,2,00:00:00,No contestada,Uwe Kern,',
    '26/11/2026 15:20,Saliente,3,00:00:00,Ocupada,Uwe Kern,',
  ],
  Italian: [
    'Data;Ora;Verso;Numero di telefono;Durata conversazione;Stato;Utente;Osservazioni',
    '26/11/2026;15:00;In uscita;1;00:01:35;Risposto;Uwe Kern;richiama',
    '26/11/2026;15:10;In entrata;2;00:00:00;Senza risposta;Uwe Kern;',
    '26/11/2026;15:20;In uscita;3;00:00:00;Occupata;Uwe Kern;',
  ],
  Dutch: [
    'Datum en tijd;Richting;Telefoonnummer;Gespreksduur;Resultaat;Gebruiker;Opmerking',
    '26-11-2026 15:00;Uitgaand;1;00:01:35;Opgenomen;Uwe Kern;belt terug',
    '26-11-2026 15:10;Inkomend;2;00:00:00;Geen gehoor;Uwe Kern;',
    '26-11-2026 15:20;Uitgaand;3;00:00:00;In gesprek;Uwe Kern;',
  ],
  Portuguese: [
    'Data e hora;Sentido;Telefone;Tempo de conversa;Situação;Vendedor;Comentário',
    '26/11/2026 15:00;Saída;1;00:01:35;Respondida;Uwe Kern;liga depois',
    '26/11/2026 15:10;Entrada;2;00:00:00;Não atendida;Uwe Kern;',
    '26/11/2026 15:20;Saída;3;00:00:00;Ocupado;Uwe Kern;',
  ],
};

test.each(Object.entries(FILES))(
  'a call list in %s is read, and its agent becomes a user',
  async (_, lines) => {
    const home = makeHome();
    const env = { CRM_NOW: '2026-11-27T18:00:00Z', TZ: 'UTC' };
    const run = (args: readonly string[], input?: string) =>
      crm(args, { home, env, ...(input === undefined ? {} : { input }) });
    for (const [at, phone] of PHONES.entries())
      await run(['lead', 'add', `Lead ${at + 1}`, '--phone', phone]);
    const input = lines.map((line) =>
      line.replace(/([;,])([123])(?=[;,])/, (_, mark, n) => `${mark}${PHONES[n - 1]}`),
    );
    const { stderr } = await run(['call', 'import', '-', '--create', 'user'], `${input.join('\n')}\n`);
    expect(stderr).toContain('3 calls created, 0 updated, 0 unchanged, 0 rejected');
    expect(stderr).toContain('Created users: Uwe Kern\n');
    expect(stderr).not.toContain('no matching field');
    const columns = 'at,direction,outcome,duration,user,lead';
    const { stdout } = await run([
      'activity',
      'list',
      '--type',
      'call',
      '--sort',
      'at',
      '--csv',
      '--columns',
      columns,
    ]);
    expect(stdout.split('\n').slice(1, -1)).toEqual([
      '2026-11-26T15:00:00.000Z,out,connected,95,Uwe Kern,Lead 1',
      '2026-11-26T15:10:00.000Z,in,no-answer,0,Uwe Kern,Lead 2',
      '2026-11-26T15:20:00.000Z,out,busy,0,Uwe Kern,Lead 3',
    ]);
  },
);
