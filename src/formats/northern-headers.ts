import { type HeaderWords, words } from './header-words.ts';

/** Headers for the name of a company: a field of its own, a relation, or the name of the record. */
const COMPANY =
  words(`företag, företagsnamn, bolag, bolagsnamn, organisation, kund, kundnamn, kundens namn, virksomhed,
      virksomhedsnavn, firmanavn, firmanamn, kunde, kundenavn, bedrift, bedriftsnavn, selskap,
      selskapsnavn, firma, arbetsgivare, arbeidsgiver, arbejdsgiver, nazwa firmy, przedsiębiorstwo,
      organizacja, klient, nazwa klienta, kontrahent, pracodawca`);

/** Headers for the person whom one talks to. */
const PERSON = words('kontaktperson, kontakt, osoba kontaktowa, osoba do kontaktu, kontaktens namn');

/** Headers for a deal. */
const DEAL =
  words(`affär, affärsnamn, affärens namn, affärsmöjlighet, säljmöjlighet, möjlighet, projekt, handel,
      aftale, salgsmulighed, mulighed, avtale, salgsmulighet, mulighet, prosjekt, szansa, szansa
      sprzedaży, nazwa szansy, transakcja, nazwa transakcji, okazja`);

/** Headers for the day of something. */
const DAY = words('datum, dato, data');

