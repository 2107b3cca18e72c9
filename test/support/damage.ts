/** Numbers from 0 up to 1, equal for equal seeds (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A copy with 1 to 40 changed bytes: scattered over the file, in one block, or in its first page. */
export function flipBytes(bytes: Uint8Array, random: () => number): Buffer {
  const copy = Buffer.from(bytes);
  const count = 1 + Math.floor(random() * 40);
  const way = random();
  const start = Math.floor(random() * copy.length);
  for (let i = 0; i < count; i++) {
    const anywhere = Math.floor(random() * copy.length);
    const at = way < 0.6 ? anywhere : way < 0.85 ? Math.min(start + i, copy.length - 1) : anywhere % 4096;
    copy[at] = (copy[at] as number) ^ (1 + Math.floor(random() * 255));
  }
  return copy;
}
