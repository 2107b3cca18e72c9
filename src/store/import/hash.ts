/**
 * 32 bits that stand for a text, never 0. Millions of them fit into little memory; that two of a million texts have the
 * same happens, so whoever finds one asks whether it is meant.
 */
export type Hash32 = number;

/** The key of a text (MurmurHash3 over its code units). */
export function hashText(text: string): Hash32 {
  let hash = 0x811c9dc5 | 0;
  for (let at = 0; at < text.length; at++) {
    const mixed = Math.imul(text.charCodeAt(at), 0xcc9e2d51);
    hash ^= Math.imul((mixed << 15) | (mixed >>> 17), 0x1b873593);
    hash = Math.imul((hash << 13) | (hash >>> 19), 5) + 0xe6546b64;
  }
  hash ^= text.length;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  hash ^= hash >>> 16;
  return hash === 0 ? 1 : hash;
}
