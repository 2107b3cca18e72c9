import { lazy } from '../lazy.ts';
import type { Language } from './languages.ts';

/** What a span of time is counted in. */
export type Unit = 'minute' | 'hour' | 'day' | 'workday' | 'week' | 'month' | 'year';

/** The words of a language: without accents, in lower case, alternatives separated by `|`. */
export interface LanguageWords {
  /** From two days ago to two days ahead. */
  readonly days: readonly [string, string, string, string, string];
  /** From Monday; from January. */
  readonly weekdays: string;
  readonly months: string;
  /** Short forms that could be other words in English. */
  readonly shortWeekdays?: string;
  readonly shortMonths?: string;
  /** Last, this, next: before the noun, and after it. */
  readonly which: readonly [string, string, string];
  /** The one that comes first: before a weekday the nearest, before a week or month the next. */
  readonly coming?: string;
  /** Parts of an hour, in minutes: `half an hour`. */
  readonly hourParts?: Readonly<Record<string, number>>;
  /** Minutes after an hour, of a clock or a span: `neuf heures et demie`. */
  readonly afterHour?: Readonly<Record<string, number>>;
  readonly whichAfter?: readonly [string, string, string];
  /** After the next: `übernächste`. */
  readonly afterNext?: string;
  readonly units: Readonly<Record<Unit, string>>;
  readonly quarter?: string;
  readonly weekend: string;
  readonly edges: readonly [start: string, middle: string, end: string];
  readonly ahead: string;
  readonly ago: string;
  readonly fromNow?: string;
  /** First to fifth. */
  readonly ordinals: string;
  /** One to twelve. */
  readonly numbers: string;
  /** Further numbers, which count and are no hours. */
  readonly counts: Readonly<Record<string, number>>;
  readonly at: string;
  readonly on: string;
  readonly of: string;
  /** Before a day that is a limit, which is what the text says then: by Friday. */
  readonly by: string;
  readonly clock?: string;
  readonly clockUnit?: string;
  readonly noon: string;
  readonly midnight: string;
  readonly morning: string;
  readonly afternoon: string;
  readonly evening: string;
  readonly night?: string;
  readonly lunch?: string;
  readonly afterLunch: string;
  readonly endOfDay: string;
  readonly toHour?: Readonly<Record<string, number>>;
}

