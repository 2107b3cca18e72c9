import { lazy } from '../lazy.ts';
import type { Words } from './words.ts';
import { placeAt } from './zone-names.ts';

/** Between a number and what it counts. */
const ADJECTIVE =
  /^(?:more|other|new|extra|further|open|old|big|small|free|late|unpaid|different|separate|possible|potential|missing|pending|outstanding|final|key|main|senior|junior|spare|used|signed|sales|neue[nrs]?|weitere[nrs]?|andere[nrs]?|offene[nrs]?|alte[nr]?|freie[nr]?|altri|altre|nuovi|nuove|nieuwe|andere|extra|open)$/;
/** Plurals without an s, and singulars that count without one. */
const COUNTED = [
  'people|persons?|children|men|women|pcs?|pieces?|pax|x|%|€|\\$|£|percent|prozent|pourcent|procent|euros?|eur|usd|gbp|chf|kg|kwp?|kwh|mw|tb|gb|km|qm|m2',
  'dozen|hundred|thousand|million|k|mio|tsd|dutzend|tausend|hundert|mille|mila|mil|times|fois|veces|vezes|volte|keer',
  'devis|colis|permis|relais|tapis|rendez-vous|rdv|camion|analyses|series',
  "(?:auto|collega|foto|pc|demo|firma|agenda|camera|video)'s",
].join('|');
/** German and Dutch plurals, also as the end of a compound: `Testgeräte`. */
const GERMAN = [
  '(?:ung|heit|keit|schaft|ion|inn|ant|ent|itat|[a-z]{2}(?<!br|pr|dr|kl|w)ing)en|leute|personen|angebote|versuche|anrufe|termine|fragen|kunden|kollegen|filialen|lizenzen|nutzer|anwender|mitarbeiter',
  'standorte|gerate|stuck|maschinen|fahrzeuge|autos|buros|laden|geschafte|gebaude|raume|platze|sitze|vertrage|auftrage|projekte|proben|teile|kisten|paletten|kartons|pakete',
  'seiten|punkte|themen|briefe|kopien|exemplare|firmen|betriebe|werke|hallen|zahler|anlagen|systeme|besuche|gesprache|grunde|tonnen|artikel|produkte|modelle|messen|muster',
  'mensen|klanten|bedrijven|kantoren|facturen|contracten|producten|punten|afspraken|plaatsen|pakketten|dozen|exemplaren|projecten|apparaten|klachten',
].join('|');
/** In small letters these are other words: `Freitag 9 fragen`, `fri 9 stuck in traffic`. */
const OTHER_IN_SMALL =
  /^(?:versuchen|(?:an|nach|be)?fragen|anrufen|besuchen|proben|\w*laden|messen|muster|stuck|angeboten)$/;
/** Plurals after an Italian day, and singulars after others: `lunedì 3 offerte`, `maandag 9 offerte`. */
const ITALIAN =
  /^(?:offerte|sedi|licenze|persone|richieste|fatture|domande|aziende|visite|chiamate|pratiche|macchine|copie|scatole|proposte|risposte|telefonate|prove|stanze|camere|schede|ditte|fiere|gare)$/;
const ITALIAN_DAY = /^(?:\w+edi|venerdi|sabato|domenica|oggi|domani|dopodomani|prossim[oa])$/;

