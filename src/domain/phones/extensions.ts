import { lazy } from '../lazy.ts';
import { MAX_EXTENSION_DIGITS } from './phone.ts';

/** Words before an extension, in the languages of those who write them; longer ones before their beginnings. */
const EXTENSION_WORDS = [
  'extensions?|extn?|xtn|ext|internal|x',
  'durchwahl|dw|nebenstelle|nst|apparat|app|klappe|kl',
  'poste|int(?:erne|erno|ern)?|wewn(?:ętrzny)?|wew',
  'extensi(?:ó|o)n|anexo|anex|ramal|r(?=\\.)|toestel|tst|doorkiesnummer|doorkies',
  'anknytning|ankn|lokal(?:nummer|nr)?|internnr|alanumero|linka|mellék|dahili',
  'добавочный|доб|внутренний|внутр|вн|додатковий|дод|εσωτ|内線|分机|转|내선|تحويلة|שלוחה',
].join('|');

const patterns = lazy(() => {
  const digits = `(\\d{1,${MAX_EXTENSION_DIGITS}})`;
  const end = '[)\\]#.]*$';
  return [
    // RFC 3966
    new RegExp(`^(.*\\d)\\s*;\\s*ext\\s*=\\s*${digits}(?:;.*)?$`, 'iu'),
    // A word or a sign: "ext. 208", "(x208)", "#208", "-Durchwahl: 208", "ext no. 208".
    new RegExp(
      `^(.*[\\d)\\]])[\\s,;/]*-?[\\s,]*[(\\[]?\\s*(?:(?:${EXTENSION_WORDS})|#|~)(?:\\s*(?:no|nr|num|number|#))?[.:=]?[\\s-]*${digits}\\s*${end}`,
      'iu',
    ),
    // What telephones wait for before they dial on: ",,208", ",208".
    new RegExp(`^(.*\\d)\\s*(?:,{2,}\\s*${digits}|[,;](\\d{1,5}))\\s*#?$`, 'u'),
    // "- 503#"
    /^(.*\d)[-\s]+(\d{1,6})#$/u,
  ];
});

/** A word for an extension that nothing follows. */
const EMPTY_EXTENSION =
  /^(.*\d)[\s,;]*[([]?\s*(?:ext(?:ension)?|extn|x|durchwahl|dw|poste|anexo|доб)[.:=]?\s*[)\]]?$/iu;

/** Parts a text into a number and its extension. */
export function splitExtension(text: string): { readonly number: string; readonly extension: string | null } {
  for (const pattern of patterns()) {
    const [, number, first, second] = pattern.exec(text) ?? [];
    const extension = first ?? second;
    if (number !== undefined && extension !== undefined)
      return { number: number.replace(/[\s,;(-]+$/, ''), extension };
  }
  const [, number = text] = EMPTY_EXTENSION.exec(text) ?? [];
  return { number, extension: null };
}
