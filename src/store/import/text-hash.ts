/**
 * A hash of a text with 53 bits (of two MurmurHash3 over its code units), never 0: equal hashes mean equal texts. Those
 * of different kinds of texts have different seeds.
 */
export function hashText(text: string, seed = 0): number {
  let high = 0x9747b28c ^ seed;
  let low = 0x3c6ef372 ^ Math.imul(seed, 0x9e3779b1);
  for (let at = 0; at < text.length; at++) {
    const mixed = Math.imul(text.charCodeAt(at), 0xcc9e2d51);
    const turned = Math.imul((mixed << 15) | (mixed >>> 17), 0x1b873593);
    high ^= turned;
    high = Math.imul((high << 13) | (high >>> 19), 5) + 0xe6546b64;
    low ^= Math.imul(turned ^ at, 0x85ebca6b);
    low = Math.imul((low << 15) | (low >>> 17), 5) + 0x38b34ae5;
  }
  return (finish(high ^ text.length) & 0x1fffff) * 0x100000000 + finish(low ^ text.length) || 1;
}

function finish(hash: number): number {
  const first = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  const second = Math.imul(first ^ (first >>> 13), 0xc2b2ae35);
  return (second ^ (second >>> 16)) >>> 0;
}