/** Headers in Swedish, Danish, Norwegian and Polish by the field that they name. */
export const NORTHERN_HEADERS: HeaderWords = [
  ['first_name', words('förnamn, fornavn, tilltalsnamn, imię, imie')],
  ['last_name', words('efternamn, efternavn, etternavn, nazwisko')],
  ['contact', PERSON],
  ['name', PERSON, 'lead', 'contact'],
  [
    'name',
    words(
      `namn, fullständigt namn, hela namnet, navn, fulde navn, fullt navn, imię i nazwisko, imie i nazwisko`,
    ),
  ],
  ['company', COMPANY],
  ['account', COMPANY],
  ['name', [...COMPANY, 'nazwa'], 'account'],
  ['name', [...DEAL, ...words('titel, tittel, rubrik, nazwa, tytuł')], 'opp'],
  ['opp', DEAL, 'task', 'activity', 'meeting'],
  [
    'title',
    words(`titel, tittel, befattning, yrke, roll, yrkestitel, stilling, stillingsbetegnelse, stillingstittel,
      jobtitel, jobbtittel, rolle, stanowisko, funkcja, zawód`),
  ],
  [
    'email',
    words(`e-post, e-postadress, mejl, mejladress, mailadress, e-mailadresse, mailadresse, e-postadresse, adres
      e-mail, poczta, poczta elektroniczna`),
  ],
  [
    'phone',
    words(`telefon, telefonnummer, telefonnr, tlf, tlf., tlfnr, telefonnr., mobil, mobilnummer, mobilnr,
      mobilnr., mobiltelefon, mobiltelefonnummer, direkttelefon, direktnummer, numer telefonu, nr
      telefonu, nr tel, nr tel., komórka, telefon komórkowy, tel. komórkowy, telefon stacjonarny,
      arbetstelefon, hemtelefon`),
  ],
  [
    'website',
    words(`webbplats, webbsida, hemsida, webbadress, websted, hjemmeside, nettsted, nettside, strona www,
      strona internetowa, witryna, strona`),
  ],
  [
    'street',
    words(`adress, gatuadress, gata, besöksadress, postadress, adresse, gade, vej, gateadresse, gate,
      besøksadresse, postadresse, adres, ulica`),
  ],
  ['city', words('ort, stad, postort, by, poststed, sted, miasto, miejscowość, miejscowosc')],
  ['region', words('län, landskap, fylke, landsdel, województwo, wojewodztwo')],
  ['postal_code', words('postnummer, postnr, postnr., kod pocztowy')],
  ['country', words('land, kraj, państwo')],
  ['industry', words('bransch, branche, bransje, branża, branza, sektor')],
  [
    'employees',
    words(`anställda, antal anställda, ansatte, antal ansatte, antall ansatte, medarbetare, antal medarbetare,
      liczba pracowników, liczba zatrudnionych, pracownicy, zatrudnienie`),
  ],
  [
    'revenue',
    words(
      `omsättning, årsomsättning, omsætning, omsetning, årsomsetning, obrót, obroty, przychód, przychody`,
    ),
  ],
  ['source', words('källa, leadkälla, kilde, leadkilde, źródło, zrodlo, pochodzenie')],
  [
    'owner',
    words(`ansvarig, säljare, ägare, kundansvarig, handläggare, ansvarlig, sælger, ejer, kundeansvarlig,
      selger, eier, opiekun, handlowiec, właściciel, odpowiedzialny, osoba odpowiedzialna, przypisano do,
      sprzedawca`),
  ],
  [
    'notes',
    words(`anteckning, anteckningar, kommentar, kommentarer, beskrivning, notering, noteringar, övrigt, noter,
      bemærkning, bemærkninger, beskrivelse, notat, notater, merknad, merknader, uwagi, notatki, notatka,
      komentarz, komentarze, opis`),
  ],
  [
    'body',
    words(`anteckning, anteckningar, kommentar, noter, notat, notater, beskrivelse, beskrivning, uwagi,
      notatka, opis`),
  ],
  [
    'birthdate',
    words(`födelsedatum, födelsedag, fødselsdato, fødselsdag, bursdag, data urodzenia, urodziny`),
  ],
  ['language', words('språk, sprog, język')],
  ['tags', words('taggar, etiketter, nyckelord, etikety, etykiety, tagi, stikkord, nøgleord')],
  [
    'amount',
    words(`belopp, värde, summa, ordervärde, affärsvärde, pris, offertbelopp, beløb, værdi, sum, ordreværdi,
      beløp, verdi, ordreverdi, kwota, wartość, wartosc, suma, wartość szansy, wartość transakcji, budżet,
      cena`),
  ],
  ['currency', words('valuta, waluta')],
  [
    'close_date',
    words(`stängningsdatum, avslutsdatum, förväntat avslut, förväntat avslutsdatum, planerat avslut, beräknat
      avslut, lukkedato, forventet lukning, forventet lukkedato, avslutningsdato, sluttdato, forventet
      avslutning, forventet avslutningsdato, data zamknięcia, planowana data zamknięcia, przewidywana data
      zamknięcia, termin zamknięcia, termin, data finalizacji`),
  ],
  [
    'stage',
    words(`fas, steg, skede, säljfas, status, fase, trin, salgsfase, salgstrin, etap, etap sprzedaży, faza,
      stan`),
  ],
  ['probability', words('sannolikhet, sandsynlighed, sannsynlighet, prawdopodobieństwo, szansa %, szanse')],
  [
    'next_step',
    words(`nästa steg, nästa åtgärd, næste skridt, næste trin, neste steg, następny krok, kolejny krok`),
  ],
  [
    'lost_reason',
    words(`förlustorsak, orsak, tabsårsag, årsag, tapsårsak, årsak, powód utraty, powód przegranej`),
  ],
  [
    'created_at',
    words(`skapad, skapad den, skapat, skapat datum, oprettet, oprettet den, oprettelsesdato, opprettet,
      opprettet dato, utworzono, data utworzenia, data dodania`),
  ],
  ['quantity', words('antal, antall, ilość, ilosc')],
  ['price', words('pris, styckpris, stykpris, stykkpris, cena, cena jednostkowa')],
  ['department', words('avdelning, afdeling, avdeling, dział')],
  [
    'subject',
    words(`ämne, uppgift, aktivitet, att göra, emne, opgave, oppgave, gjøremål, temat, zadanie, czynność`),
  ],
  [
    'due_date',
    words(
      `förfallodatum, förfaller, klart senast, forfaldsdato, frist, forfallsdato, termin, termin wykonania`,
    ),
  ],
  ['priority', words('prioritet, priorytet')],
  ['done_at', words('klar den, slutförd, fullført, data wykonania')],
  ['at', DAY],
  ['due_date', DAY],
  ['starts_on', DAY],
];
