/** One end of a call, as a cell names it. */
export interface CallParty {
  /** `number`: somebody outside; `inside`: an extension or a device of our own; `hidden`: who withheld the number. */
  readonly type: 'number' | 'inside' | 'hidden';
  /** The number as it is written; empty for who has none. */
  readonly number: string;
  readonly name: string | null;
}

/** Numbers that phone systems write for callers who withhold theirs. */
const HIDDEN_NUMBERS: ReadonlySet<string> = new Set([
  '266696687',
  '7378742833',
  '2562533',
  '8656696',
  '86282452253',
  '0000000000',
  '1000000000',
]);

const HIDDEN =
  /^(?:anonym\w*|unknown\w*|restricted|private|withheld|unavailable|blocked|hidden|no ?caller ?id|no ?number|not available|invalid|unbekannt|-[1-4]|(?:private|unknown|anonymous|restricted|blocked|unavailable) (?:number|caller|name)|asterisk|payphone)$/i;

const PLAIN_NUMBER = /^\+\d{7,15}$/;

/** The most digits of an extension or a short code. */
const MAX_EXTENSION_DIGITS = 6;

/** Reads a cell with a number, a name with a number, or the address of a device; null if it is blank. */
export function readCallParty(cell: string): CallParty | null {
  const text = cell.trim();
  if (PLAIN_NUMBER.test(text) && !HIDDEN_NUMBERS.has(text.slice(1)))
    return { type: 'number', number: text, name: null };
  if (text === '' || /^(?:null|n\/a|s|h|i|t|-)$/i.test(text)) return null;
  const named = /^"?(.*?)"?\s*[<(]\s*([^<>()]*)\s*[>)]\s*$/.exec(text);
  // `(415) 555-0101` has brackets without a name before them.
  if (named && /\d{2}|^\w+:/.test(named[2] ?? '') && /\p{L}|^$/u.test(named[1] ?? '')) {
    const name = named[1]?.trim() || null;
    return { ...bareParty(named[2] as string), name };
  }
  if (named && HIDDEN.test((named[2] ?? '').trim())) return { type: 'hidden', number: '', name: null };
  return bareParty(text);
}

/** Whether a cell names an extension: `101`, `Amy Lee (101)`, `+1 800 555 0100 Ext. 101`. */
export function isExtension(cell: string): boolean {
  return readCallParty(cell)?.type === 'inside' || /\bext\.?\s*\d+\s*$/i.test(cell);
}

function bareParty(text: string): CallParty {
  const inside: CallParty = { type: 'inside', number: '', name: null };
  const address = /^(?:sips?|tel|whatsapp|callto):\s*([^@;>]*)(?:@([^;>]*))?/i.exec(text);
  if (
    !address &&
    /^(?:client|agent|user|queue|ext|local|pjsip|sip|iax2?|dahdi|ivr|conference)[:/]/i.test(text)
  )
    return inside;
  const number = decode(address?.[1] ?? text).trim();
  if (HIDDEN.test(number) || HIDDEN_NUMBERS.has(number.replaceAll(/\D/g, '')))
    return { type: 'hidden', number: '', name: null };
  const digits = number.replaceAll(/\D/g, '');
  // A feature code, a queue or the name of a device.
  if (digits.length === 0 || /^[*#]/.test(number))
    return { ...inside, name: /[a-z]/i.test(number) ? number : null };
  if (digits.length <= MAX_EXTENSION_DIGITS && !number.startsWith('+')) return inside;
  return { type: 'number', number, name: null };
}

function decode(text: string): string {
  return text.replaceAll(/%2B/gi, '+');
}
