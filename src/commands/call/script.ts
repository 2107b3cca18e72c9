import { dirname, join, parse, resolve } from 'node:path';
import type { Context } from '../../context.ts';
import { USUAL_TEMPLATE } from '../../domain/calling/mail-template.ts';
import { readSnippets, type Snippets } from '../../domain/calling/snippets.ts';
import { notFound } from '../../domain/errors.ts';

/** A campaign whose name could be a path has no script of its own. */
const NAME_OF_FILE = /^(?!\.)[^/\\:\0]+$/;

/** The folder of the call scripts that go with a database: `demo-scripts` beside `demo.db`. */
export function scriptsBeside(database: string): string {
  const { dir, name } = parse(database);
  return join(dir, `${name}-scripts`);
}

/**
 * The call script for leads of a campaign, line by line: the file of that name in `scripts` beside the config file, else
 * among those that go with the database; or the given one.
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
  const folders = [
    ...(path ? [join(dirname(path), 'scripts')] : []),
    scriptsBeside(resolve(ctx.io.cwd, ctx.settings.db)),
  ];
  const find = (campaign: string) => {
    for (const folder of folders) {
      const lines = read(join(folder, `${campaign}.txt`));
      if (lines) return lines;
    }
    return [];
  };
  const known = new Map<string, readonly string[]>();
  return (campaign) => {
    if (!campaign || !NAME_OF_FILE.test(campaign)) return [];
    const found = known.get(campaign) ?? find(campaign);
    known.set(campaign, found);
    return found;
  };
}

/** The mail to leads of a campaign: `templates/<campaign>.txt` beside the config file, else `follow-up.txt`, else the usual one. */
export function mailTemplates(ctx: Context): (campaign: string | null) => string {
  const { path } = ctx.config;
  const read = (name: string) =>
    path === undefined || !NAME_OF_FILE.test(name)
      ? undefined
      : ctx.io.readFile(join(dirname(path), 'templates', `${name}.txt`));
  return (campaign) => (campaign ? read(campaign) : undefined) ?? read('follow-up') ?? USUAL_TEMPLATE;
}

/** The caller's snippets: `snippets.txt` beside the config file. */
export function snippets(ctx: Context): Snippets {
  const { path } = ctx.config;
  return readSnippets(
    (path === undefined ? undefined : ctx.io.readFile(join(dirname(path), 'snippets.txt'))) ?? '',
  );
}
