import type { Layout } from './preset.ts';

/** The headers of Outlook in English, and in German, French, Spanish, Italian, Dutch and Portuguese; `,,` parts spellings. */
const HEADERS = `
Title|Anrede|Civilité|Tratamiento,,Title|Titolo|Titel|Título
First Name|Vorname|Prénom|Nombre|Nome|Voornaam|Nome
Middle Name|Weitere Vornamen,,Zweiter Vorname|Deuxième prénom|Segundo nombre|Secondo nome|Middelste naam|Segundo nome
Last Name|Nachname|Nom|Apellidos|Cognome|Achternaam|Sobrenome
Suffix|Suffix,,Namenszusatz|Suffixe|Sufijo|Titolo straniero,,Suffisso|Achtervoegsel|Sufixo
Company|Firma|Société|Organización,,Compañía,,Empresa|Società|Bedrijf|Empresa
Department|Abteilung|Service|Departamento|Reparto|Afdeling|Departamento
Job Title|Position|Titre,,Titre professionnel,,Fonction|Puesto|Posizione|Functie|Cargo
Business Street|Straße geschäftlich|Rue (bureau)|Calle del trabajo|Via (uff.)|Werkadres, straat|Rua do endereço comercial
Business Street 2|Straße geschäftlich 2|Rue (bureau) 2|Calle del trabajo 2|Via (uff.) 2|Werkadres 2, straat|Rua do endereço comercial 2
Business Street 3|Straße geschäftlich 3|Rue (bureau) 3|Calle del trabajo 3|Via (uff.) 3|Werkadres 3, straat|Rua do endereço comercial 3
Business City|Ort geschäftlich|Ville (bureau)|Ciudad de trabajo|Città (uff.)|Werkadres, plaats|Cidade do endereço comercial
Business State|Region geschäftlich,,Bundesland/Kanton geschäftlich|Dép/Région (bureau)|Provincia o estado de trabajo|Provincia (uff.)|Werkadres, provincie|Estado do endereço comercial
Business Postal Code|Postleitzahl geschäftlich|Code postal (bureau)|Código postal del trabajo|CAP (uff.)|Werkadres, postcode|CEP do endereço comercial
Business Country/Region|Land/Region geschäftlich|Pays/Région (bureau)|País o región del trabajo|Paese/area geografica (uff.)|Werkadres, land/regio|País/Região do endereço comercial
Home Street|Straße privat|Rue (domicile)|Calle del domicilio,,Home Street|Via (ab.)|Huisadres, straat|Rua do endereço residencial
Home Street 2|Straße privat 2|Rue (domicile) 2|Calle del domicilio 2,,Home Street 2|Via (ab.) 2|Huisadres 2, straat|Rua do endereço residencial 2
Home Street 3|Straße privat 3|Rue (domicile) 3|Calle del domicilio 3,,Home Street 3|Via (ab.) 3|Huisadres 3, straat|Rua do endereço residencial 3
Home City|Ort privat|Ville (domicile)|Ciudad del domicilio,,Home City|Città (ab.)|Huisadres, plaats|Cidade do endereço residencial
Home State|Bundesland/Kanton privat|Dép/Région (domicile)|Provincia o estado del domicilio|Provincia (ab.)|Huisadres, provincie|Estado do endereço residencial
Home Postal Code|Postleitzahl privat|Code postal (domicile)|Código postal del domicilio|CAP (ab.)|Huisadres, postcode|CEP do endereço residencial
Home Country/Region|Land/Region privat|Pays/Région (domicile)|País o región del domicilio|Paese/area geografica (ab.)|Huisadres, land/regio|País/Região do endereço residencial
Other Street|Weitere Straße|Rue (autre)|Otra calle|Altra via|Ander adres, straat|Outra rua
Other Street 2|Weitere Straße 2|Rue (autre) 2|Otra calle 2|Altra via 2|Ander adres 2, straat|Outra rua 2
Other Street 3|Weitere Straße 3|Rue (autre) 3|Otra calle 3|Altra via 3|Ander adres 3, straat|Outra rua 3
Other City|Weiterer Ort|Ville (autre)|Otra ciudad|Altra città|Ander adres, plaats|Outra cidade
Other State|Weiteres/r Bundesland/Kanton|Dép/Région (autre)|Otra provincia o estado|Altra provincia|Ander adres, provincie|Outro estado
Other Postal Code|Weitere Postleitzahl|Code postal (autre)|Otro código postal|Altro CAP|Ander adres, postcode|Outro CEP
Other Country/Region|Weiteres/e Land/Region|Pays/Région (autre)|Otro país o región|Altro paese/area geografica|Ander adres, land/regio|Outro país/região
Assistant's Phone|Telefon Assistent|Téléphone de l'assistant(e)|Teléfono del ayudante|Telefono assistente|Telefoon assistent|Telefone do assistente
Business Fax|Fax geschäftlich|Télécopie (bureau)|Fax del trabajo|Fax (uff.)|Fax op werk|Fax comercial
Business Phone|Telefon geschäftlich|Téléphone (bureau)|Teléfono del trabajo|Ufficio|Telefoon op werk|Telefone comercial
Business Phone 2|Telefon geschäftlich 2|Téléphone 2 (bureau)|Teléfono del trabajo 2|Ufficio 2|Telefoon op werk 2|Telefone comercial 2
Car Phone|Autotelefon|Téléphone (voiture)|Teléfono del automóvil,,Car Phone|Telefono auto|Autotelefoon|Telefone do carro
Company Main Phone|Telefon Firma|Téléphone société|Número de centralita de la organización|Telefono principale società|Hoofdtelefoon bedrijf|Telefone principal da empresa
Home Fax|Fax privat|Télécopie (domicile)|Fax del domicilio|Fax (ab.)|Fax thuis|Fax residencial
Home Phone|Telefon (privat),,Telefon privat|Téléphone (domicile)|Particular,,Teléfono particular|Abitazione|Telefoon thuis|Telefone residencial
Home Phone 2|Telefon (privat 2),,Telefon privat 2|Téléphone 2 (domicile)|Particular 2|Abitazione 2|Telefoon thuis 2|Telefone residencial 2
Mobile Phone|Mobiltelefon,,Mobiltelefon 2|Tél. mobile|Teléfono móvil|Cellulare|Mobiele telefoon|Telefone celular,,Celular
Other Fax|Weiteres Fax|Télécopie (autre)|Otro fax|Altro fax|Andere fax|Outro fax
Other Phone|Weiteres Telefon|Téléphone (autre)|Otro teléfono|Altro telefono|Andere telefoon|Outro telefone
Pager|Pager|Récepteur de radiomessagerie|Localizador|Cercapersone|Semafoon,,Pager|Pager
Primary Phone|Haupttelefon|Téléphone principal|Teléfono principal|Telefono principale|Hoofdtelefoon|Telefone principal
E-mail Address|E-Mail-Adresse|Adresse de messagerie|Dirección de correo electrónico|Indirizzo posta elettronica|E-mailadres|Endereço de email,,Endereço de e-mail
E-mail 2 Address|E-Mail 2: Adresse|Adresse de messagerie 2|Dirección de correo electrónico 2|Indirizzo posta elettronica 2|E-mailadres 2|Endereço de email 2,,Endereço de e-mail 2
E-mail 3 Address|E-Mail 3: Adresse|Adresse de messagerie 3|Dirección de correo electrónico 3,,Dirección del correo electrónico 3|Indirizzo posta elettronica 3|E-mailadres 3|Endereço de email 3,,Endereço de e-mail 3
E-mail Type|E-Mail-Typ|Type de messagerie|Tipo de correo electrónico,,E-mail Type|Tipo posta elettronica|Type e-mail|Tipo de email
E-mail 2 Type|E-Mail 2: Typ|Type de messagerie 2|Tipo de correo electrónico 2|Tipo posta elettronica 2|Type e-mail 2|Tipo de email 2
E-mail 3 Type|E-Mail 3: Typ|Type de messagerie 3|Tipo de correo electrónico 3|Tipo posta elettronica 3|Type e-mail 3|Tipo de email 3
E-mail Display Name|E-Mail: Angezeigter Name|Nom complet de l'adresse de messagerie|Nombre de pantalla de correo electrónico|Nome visualizzato posta elettronica|Weergavenaam voor e-mail|Nome para exibição do email
E-mail 2 Display Name|E-Mail 2: Angezeigter Name|Nom complet de l'adresse de messagerie 2|Nombre de pantalla de correo electrónico 2|Nome visualizzato posta elettronica 2|Weergavenaam voor e-mail 2|Nome para exibição do email 2
E-mail 3 Display Name|E-Mail 3: Angezeigter Name|Nom complet de l'adresse de messagerie 3|Nombre de pantalla de correo electrónico 3|Nome visualizzato posta elettronica 3|Weergavenaam voor e-mail 3|Nome para exibição do email 3
Birthday|Geburtstag|Anniversaire|Cumpleaños|Compleanno|Verjaardag|Aniversário
Anniversary|Jahrestag|Anniversaire de mariage ou fête|Aniversario|Anniversario|Speciale datum|Aniversário de casamento
Gender|Geschlecht|Sexe|Sexo|Sesso|Geslacht|Sexo
Hobby|Hobby|Passe-temps|Afición|Hobby|Hobby|Hobby
Initials|Initialen|Initiales|Iniciales|Iniziali|Initialen|Iniciais
Internet Free Busy|Internet Frei/Gebucht|Disponibilité Internet|Internet Free Busy|Disponibilità Internet|Internet-beschikbaarheidsinfo|Disponibilidade na Internet
Categories|Kategorien|Catégories|Categorías|Categorie|Categorieën|Categorias
Children|Kinder|Enfants|Hijos|Figli|Kinderen|Filhos
Account|Konto|Compte|Cuenta,,Account|Account|Account|Conta
Notes|Notizen|Notes|Notas,,Notes|Note,,Notes|Notities|Anotações,,Notas
Spouse|Partner/in,,Partner|Conjoint(e)|Cónyuge|Nome coniuge/partner|Partner|Cônjuge
Assistant's Name|Assistent(in),,Name Assistent|Nom de l'assistant(e)|Nombre del ayudante|Nome assistente|Naam assistent|Nome do assistente
Manager's Name|Name des/der Vorgesetzten|Responsable|Nombre del director|Nome manager|Naam manager|Nome do gerente
Billing Information|Abrechnungsinformation|Informations facturation|Información de facturación|Dati fatturazione|Factuurinformatie|Informações para cobrança
User 1|Benutzer 1|Utilisateur 1|Usuario 1|Utente 1|Gebruiker 1|Usuário 1
User 2|Benutzer 2|Utilisateur 2|Usuario 2|Utente 2|Gebruiker 2|Usuário 2
User 3|Benutzer 3|Utilisateur 3|Usuario 3|Utente 3|Gebruiker 3|Usuário 3
User 4|Benutzer 4|Utilisateur 4|Usuario 4|Utente 4|Gebruiker 4|Usuário 4
Profession|Beruf|Profession|Profesión|Professione|Beroep|Profissão
Office Location|Büro|Bureau|Ubicación de la oficina,,Office Location|Ubicazione ufficio|Kantoorlocatie|Local do escritório
Location|Ort|Emplacement|Ubicación|Luogo|Locatie|Local
Referred By|Empfohlen von|Recommandé par|Recomendado por|Presentato da|Verwezen door|Indicado por
Mileage|Reisekilometer|Kilométrage|Kilometraje|Indennità trasferta|Reisafstand|Quilometragem
Keywords|Stichwörter|Mots clés|Palabras clave|Parole chiave|Trefwoorden|Palavras-chave
Organizational ID Number|Organisations-Nr.|Numéro d'identification de l'organisation|Número de identificación de la organización|Numero ID organizzativo|Id-nummer organisatie|Número de identificação da organização
Government ID Number|Regierungs-Nr.|Code gouvernement|Número de identificación oficial|Cod. Fisc./P. IVA|Sofi-nummer|Número de identificação
Priority|Priorität|Priorité|Prioridad|Priorità|Prioriteit|Prioridade
Private|Privat|Privé|Privado|Privato|Privé|Privado
Sensitivity|Vertraulichkeit|Critère de diffusion|Confidencialidad|Riservatezza|Gevoeligheid|Confidencialidade
Directory Server|Verzeichnisserver|Serveur d'annuaire|Servidor de directorio|Server di directory|Adreslijstserver|Servidor de diretório
Web Page|Webseite|Page Web|Página web|Pagina Web|Webpagina|Página da Web
`;

/** What tells that a file is of Outlook: an address with a second one, or with what only it calls so. */
const TELLING = [
  'E-mail 2 Address',
  'Business Street',
  'Business Phone',
  'Business City',
  'E-mail Display Name',
];

/** The layout of Outlook in each of the other languages: their headers mean what the English ones do. */
export function inOtherLanguages(english: Layout): readonly Layout[] {
  const rows = HEADERS.trim()
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.split(',,')));
  const [first = []] = rows;
  return first.slice(1).map((_, language) => {
    const named = new Map(rows.map((cells) => [cells[0]?.[0] ?? '', cells[language + 1] ?? []]));
    const translated = <T>(of: Readonly<Record<string, T>>): Record<string, T> =>
      Object.fromEntries(
        Object.entries(of).flatMap(([header, value]) =>
          (named.get(header) ?? []).map((theirs) => [theirs, value]),
        ),
      );
    const signatures = (named.get('E-mail Address') ?? []).flatMap((address) =>
      TELLING.flatMap((header) => (named.get(header) ?? []).map((theirs) => [address, theirs])),
    );
    return {
      ...english,
      signatures,
      columns: translated(english.columns),
      continued: translated(english.continued ?? {}),
      noted: translated(english.noted ?? {}),
    };
  });
}
