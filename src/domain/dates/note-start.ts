import { lazy } from '../lazy.ts';
import { isVerb } from './counted.ts';
import type { Words } from './words.ts';

/** Who does something, and what a caller is to do: `he is in`, `send the offer`. */
const DOING = lazy(
  () =>
    new Set(
      [
        'i he she they we you it his her their my our your please call calls ring send bring ask discuss speak talk show check',
        'mention confirm review agreed promised interested prefers use try mail email follow get give tell remind prepare said',
        'asked wanted needed decided dont',
        'er sie wir ich ihr bitte mochte braucht fragt bittet sagt ruft il elle ils nous vous veut demande rappelle rappeler',
        'envoyer appeler souhaite ella quiere pide llamar enviar necesita pregunta lui lei vuole chiede chiamare inviare',
        'hij zij wil vraagt bellen sturen ele ela quer pede ligar precisa',
      ].flatMap((line) => line.split(' ')),
    ),
);
/** What a city does as well as a person: `london is closed`, `berlin will decide`. */
const OF_A_PLACE = /^(?:is|was|has|does|opens|closes|will|can|could|would|should|might|must|had|did)$/;
/** Words that join a note to what stands before. */
const LINK = lazy(
  () =>
    new Set(
      [
        'with for to about after before if not only then because when unless once as so but via re by until till maybe again',
        'latest mit wegen wenn falls nicht nur dann weil nach vor uber zum ohne lieber avec pour si pas apres avant car mais',
        'con para no solo despues antes per se non dopo prima met voor als niet alleen want maar com nao depois',
      ].flatMap((line) => line.split(' ')),
    ),
);

/** Whether the word at a position says who does what: `wants pricing`, `he joins`, `send the offer`. */
export function beginsDoing(words: Words, at: number): boolean {
  const word = words.at(at);
  return DOING().has(word) || (isVerb(word) && !OF_A_PLACE.test(word));
}

/** Whether the word at a position plainly begins a note, and says nothing of a place before it: `with legal`, `- send it`. */
export const beginsNote = (words: Words, at: number): boolean =>
  beginsDoing(words, at) || LINK().has(words.at(at)) || /^[-\u2013\u2014]/.test(words.at(at));
