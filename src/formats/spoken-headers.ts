/** What headers of numbers and addresses say beside it: `Work Email Address`, `Email - Personal`, `Mobile Number 2`. */
const KINDS = new Set(
  (
    'work home mobile cell cellular business personal private office main other direct primary secondary alternate alternative ' +
    'additional number no nr of the contact'
  ).split(' '),
);

/** The field of a header that names a number or an address of a person with what it is for; null for others. */
export function addressField(header: string): 'email' | 'phone' | null {
  const plain = header
    .trim()
    .toLowerCase()
    .replace(/e-mail/g, 'email');
  const words = plain.split(/[^\p{L}\d]+/u).filter((word) => word !== '' && !/^\d$/.test(word));
  if (words.length < 2) return null;
  const base = words.filter((word) => !KINDS.has(word));
  if (base.length === 0) return /\b(?:mobile|cell)\b.*\bn(?:umber|o|r)\b/.test(plain) ? 'phone' : null;
  if (base.every((word) => ['email', 'address', 'addresses'].includes(word)))
    return base.includes('email') ? 'email' : null;
  return base.every((word) => ['phone', 'telephone', 'tel'].includes(word)) ? 'phone' : null;
}

/** Words with which forms ask for something. */
const ASKING =
  /^.*?\b(?:what(?:['\u2019]?s| is| are)|which is|please (?:enter|provide|share|tell us|give us|leave)|enter|tell us|(?:may|can|could) we (?:have|get))\s+(?:your|the)\s+/i;

/** What the question of a form asks for: `email` for `What's your email?`; null for another header. */
export function askedFor(header: string): string | null {
  const asked = header.replace(ASKING, '').replace(/[\s?:.*!]+$/, '');
  return asked === header || asked === '' || !ASKING.test(header) ? null : asked;
}
