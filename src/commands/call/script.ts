import { dirname, join, resolve } from 'node:path';
import type { Context } from '../../context.ts';
import { notFound } from '../../domain/errors.ts';

/** A campaign whose name could be a path has no script. */
const NAME_OF_FILE = /^(?!\.)[^/\\:\0]+$/;

/**
 * The call script for leads of a campaign, line by line: the file of that name beside the config file, or the given
 * one.
 */
export function scripts(
  ctx: Context,
  file: string | undefined,
): (campaign: string | null) => readonly string[] {
  const read = (path: string) => ctx.io.readFile(path)?.trimEnd().split(/\r?\n/);
  if (file !== undefined) {
    const path = resolve(ctx.io.cwd, file);
    const lines = read(path);
    if (!lines) throw notFound(`no such file: "${path}"`, 'Name the script with --script <file>.');
    return () => lines;
  }
  const { path } = ctx.config;
  const known = new Map<string, readonly string[]>();
  return (campaign) => {
    if (!path || !campaign || !NAME_OF_FILE.test(campaign)) return [];
    const found = known.get(campaign) ?? read(join(dirname(path), 'scripts', `${campaign}.txt`)) ?? [];
    known.set(campaign, found);
    return found;
  };
}
