import { type HeaderWords, words } from './header-words.ts';
import { PHONE_HEADERS } from './phone-headers.ts';

/** Headers for the name of a company, which is a field of its own, a relation, or the name of the record. */
const COMPANY = [
  ...['firma', 'firmenname', 'unternehmen', 'société', 'entreprise', 'raison sociale', 'empresa', 'compañía'],
  ...['razão social', 'nome fantasia', 'nombre comercial'],
  ...[
    'razón social',
    'azienda',
    'società',
    'ditta',
    'ragione sociale',
    'bedrijf',
    'bedrijfsnaam',
    'companhia',
    'kunde',
  ],
  ...[
    'kundenname',
    'organisation',
    'client',
    'nom du client',
    'nom de la société',
    "nom de l'entreprise",
    'compte',
  ],
  ...['cliente', 'nombre de la empresa', 'nombre del cliente', 'organización', 'cuenta', 'nome azienda'],
  ...[
    'nome cliente',
    'nome del cliente',
    'organizzazione',
    'klant',
    'klantnaam',
    'organisatie',
    'nome da empresa',
  ],
  ...['nome do cliente', 'organização', 'conta'],
] as const;

/** Headers for the person whom one talks to. */
const PERSON = words(
  `kontakt, ansprechpartner, ansprechperson, kontaktperson, contactpersoon, persona de contacto, persona di contatto,
  referente, pessoa de contato, interlocuteur`,
);

/** Headers for what somebody wrote. */
const NOTES = words(
  `notiz, notizen, bemerkung, bemerkungen, anmerkung, kommentar, beschreibung, remarque, remarques, commentaire, commentaires, notas, nota, comentario, commento, commenti, opmerking, observação, anmerkungen, kommentare, descripción, descrizione, descrição, beschrijving, omschrijving, observaciones, comentarios, note, osservazioni, notities, opmerkingen, observações`,
);

/** Headers for the title of something, which is what a deal or a task is called. */
const TITLE = ['titel', 'titre', 'título', 'titolo'] as const;

/** Headers for a deal: its name, or the deal that something is about. */
const DEAL = [
  ...[
    'geschäft',
    'geschäftsname',
    'verkaufschance',
    'chance',
    'opportunität',
    'auftrag',
    'affaire',
    'opportunité',
  ],
  ...[
    "nom de l'affaire",
    "nom de l'opportunité",
    'transaction',
    'nom de la transaction',
    'negocio',
    'oportunidad',
  ],
  ...[
    'nombre del negocio',
    'nombre de la oportunidad',
    'opportunità',
    'trattativa',
    'affare',
    'nome trattativa',
  ],
  ...["nome dell'opportunità", 'dealnaam', 'naam deal', 'kans', 'verkoopkans', 'negócio', 'nome do negócio'],
  ...['oportunidade', 'nome da oportunidade'],
] as const;

/**
 * Headers in German, French, Spanish, Italian, Dutch and Portuguese by the field that they name, as address books,
 * spreadsheets and other programs write them. A word that can mean two fields stands at the likelier one first: of a noun
 * without that field it names the next.
 */