export const ENGLISH: LanguageWords = {
  days: [
    'day before yesterday|the day before yesterday',
    'yesterday',
    'today|later today',
    'tomorrow|tmrw|tmrrw|tmr|tmw|tmoro|tomo|2moro|2morrow|2mrw',
    'day after tomorrow|the day after tomorrow|day after tmrw',
  ],
  weekdays:
    'monday|mon tuesday|tue|tues wednesday|wed|weds thursday|thu|thur|thurs friday|fri saturday|sat sunday|sun',
  months:
    'january|jan february|feb march|mar april|apr may june|jun july|jul august|aug september|sep|sept october|oct november|nov december|dec',
  which: ['last|previous', 'this', 'next|nxt|following|the following'],
  coming: 'coming|the coming|this coming',
  units: {
    minute: 'minute|minutes|min|mins',
    hour: "hour|hours|hr|hrs|h|hour's|hours'",
    day: "day|days|d|day's|days'",
    workday: 'business day|business days|working day|working days|workday|workdays|weekday|weekdays|bd|bds',
    week: "week|weeks|wk|wks|w|week's|weeks'",
    month: "month|months|mo|mos|mth|mths|month's|months'",
    year: "year|years|yr|yrs|y|year's|years'",
  },
  quarter: 'quarter|qtr',
  hourParts: {
    'half hour': 30,
    'half an hour': 30,
    'a half hour': 30,
    'half hr': 30,
    'half an hr': 30,
    'half a hour': 30,
    'quarter of an hour': 15,
    'a quarter of an hour': 15,
    'quarter hour': 15,
    'a quarter hour': 15,
    'three quarters of an hour': 45,
  },
  afterHour: { 'and a half': 30, 'and a quarter': 15, 'and three quarters': 45 },
  weekend: 'weekend|the weekend|over the weekend|during the weekend|at the weekend|w/e|wkend',
  edges: [
    'start of|beginning of|the start of|the beginning of|early|first half of|the first half of',
    'middle of|the middle of|mid|second half of|the second half of',
    'end of|the end of|late|later|back half of',
  ],
  ahead: 'in|in about|in around|in roughly|in maybe|in another|within',
  ago: 'ago',
  fromNow: 'from now|later|from today|time',
  ordinals: 'first second third fourth fifth',
  numbers: 'a|an|one two three four five six seven eight nine ten eleven twelve',
  counts: {
    fifteen: 15,
    twenty: 20,
    'twenty-five': 25,
    thirty: 30,
    forty: 40,
    'forty-five': 45,
    fifty: 50,
    sixty: 60,
    ninety: 90,
    'one and a half': 1.5,
  },
  at: 'at|@|around|about|by|before|after|from|ca|circa|approx|approximately|roughly|between|any time after|sometime after|some time after|just after|right after|shortly after|just before|shortly before|any time|from about|from around',
  on: 'on|the|on the|this coming|sometime|some time|any time|any day|on or after|on or before',
  of: 'of|in',
  by: 'by|until|till|til|from|starting|as of|no later than|not before',
  clock: "o'clock|oclock|o clock",
  noon: 'noon|midday|lunchtime|lunch time|at lunch|at lunchtime|over lunch',
  midnight: 'midnight',
  morning: 'morning|in the morning|mornings',
  afternoon: 'afternoon|in the afternoon',
  evening: 'evening|in the evening|eve',
  night: 'night|at night',
  afterLunch: 'after lunch|just after lunch|right after lunch|straight after lunch',
  endOfDay:
    'eod|cob|eob|cop|close of play|end of play|after work|end of day|end of the day|close of business|end of business|by eod|by end of day',
  toHour: {
    'half past': 30,
    'quarter past': 15,
    'a quarter past': 15,
    'quarter to': -15,
    'a quarter to': -15,
    'five past': 5,
    'ten past': 10,
    'twenty past': 20,
    'twenty-five past': 25,
    'twenty five past': 25,
    'five to': -5,
    'ten to': -10,
    'twenty to': -20,
    'twenty-five to': -25,
    'twenty five to': -25,
  },
};

