/** What a column of secrets is called, a word each. */
const SECRET =
  /^(?:password|passwords|passwd|pwd|passcode|passphrase|passwort|kennwort|secret|secrets|token|tokens|apikey|cvv|cvc)$/;

/** Whether a column says of itself that it holds what nobody is to see: `Portal Password`, `api_key`, `accessToken`. */
export function isSecret(header: string): boolean {
  const words = header
    .replace(/(?<=[a-z])(?=[A-Z])/g, ' ')
    .toLowerCase()
    .split(/[^\p{L}]+/u);
  return words.some(
    (word, at) => SECRET.test(word) || (/^(?:api|private)$/.test(word) && words[at + 1] === 'key'),
  );
}
