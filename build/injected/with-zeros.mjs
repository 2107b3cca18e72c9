/** The bytes that `withoutZeros` of build/compress.mjs was given. */
export function withZeros(stretches) {
  const bytes = Buffer.alloc(stretches.readUInt32LE(0));
  for (let at = 4; at < stretches.length; ) {
    const start = stretches.readUInt32LE(at);
    const length = stretches.readUInt32LE(at + 4);
    stretches.copy(bytes, start, at + 8, at + 8 + length);
    at += 8 + length;
  }
  return bytes;
}
