/** Decodes `=C3=BC` and the like (RFC 2045 6.7); invalid codes stay as written. */
export function decodeQuotedPrintable(text: string, charset = 'utf-8'): string {
  return text.replace(/(?:=[0-9a-f]{2})+/gi, (run) => {
    const bytes = Uint8Array.from(run.slice(1).split('='), (hex) => Number.parseInt(hex, 16));
    return decoded(bytes, charset) ?? decoded(bytes, 'windows-1252') ?? run;
  });
}

function decoded(bytes: Uint8Array, charset: string): string | null {
  try {
    return new TextDecoder(charset, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
