/** Words in the header of a secret column. */
const SECRET =
  /^(?:password|passwords|passwd|pwd|passcode|passphrase|passwort|kennwort|secret|secrets|token|tokens|apikey|cvv|cvc)$/;

/** Whether the header names a secret: `Portal Password`, `api_key`, `accessToken`. */
export function isSecret(header: string): boolean {
  const words = header
    .replace(/(?<=[a-z])(?=[A-Z])/g, ' ')
    .toLowerCase()
    .split(/[^\p{L}]+/u);
  return words.some(
    (word, at) => SECRET.test(word) || (/^(?:api|private)$/.test(word) && words[at + 1] === 'key'),
  );
}
