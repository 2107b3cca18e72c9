/** Headers for the name of a company, which is a field of its own, a relation, or the name of the record. */
const COMPANY = [
  ...['firma', 'firmenname', 'unternehmen', 'société', 'entreprise', 'raison sociale', 'empresa', 'compañía'],
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
] as const;

/**
 * Headers in German, French, Spanish, Italian, Dutch and Portuguese by the field that they name, as address books,
 * spreadsheets and other programs write them. A word that can mean two fields stands at the likelier one first: of a noun
 * without that field it names the next.
 */
export const TRANSLATED_HEADERS: readonly (readonly [field: string, headers: readonly string[]])[] = [
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
  [
    'name',
    [
      ...[
        'vollständiger name',
        'kontakt',
        'ansprechpartner',
        'nom complet',
        'nombre completo',
        'nome completo',
      ],
      ...['nome e cognome', 'naam', 'volledige naam', 'nom', 'nombre', 'nome', 'bezeichnung'],
    ],
  ],
  ['company', COMPANY],
  ['account', COMPANY],
  ['name', COMPANY],
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
  [
    'phone',
    [
      ...[
        'telefon',
        'telefonnummer',
        'rufnummer',
        'tel',
        'tel.',
        'téléphone',
        'telephone',
        'numéro de téléphone',
      ],
      ...['teléfono', 'telefono', 'número de teléfono', 'telefoon', 'telefoonnummer', 'telefone', 'festnetz'],
      ...['telefon geschäftlich', 'telefono fisso', 'téléphone fixe'],
    ],
  ],
  [
    'phone',
    [
      ...[
        'mobil',
        'handy',
        'mobiltelefon',
        'mobilnummer',
        'portable',
        'téléphone portable',
        'tél. portable',
        'móvil',
      ],
      ...['movil', 'celular', 'cellulare', 'mobiel', 'mobiele telefoon', 'telemóvel'],
    ],
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
    ['bundesland', 'kanton', 'région', 'département', 'provincia', 'regione', 'provincie', 'distrito'],
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
    ],
  ],
  [
    'notes',
    [
      ...[
        'notiz',
        'notizen',
        'bemerkung',
        'bemerkungen',
        'anmerkung',
        'kommentar',
        'beschreibung',
        'remarque',
        'remarques',
      ],
      ...[
        'commentaire',
        'notas',
        'observaciones',
        'comentarios',
        'note',
        'osservazioni',
        'notities',
        'opmerkingen',
        'observações',
      ],
    ],
  ],
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
    ['betrag', 'summe', 'auftragswert', 'montant', 'importe', 'monto', 'importo', 'bedrag', 'valor'],
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
    ],
  ],
  ['stage', ['phase', 'vertriebsphase', 'étape', 'etapa', 'fase']],
  ['subject', ['betreff', 'objet', 'sujet', 'asunto', 'oggetto', 'onderwerp', 'assunto']],
  [
    'due_date',
    ['fällig', 'fällig am', 'fälligkeit', 'échéance', 'vencimiento', 'scadenza', 'vervaldatum', 'vencimento'],
  ],
  ['priority', ['priorität', 'priorité', 'prioridad', 'priorità', 'prioriteit', 'prioridade']],
  ['at', ['datum', 'date', 'fecha', 'data']],
];