/** Words of the languages that end as a plural does and are none; and what people do, which is no thing to count. */
const NO_PLURAL = lazy(
  () =>
    new Set(
      [
        'this always perhaps besides towards afterwards across unless plus minus less else news thanks hols whereas sometimes',
        'nowadays ours theirs hers yours overseas upstairs downstairs means cheers regards congrats christmas lets sales',
        'alles etwas nichts anders mittags morgens abends nachmittags vormittags jedes dieses bereits stets eins links rechts',
        'unterwegs besonders mindestens spatestens fruhestens hochstens eens soms steeds reeds straks nieuws niets iets ergens',
        'slechts tevens onlangs zoals tijdens volgens adres kans baas alvast',
        'sans dans apres vers chez mais nous vous elles tous toutes toujours tres moins depuis alors temps acces proces succes',
        'cours dehors dois fais vais jamais parfois certes volontiers ailleurs corps repas deux mieux ceux yeux vieux taux veux',
        'peux aussi merci ainsi celui parmi voici suivi fini reussi lundi mardi jeudi vendredi samedi',
        'tras despues antes ademas menos entonces quizas gracias lunes martes miercoles jueves viernes puedes quieres vienes',
        'tienes eres debes estas depois mais dos das aos nas nos apos alias pois seus suas nossos nossas',
        'dopodomani domani lunedi martedi mercoledi giovedi venerdi quindi tutti miei suoi tuoi nostri vostri chiami parli senti',
        'vieni devi prendi altri nuovi juni',
        'james chris thomas nicolas nicholas lucas lukas jonas hans andreas agnes ines tobias matthias mathias elias niklas carlos',
        'marcos charles giles miles jules yves georges jacques gilles heidi giovanni luigi',
      ].flatMap((line) => line.split(' ')),
    ),
);
const VERBS = lazy(
  () =>
    new Set(
      [
        'accepts agrees arrives asks becomes begins believes brings buys cancels checks chooses closes comes compares complains',
        'confirms considers continues decides denies depends does drives eats ends expects feels finds finishes flies forgets gets',
        'gives goes happens has hates hears helps holds hopes insists is joins keeps knows learns leaves lets likes',
        'listens lives loves makes meets misses needs opens pays picks prefers promises puts reads receives',
        'recommends refuses rejects remains replies requires returns runs says seems sees sells sends shows sits sleeps sounds',
        'speaks spends starts stays stops suggests suits takes talks tells tends thinks travels tries understands uses waits wants',
        'was wishes wonders works writes',
      ].flatMap((line) => line.split(' ')),
    ),
);
/** What follows somebody's doing and no plural: `fri 9 calls back`, `mon 9 offers us a deal`. */
const AFTER_VERB =
  /^(?:back|me|us|him|her|them|you|again|it|his|their|my|our|your|this|that|a|an|the|if|whether|only|not|no|nothing|himself|herself)$/;
const MODAL = /^(?:will|can|could|would|should|might|must|had|did|decided|said|asked|wanted|needed)$/;

const LISTED = lazy(() => new RegExp(`^(?:${COUNTED})$`));
const COMPOUND = lazy(() => new RegExp(`(?:${GERMAN})n?$`));
/** Ends that plurals have in English, French, Spanish, Portuguese and Dutch, and in Italian. */
const PLURAL = /^(?:[a-z-]{2,}[^siu\W]s|[a-z-]+(?:eaux|aux|eux|oux|[aeo]is)|[a-z]{4,}i)$/;
/** No name, though it is typed with a capital: `3 Mails`, `2 Offers`. */
const NO_NAME =
  /(?:mail|demo|offer|quote|site|seat|licen[cs]e|user|store|order|meeting|ticket|sample|unit|call|question|project|contract|invoice|option|shop|test|link|lead|account|server|laptop|tablet|offre|oferta|proposta|cliente?)s$/;
/** `hablamos`, `sentirci`. */
const OTHER_FORM = /(?:mos|r[cmtsvl]i|rgli|ois)$/;

/** Whether a word says what somebody does: `is`, `wants`. */
export const isVerb = (word: string): boolean => VERBS().has(word) || MODAL.test(word);

/**
 * Whether the word at a position is something that a number before it counts: a plural of one of the languages (`2 devis`,
 * `nach 3 Versuchen`, `3 open questions`), a measure (`10 %`), `of them`. What somebody does is none (`9 wants pricing`,
 * `9 calls back`), nor is a name (`9 James joins`), nor a singular (`9 demo`).
 */
export function isCounted(words: Words, position: number): boolean {
  const word = words.at(position);
  const next = words.at(position + 1);
  const place = placeAt(words, position);
  // `9 berlin stores`.
  if (place) return isCounted(words, place.next);
  if (word === 'of') return /^(?:them|us|you|the|these|those|his|her|their|our|your)$/.test(next);
  if (LISTED().test(word)) return true;
  const isItalian = [2, 3].some((back) => ITALIAN_DAY.test(words.at(position - back)));
  if (isItalian && ITALIAN.test(word)) return true;
  if (COMPOUND().test(word)) return words.isCapitalized(position) || !OTHER_IN_SMALL.test(word);
  const isName = words.isName(position) && !NO_NAME.test(word);
  if (isPlural(word) && !isName && !AFTER_VERB.test(next)) return true;
  return ADJECTIVE.test(word) && next !== '' && isCounted(words, position + 1);
}

const isPlural = (word: string): boolean =>
  PLURAL.test(word) && !OTHER_FORM.test(word) && !NO_PLURAL().has(word) && !VERBS().has(word);