export const others = lazy(
  (): Readonly<Record<Language, LanguageWords>> => ({
    de: {
      days: ['vorgestern', 'gestern', 'heute', 'morgen', 'ubermorgen|uebermorgen'],
      weekdays: 'montag dienstag mittwoch donnerstag freitag samstag|sonnabend sonntag',
      shortWeekdays: 'mo di mi do fr sa so',
      months:
        'januar|janner februar|feber marz|maerz april mai juni juli august september oktober november dezember',
      shortMonths: 'jan feb mrz|mar apr mai jun jul aug sep okt nov dez',
      which: [
        'letzten|letzte|letzter|letztes|vorigen|vorige',
        'diesen|diese|dieser|dieses',
        'nachsten|nachste|nachster|nachstes|naechsten|naechste|naechster|naechstes|im nachsten|in der nachsten',
      ],
      coming: 'kommenden|kommende|kommender|kommendes',
      hourParts: {
        'einer halben stunde': 30,
        'halben stunde': 30,
        'eine halbe stunde': 30,
        'halbe stunde': 30,
        'einer viertelstunde': 15,
        'eine viertelstunde': 15,
        viertelstunde: 15,
        'einer dreiviertelstunde': 45,
        'eine dreiviertelstunde': 45,
        dreiviertelstunde: 45,
      },
      afterHour: { 'und eine halbe': 30, 'und einer halben': 30, 'und eine viertel': 15 },
      afterNext: 'ubernachste|ubernachsten|ubernachster|ubernachstes|uebernaechste|uebernaechsten',
      units: {
        minute: 'minute|minuten',
        hour: 'stunde|stunden|std|stdn',
        day: 'tag|tage|tagen',
        workday: 'arbeitstag|arbeitstage|arbeitstagen|werktag|werktage|werktagen',
        week: 'woche|wochen',
        month: 'monat|monate|monaten|monats',
        year: 'jahr|jahre|jahren|jahres',
      },
      quarter: 'quartal|quartals',
      weekend: 'wochenende',
      edges: ['anfang|anfang der|anfang des', 'mitte|mitte der|mitte des', 'ende|ende der|ende des'],
      ahead: 'in',
      ago: 'vor',
      ordinals:
        'erster|erste|ersten|erstes zweiter|zweite|zweiten dritter|dritte|dritten vierter|vierte|vierten funfter|funfte|funften',
      numbers:
        'ein|eine|einem|einer|einen|eins zwei drei vier funf|fuenf sechs sieben acht neun zehn elf zwolf|zwoelf',
      counts: {
        'einem halben': 0.5,
        'ein halbes': 0.5,
        anderthalb: 1.5,
        eineinhalb: 1.5,
        zweieinhalb: 2.5,
        vierzehn: 14,
        funfzehn: 15,
        fuenfzehn: 15,
        zwanzig: 20,
        dreissig: 30,
        vierzig: 40,
        funfundvierzig: 45,
        fuenfundvierzig: 45,
        neunzig: 90,
      },
      at: 'um|gegen|ab|bis|um etwa|so um|nach|vor|kurz nach|kurz vor|zwischen',
      on: 'am|der|den|die|dem|des',
      of: 'im|vom|des',
      by: 'bis|bis zum|zum|ab|spatestens|fruhestens',
      clock: 'uhr',
      noon: 'mittag|mittags',
      midnight: 'mitternacht',
      morning: 'morgen|morgens|fruh|frueh|vormittag|vormittags|am vormittag|am morgen',
      afternoon: 'nachmittag|nachmittags|am nachmittag',
      evening: 'abend|abends|am abend',
      afterLunch: 'nach dem essen|nach dem mittagessen|nach dem mittag|nach mittag|nach der mittagspause',
      endOfDay: 'feierabend|zum feierabend|ende des tages',
      toHour: {
        halb: -30,
        'viertel nach': 15,
        'viertel vor': -15,
        dreiviertel: -15,
        'drei viertel': -15,
        'funf nach': 5,
        'zehn nach': 10,
        'zwanzig nach': 20,
        'funf vor': -5,
        'zehn vor': -10,
        'zwanzig vor': -20,
        'funf vor halb': -35,
        'funf nach halb': -25,
      },
    },
    fr: {
      days: [
        'avant-hier|avant hier',
        'hier',
        "aujourd'hui|aujourdhui",
        'demain',
        'apres-demain|apres demain',
      ],
      weekdays: 'lundi mardi mercredi jeudi vendredi samedi dimanche',
      shortWeekdays: 'lun mar mer jeu ven sam dim',
      months: 'janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre',
      shortMonths: 'janv fevr|fev - avr - - juil - sept - - -',
      which: ['dernier|derniere|le dernier|la derniere', 'ce|cette|cet', 'prochain|prochaine'],
      hourParts: {
        'une demi-heure': 30,
        'une demi heure': 30,
        'demi-heure': 30,
        'demi heure': 30,
        "un quart d'heure": 15,
        "quart d'heure": 15,
        "trois quarts d'heure": 45,
      },
      afterHour: {
        'et demie': 30,
        'et demi': 30,
        'et quart': 15,
        'moins le quart': -15,
        'moins cinq': -5,
        'moins dix': -10,
        'moins vingt': -20,
      },
      whichAfter: ['dernier|derniere|passe|passee', '', 'prochain|prochaine'],
      units: {
        minute: 'minute|minutes',
        hour: 'heure|heures',
        day: 'jour|jours',
        workday: 'jour ouvre|jours ouvres|jour ouvrable|jours ouvrables',
        week: 'semaine|semaines',
        month: 'mois',
        year: 'an|ans|annee|annees',
      },
      quarter: 'trimestre',
      weekend: 'week-end',
      edges: [
        'debut|debut de|debut du|debut de la|en debut de|au debut de',
        'milieu|mi|milieu de|milieu du|milieu de la|à la mi',
        'fin|fin de|fin du|fin de la|la fin du|la fin de la|en fin de|à la fin du',
      ],
      ahead: 'dans',
      ago: 'il y a',
      ordinals: 'premier|premiere deuxieme|second|seconde troisieme quatrieme cinquieme',
      numbers: 'un|une deux trois quatre cinq six sept huit neuf dix onze douze',
      counts: { quinze: 15, vingt: 20, trente: 30, quarante: 40, 'quarante-cinq': 45, soixante: 60 },
      at: 'à|vers|avant|apres|des|entre|à partir de|aux alentours de|un peu avant|un peu apres',
      on: "le|la|les|au|l'",
      of: 'de|du|de la',
      by: "d'ici|d'ici à|d'ici le|jusqu'a|jusqu'au|à partir de|à partir du|pour",
      clockUnit: 'heure|heures|h',
      noon: 'midi|a midi',
      midnight: 'minuit|a minuit',
      morning: 'matin|du matin|le matin|au matin|matinee|en matinee|dans la matinee',
      afternoon: "apres-midi|apres midi|l'apres-midi|de l'apres-midi|dans l'apres-midi|aprem",
      evening: 'soir|du soir|le soir',
      afterLunch: 'apres le dejeuner|apres dejeuner|apres le repas',
      endOfDay: 'fin de journee|en fin de journee',
    },
    es: {
      days: ['anteayer|antes de ayer', 'ayer', 'hoy', 'manana', 'pasado manana'],
      weekdays: 'lunes martes miercoles jueves viernes sabado domingo',
      shortWeekdays: 'lun mar mie jue vie sab dom',
      months:
        'enero febrero marzo abril mayo junio julio agosto septiembre|setiembre octubre noviembre diciembre',
      shortMonths: 'ene - - abr - - - ago set - - dic',
      which: ['ultimo|ultima|el ultimo|la ultima', 'este|esta', 'proximo|proxima|el proximo|la proxima'],
      hourParts: {
        'media hora': 30,
        'un cuarto de hora': 15,
        'cuarto de hora': 15,
        'tres cuartos de hora': 45,
      },
      afterHour: {
        'y media': 30,
        'y cuarto': 15,
        'menos cuarto': -15,
        'menos cinco': -5,
        'menos diez': -10,
        'menos veinte': -20,
      },
      whichAfter: ['pasado|pasada', '', 'proximo|proxima|que viene'],
      units: {
        minute: 'minuto|minutos',
        hour: 'hora|horas',
        day: 'dia|dias',
        workday: 'dia habil|dias habiles|dia laborable|dias laborables',
        week: 'semana|semanas',
        month: 'mes|meses',
        year: 'ano|anos',
      },
      quarter: 'trimestre',
      weekend: 'fin de semana',
      edges: [
        'principios de|inicio de|inicios de|comienzo de|comienzos de|inicio del|a principios de|a comienzos de|a inicios de',
        'mediados de|a mediados de',
        'fin de|fin del|final de|final del|finales de|a finales de|fin de la|final de la',
      ],
      ahead: 'en|dentro de',
      ago: 'hace',
      ordinals: 'primer|primero|primera segundo|segunda tercer|tercero|tercera cuarto|cuarta quinto|quinta',
      numbers: 'un|una|uno dos tres cuatro cinco seis siete ocho nueve diez once doce',
      counts: {
        medio: 0.5,
        quince: 15,
        veinte: 20,
        treinta: 30,
        cuarenta: 40,
        'cuarenta y cinco': 45,
        sesenta: 60,
      },
      at: 'a las|a la|sobre las|hacia las|a eso de las|despues de las|antes de las|desde las|a partir de las|entre las',
      on: 'el|la|los|este|dia|el dia',
      of: 'de|del|de la',
      by: 'hasta|para|a partir de|a partir del|a mas tardar',
      clockUnit: 'hora|horas|hs|h',
      noon: 'mediodia|al mediodia|a mediodia',
      midnight: 'medianoche|a medianoche',
      morning: 'por la manana|de la manana|en la manana',
      afternoon: 'tarde|por la tarde|de la tarde|en la tarde',
      evening: 'noche|por la noche|de la noche|en la noche',
      afterLunch: 'despues de comer|despues del almuerzo',
      endOfDay: 'a ultima hora|ultima hora|final del dia|fin del dia|al final del dia',
    },
    it: {
      days: ["l'altro ieri|altroieri", 'ieri', 'oggi', 'domani', 'dopodomani|dopo domani'],
      weekdays: 'lunedi martedi mercoledi giovedi venerdi sabato domenica',
      shortWeekdays: 'lun mar mer gio ven sab dom',
      months: 'gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre',
      shortMonths: 'gen - - - mag giu lug ago set ott - dic',
      which: [
        "scorso|scorsa|ultimo|ultima|l'ultimo|l'ultima",
        'questo|questa',
        'prossimo|prossima|il prossimo|la prossima',
      ],
      hourParts: {
        "mezz'ora": 30,
        mezzora: 30,
        'mezza ora': 30,
        "un quarto d'ora": 15,
        "quarto d'ora": 15,
        "tre quarti d'ora": 45,
      },
      afterHour: {
        'e mezza': 30,
        'e mezzo': 30,
        'e un quarto': 15,
        'meno un quarto': -15,
        'meno cinque': -5,
        'meno dieci': -10,
        'meno venti': -20,
      },
      whichAfter: ['scorso|scorsa', '', 'prossimo|prossima'],
      units: {
        minute: 'minuto|minuti',
        hour: 'ora|ore',
        day: 'giorno|giorni',
        workday: 'giorno lavorativo|giorni lavorativi',
        week: 'settimana|settimane',
        month: 'mese|mesi',
        year: 'anno|anni',
      },
      quarter: 'trimestre',
      weekend: 'fine settimana',
      edges: [
        'inizio|inizio del|inizio della|a inizio|primi di|ai primi di',
        'meta|meta del|meta della|a meta',
        'fine|fine del|fine della|la fine del|la fine della|a fine',
      ],
      ahead: 'tra|fra',
      ago: 'fa',
      ordinals: 'primo|prima secondo|seconda terzo|terza quarto|quarta quinto|quinta',
      numbers: "un|una|uno|un' due tre quattro cinque sei sette otto nove dieci undici dodici",
      counts: {
        mezzo: 0.5,
        quindici: 15,
        venti: 20,
        trenta: 30,
        quaranta: 40,
        quarantacinque: 45,
        sessanta: 60,
      },
      at: "alle|alle ore|ore|all'|verso le|dopo le|prima delle|dalle|dalle ore|tra le|fra le",
      on: "il|la|lo|giorno|il giorno|l'",
      of: 'di|della|del|dell',
      by: 'entro|fino a|a partire da|da',
      clockUnit: 'ore|h',
      noon: 'mezzogiorno|a mezzogiorno',
      midnight: 'mezzanotte|a mezzanotte',
      morning: 'mattina|mattino|mattinata|in mattinata|di mattina|del mattino|della mattina',
      afternoon: 'pomeriggio|nel pomeriggio|del pomeriggio|di pomeriggio',
      evening: 'sera|di sera|della sera',
      afterLunch: 'dopo pranzo',
      endOfDay: 'fine giornata|a fine giornata',
    },
    nl: {
      days: ['eergisteren', 'gisteren', 'vandaag', 'morgen', 'overmorgen'],
      weekdays: 'maandag dinsdag woensdag donderdag vrijdag zaterdag zondag',
      shortWeekdays: 'ma di wo do vr za zo',
      months: 'januari februari maart april mei juni juli augustus september oktober november december',
      shortMonths: '- - mrt - mei - - - - okt - -',
      which: ['vorige|afgelopen|laatste', 'deze', 'volgende|volgend'],
      coming: 'aanstaande|komende',
      hourParts: {
        'een half uur': 30,
        'half uur': 30,
        'een halfuur': 30,
        halfuur: 30,
        'een kwartier': 15,
        kwartier: 15,
        'drie kwartier': 45,
      },
      units: {
        minute: 'minuut|minuten',
        hour: 'uur|uren',
        day: 'dag|dagen',
        workday: 'werkdag|werkdagen',
        week: 'week|weken',
        month: 'maand|maanden',
        year: 'jaar|jaren',
      },
      quarter: 'kwartaal',
      weekend: 'weekend|het weekend',
      edges: [
        'begin|begin van de|begin van',
        'midden|midden van de|halverwege',
        'eind|einde|eind van de|einde van de|eind van',
      ],
      ahead: 'over',
      ago: 'geleden',
      ordinals: 'eerste tweede derde vierde vijfde',
      numbers: 'een twee drie vier vijf zes zeven acht negen tien elf twaalf',
      counts: {
        'een half': 0.5,
        anderhalf: 1.5,
        veertien: 14,
        vijftien: 15,
        twintig: 20,
        dertig: 30,
        veertig: 40,
        vijfenveertig: 45,
      },
      at: 'om|rond|vanaf|tegen|voor|na|tussen|even na',
      on: 'op|de|het',
      of: 'van|van de',
      by: 'tot|voor|vanaf|uiterlijk',
      clockUnit: 'uur',
      noon: "twaalf uur 's middags|tussen de middag",
      midnight: 'middernacht',
      morning: "ochtend|morgen|'s ochtends|s ochtends|'s morgens|in de ochtend",
      afternoon: "middag|'s middags|s middags|in de middag",
      evening: "avond|'s avonds|s avonds|in de avond",
      afterLunch: 'na de lunch',
      endOfDay: 'einde van de dag|eind van de dag|einde dag',
      toHour: {
        'kwart over': 15,
        'kwart voor': -15,
        'vijf over': 5,
        'tien over': 10,
        'vijf voor': -5,
        'tien voor': -10,
        'vijf voor half': -35,
        'tien voor half': -40,
        'vijf over half': -25,
        'tien over half': -20,
      },
    },
    pt: {
      days: ['anteontem', 'ontem', 'hoje', 'amanha', 'depois de amanha'],
      weekdays:
        'segunda-feira|segunda terca-feira|terca quarta-feira|quarta quinta-feira|quinta sexta-feira|sexta sabado domingo',
      shortWeekdays: 'seg ter qua qui sex sab dom',
      months: 'janeiro fevereiro marco abril maio junho julho agosto setembro outubro novembro dezembro',
      shortMonths: '- fev - abr - - - ago set out - dez',
      which: ['ultimo|ultima', 'este|esta|nesta', 'proximo|proxima|na proxima|no proximo'],
      hourParts: {
        'meia hora': 30,
        'um quarto de hora': 15,
        'quarto de hora': 15,
        'tres quartos de hora': 45,
      },
      afterHour: { 'e meia': 30, 'e um quarto': 15, 'menos um quarto': -15, 'menos dez': -10 },
      whichAfter: ['passado|passada', '', 'que vem|proximo|proxima'],
      units: {
        minute: 'minuto|minutos',
        hour: 'hora|horas',
        day: 'dia|dias',
        workday: 'dia util|dias uteis',
        week: 'semana|semanas',
        month: 'mes|meses',
        year: 'ano|anos',
      },
      quarter: 'trimestre',
      weekend: 'fim de semana',
      edges: [
        'inicio do|inicio da|inicio de|comeco do|comeco da|comeco de|no inicio de|no comeco de|no inicio da|no inicio do',
        'meados de|meio do|meio da',
        'fim do|fim da|final do|final da|fim de|no fim de|no final de|no final da|no final do',
      ],
      ahead: 'em|daqui a|dentro de',
      ago: 'ha',
      ordinals: 'primeiro|primeira segundo|segunda terceiro|terceira quarto|quarta quinto|quinta',
      numbers: 'um|uma dois|duas tres quatro cinco seis sete oito nove dez onze doze',
      counts: {
        meio: 0.5,
        quinze: 15,
        vinte: 20,
        trinta: 30,
        quarenta: 40,
        'quarenta e cinco': 45,
        sessenta: 60,
      },
      at: 'as|à|pelas|la pelas|por volta das|depois das|antes das|a partir das|entre as',
      on: 'o|a|na|no|em|dia|o dia|no dia|ao dia',
      of: 'de|do|da',
      by: 'ate|a partir de|para',
      clockUnit: 'hora|horas|h',
      noon: 'meio-dia|meio dia|ao meio-dia',
      midnight: 'meia-noite|meia noite|a meia-noite',
      morning: 'cedo|logo cedo|logo de manha|de manha|da manha|pela manha|manha',
      afternoon: 'tarde|a tarde|da tarde|de tarde|pela tarde',
      evening: 'noite|a noite|da noite',
      afterLunch: 'depois do almoco|apos o almoco',
      endOfDay: 'fim do dia|final do dia|no fim do dia',
    },
  }),
);