export const TRANSLATED_HEADERS: HeaderWords = [
  [
    'first_name',
    [
      'vorname',
      'prénom',
      'prenom',
      'nombre',
      'nombre de pila',
      'nome',
      'voornaam',
      'primeiro nome',
      'nome próprio',
    ],
  ],
  [
    'last_name',
    [
      ...['nachname', 'familienname', 'zuname', 'nom', 'nom de famille', 'apellido', 'apellidos', 'cognome'],
      ...['achternaam', 'sobrenome', 'apelido', 'último nome'],
    ],
  ],
  ['contact', PERSON],
  ['name', PERSON, 'lead', 'contact'],
  [
    'name',
    [
      ...['vollständiger name', 'nom complet', 'nombre completo', 'nome completo'],
      ...['nome e cognome', 'naam', 'volledige naam', 'nom', 'nombre', 'nome', 'bezeichnung'],
    ],
  ],
  ['company', COMPANY],
  ['account', COMPANY],
  ['name', COMPANY],
  ['title', TITLE],
  ['subject', TITLE],
  ['name', [...TITLE, ...DEAL]],
  ['opp', DEAL],
  [
    'title',
    [
      ...[
        'position',
        'funktion',
        'berufsbezeichnung',
        'fonction',
        'poste',
        'cargo',
        'puesto',
        'qualifica',
        'ruolo',
      ],
      ...['mansione', 'functie', 'função'],
    ],
  ],
  [
    'email',
    [
      ...[
        'e-mail-adresse',

        'mail',

        'courriel',
        'adresse e-mail',
        'adresse mail',
      ],
      ...[
        'correo',
        'correo electrónico',
        'correo electronico',
        'indirizzo e-mail',

        'posta elettronica',
      ],
      ...['e-mailadres', 'endereço de e-mail', 'correio eletrônico'],
    ],
  ],
  ['phone', PHONE_HEADERS],
  ['email', words('e-mail priv., e-mail privat, e-mail gesch., e-mail geschäftl., e-mail dienstl.')],
  ['region', words('uf')],
  ['industry', words('segmento'), 'account', 'lead'],
  ['owner', words('nome proprietario, nome do proprietário, nome del propietario, nombre del propietario')],
  [
    'website',
    words('web, internet, internetadresse, website url, url du site, dirección web, indirizzo web, webadres'),
  ],
  [
    'street',
    words(`straße + nr., straße + nr, strasse + nr., straße/nr., straße & nr., straße und hausnummer, straße u. hausnr., straße/hausnr., straße & hausnummer, straße hausnummer, strasse und nr.,
      rue et numéro, n° et rue, adresse postale, calle y número, domicilio, via e numero, indirizzo via,
      straat en huisnummer, straat + nr., rua e número, endereço completo`),
  ],
  [
    'amount',
    words(`betrag netto, nettobetrag, betrag brutto, auftragswert netto, angebotssumme, umsatzpotenzial, volumen, montant
      ht, montant ttc, montant estimé, valeur estimée, budget, importe neto, importe total, valor estimado, presupuesto,
      importo netto, importo totale, valore stimato, preventivo, bedrag excl. btw, geschatte waarde, valor líquido, valor
      total`),
    'opp',
  ],
  [
    'type',
    words(`typ, art, kontaktart, aktivitätsart, type d'activité, type de contact, nature, tipo, tipo de actividad, tipo de
      contacto, tipo attività, tipo di contatto, soort, type activiteit, tipo de atividade, tipo de contato`),
    'activity',
  ],
  ['outcome', words('ergebnis, résultat, resultado, esito, risultato, resultaat, uitkomst'), 'activity'],
  [
    'contact',
    words('contatto, contacto, contato, kontakt mit, gesprächspartner, avec, con, contact met'),
    'activity',
    'task',
    'meeting',
    'opp',
  ],
  [
    'website',
    [
      'webseite',
      'internetseite',
      'homepage',
      'site web',
      'site internet',
      'sitio web',
      'página web',
      'sito web',
      'sito',
      'site',
    ],
  ],
  [
    'street',
    [
      'strasse',
      'straße',
      'anschrift',
      'rue',
      'adresse',
      'calle',
      'dirección',
      'direccion',
      'via',
      'indirizzo',
      'straat',
      'adres',
      'rua',
      'endereço',
    ],
  ],
  [
    'city',
    [
      'ort',
      'stadt',
      'wohnort',
      'ville',
      'ciudad',
      'población',
      'città',
      'citta',
      'comune',
      'plaats',
      'stad',
      'cidade',
    ],
  ],
  [
    'region',
    [
      'bundesland',
      'kanton',
      'région',
      'département',
      'provincia',
      'regione',
      'provincie',
      'distrito',
      'estado',
    ],
  ],
  [
    'postal_code',
    ['plz', 'postleitzahl', 'code postal', 'cp', 'código postal', 'codigo postal', 'cap', 'postcode', 'cep'],
  ],
  ['country', ['land', 'pays', 'país', 'pais', 'paese', 'nazione']],
  [
    'industry',
    ['branche', 'secteur', "secteur d'activité", 'sector', 'settore', 'bedrijfstak', 'setor', 'ramo'],
  ],
  [
    'employees',
    [
      'mitarbeiter',
      'mitarbeiterzahl',
      'anzahl mitarbeiter',
      'effectif',
      'empleados',
      'nº empleados',
      'nº de empleados',
      'número de empleados',
      'dipendenti',
      'medewerkers',
      'funcionários',
    ],
  ],
  ['source', ['quelle', 'herkunft', 'origine', 'origen', 'fuente', 'fonte', 'bron', 'origem']],
  [
    'owner',
    [
      'besitzer',
      'zuständig',
      'verantwortlich',
      'propriétaire',
      'responsable',
      'propietario',
      'responsabile',
      'eigenaar',
      'responsável',
      ...['betreuer', 'vertriebsmitarbeiter', 'commercial', 'vendedor', 'comercial', 'venditore', 'verkoper'],
    ],
  ],
  ['notes', NOTES],
  ['body', NOTES],
  [
    'birthdate',
    [
      ...['geburtstag', 'geburtsdatum', 'date de naissance', 'anniversaire', 'fecha de nacimiento'],
      ...['cumpleaños', 'data di nascita', 'compleanno', 'geboortedatum', 'verjaardag'],
      ...['data de nascimento', 'aniversário'],
    ],
  ],
  ['salutation', ['civilité', 'tratamiento', 'titolo di cortesia', 'aanhef', 'tratamento']],
  ['language', ['langue', 'idioma', 'lingua', 'taal']],
  [
    'revenue',
    [
      ...['umsatz', 'jahresumsatz', "chiffre d'affaires", 'facturación', 'fatturato', 'omzet', 'jaaromzet'],
      ...['faturamento', 'volume de negócios'],
    ],
  ],
  ['tags', ['schlagwörter', 'schlagworte', 'étiquettes', 'etiquetas', 'etichette', 'labels']],
  [
    'amount',
    [
      ...[
        'betrag',
        'summe',
        'auftragswert',
        'wert',
        'auftragssumme',
        'montant',
        'valeur',
        'importe',
        'monto',
      ],
      ...['importo', 'valore', 'bedrag', 'waarde', 'valor', 'quantia'],
    ],
  ],
  [
    'close_date',
    [
      'abschlussdatum',
      'abschluss',
      'date de clôture',
      'fecha de cierre',
      'data di chiusura',
      'sluitingsdatum',
      'data de fechamento',
      ...[
        'voraussichtlicher abschluss',
        'geplanter abschluss',
        'date de clôture prévue',
        'fecha de cierre prevista',
      ],
      ...[
        'data chiusura',
        'data di chiusura prevista',
        'verwachte sluitingsdatum',
        'data prevista de fechamento',
      ],
    ],
  ],
  ['status', ['statut', 'stato', 'situação']],
  [
    'status',
    words(`lead-status, status lead, bearbeitungsstand, bearbeitungsstatus, stand, statut du lead, statut
      prospect, statut du prospect, avancement, estado del lead, estado lead, estado del contacto, stato lead, stato
      del lead, stato contatto, avanzamento, status van lead, voortgang, status do lead, estado do lead`),
    'lead',
  ],
  [
    'status',
    words(`erledigt, fertig, abgeschlossen, estado, fait, terminé, hecho, completado, completada, terminado, fatto,
      completato, completata, gedaan, klaar, afgerond, voltooid, feito, concluído, concluída`),
    'task',
  ],
  [
    'rating',
    words(`bewertung, einstufung, interesse, température, intérêt, niveau d'intérêt, temperatura, interés, nivel de
      interés, valoración, livello di interesse, valutazione, temperatuur, interessegraad, nível de interesse,
      classificação`),
  ],
  [
    'next_attempt_at',
    words(`wiedervorlage, nächster kontakt, nächster anruf, rückruf, rückruf am, nachfassen am, nächste kontaktaufnahme,
      prochain contact, prochain appel, rappel, à rappeler, à rappeler le, relance, date de relance, prochaine relance,
      próximo contacto, próxima llamada, llamar el, fecha de seguimiento, seguimiento, prossimo contatto, prossima
      chiamata, da richiamare, richiamare il, data ricontatto, volgend contact, volgende afspraak, terugbellen,
      terugbellen op, opvolgen op, próximo contato, próxima ligação, retornar em, data de retorno`),
  ],
  [
    'last_attempt_at',
    words(`letzter kontakt, letzter anruf, zuletzt kontaktiert, zuletzt angerufen, dernier contact, dernier appel,
      contacté le, último contacto, última llamada, contactado el, ultimo contatto, ultima chiamata, contattato il,
      laatste contact, laatst gebeld, último contato, última ligação`),
  ],
  [
    'stage',
    ['phase', 'vertriebsphase', 'étape', 'etapa', 'fase', 'statut', 'stato', 'situação', 'estado', 'stadium'],
  ],
  ['probability', ['kans', 'waarschijnlijkheid', 'probabilidade', 'chance']],
  [
    'next_step',
    [
      'nächster schritt',
      'prochaine étape',
      'próximo paso',
      'prossimo passo',
      'volgende stap',
      'próximo passo',
    ],
  ],
  [
    'lost_reason',
    [
      'verlustgrund',
      'motif de perte',
      'motivo de pérdida',
      'motivo della perdita',
      'reden verlies',
      'motivo da perda',
    ],
  ],
  [
    'created_at',
    [
      ...['erstellt am', 'angelegt am', 'erstellungsdatum', 'créé le', 'date de création', 'creado el'],
      ...[
        'fecha de creación',
        'creato il',
        'data creazione',
        'data di creazione',
        'aangemaakt op',
        'criado em',
      ],
      ...['data de criação', 'data criação'],
    ],
  ],
  ['quantity', ['menge', 'anzahl', 'quantité', 'cantidad', 'quantità', 'aantal', 'quantidade']],
  ['price', ['preis', 'prix', 'precio', 'prezzo', 'prijs', 'preço']],
  ['department', ['abteilung', 'departamento', 'reparto', 'afdeling']],
  [
    'subject',
    [
      ...['betreff', 'objet', 'sujet', 'asunto', 'oggetto', 'onderwerp', 'assunto'],
      ...['aufgabe', 'tâche', 'tarea', 'attività', 'taak', 'tarefa'],
    ],
  ],
  [
    'due_date',
    words(`fällig, fällig am, fälligkeit, fälligkeitsdatum, fällig bis, bis wann, zu erledigen bis, échéance, date
      d'échéance, date limite, à faire pour le, vencimiento, vence, vence el, fecha de vencimiento, fecha límite, scadenza, data di
      scadenza, data scadenza, vervaldatum, uiterste datum, vencimento, data de vencimento, prazo, data limite`),
  ],
  ['priority', ['priorität', 'priorité', 'prioridad', 'priorità', 'prioriteit', 'prioridade']],
  ['at', ['datum', 'date', 'fecha', 'data']],
];
