import { usage } from '../domain/errors.ts';

/** Parses TOML. Throws a usage error with the file, the line and the problem. */
export async function parseToml(path: string, text: string): Promise<Record<string, unknown>> {
  const { parse, TomlError } = await import('smol-toml');
  try {
    return parse(text);
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const [reason = ''] = error.message.replace(/^Invalid TOML document: /, '').split('\n');
    throw usage(
      `cannot read ${path}: line ${error.line}: ${reason}`,
      ...error.codeblock.trimEnd().split('\n'),
    );
  }
}
