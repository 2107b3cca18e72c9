import { dirname } from 'node:path';
import { checkDatabase, repairDatabase } from '../app/health.ts';
import type { Context } from '../context.ts';
import type { StyleDepth } from '../io/style-mode.ts';
import { leftoversIn, removeLeftovers } from '../io/temporary-files.ts';
import type { IO } from '../io/types.ts';
import { programVersion } from '../io/version.ts';
import type { Finding } from '../store/engine.ts';
import { command } from './command.ts';
import { type ListColumn, listAnswer } from './listing.ts';
import { wayOutText } from './way-out.ts';

const COLUMNS: readonly ListColumn[] = [
  { name: 'check', label: 'Check', type: 'text', help: 'what was checked' },
  { name: 'state', label: 'State', type: 'text', help: 'ok or wrong' },
  { name: 'detail', label: 'Detail', type: 'text', help: 'what was found, and what to do' },
];

export default command({
  summary: 'see whether the database is sound, and what to report of a fault',
  description:
    'Checks the database: the file, its schema, dangling references, invalid values, ' +
    'whether the search index and the call queue match the records, the files of records, file permissions, and the config file. It lists ' +
    'killed commands left unfinished beside the database and in the current folder. The first lines say what a report ' +
    'of a fault should: program, terminal, locale. Exits 1 when something is wrong.',
  examples: ['doctor', 'doctor --repair', 'doctor --json'],
  anyUser: true,
  anyConfig: true,
  configure: (c) =>
    c.option(
      '--repair',
      'rebuild the search index and the call queue, make files private, remove unfinished and unneeded ones',
    ),
  async run({ options }, ctx) {
    const deps = await ctx.deps();
    if (options.repair) await repairDatabase(deps);
    const leftovers = leftoverFinding(ctx, options.repair === true);
    const { path, warnings } = ctx.config;
    const config = {
      what: 'config',
      detail: path ?? 'no home folder',
      ...(warnings.length > 0
        ? { problem: warnings.map((warning) => warning.split('\n')[0]).join('; ') }
        : {}),
    };
    const findings = [...environment(ctx.io), ...(await checkDatabase(deps)), config, leftovers];
    const withoutHome = homeShortener(ctx.io.env.HOME);
    const answer = listAnswer(
      ctx,
      { noun: 'checks', columns: COLUMNS },
      findings.map((finding) => ({
        id: finding.what,
        check: finding.what,
        state: finding.problem === undefined ? 'ok' : 'wrong',
        detail: withoutHome(detailText(finding)),
      })),
    );
    return {
      ...answer,
      heading: options.repair ? ['rebuilt the search index and the call queue'] : [],
      exitCode: findings.some(({ problem }) => problem !== undefined) ? 1 : 0,
    };
  },
});

const COLORS: Readonly<Record<StyleDepth, string>> = {
  plain: 'no color',
  mono: 'no color',
  '16': '16 colors',
  '256': '256 colors',
  '24-bit': '24-bit color',
};

/** What a report of a fault has to name of the program and what it runs on, none of it personal. */
function environment(io: IO): Finding[] {
  const { env, stdout } = io;
  const terminal = [
    env.TERM || 'TERM is not set',
    env.TERM_PROGRAM,
    stdout.isTTY ? `${stdout.columns} columns` : 'not the output',
    COLORS[stdout.depth],
  ];
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return [
    { what: 'program', detail: programVersion(io) },
    { what: 'terminal', detail: terminal.filter(Boolean).join(', ') },
    {
      what: 'locale',
      detail: `${env.LC_ALL || env.LC_CTYPE || env.LANG || 'not set'}, time zone ${timeZone}`,
    },
  ];
}

/** Writes `~` for the home folder, whose name is often that of the user. */
function homeShortener(home: string | undefined): (text: string) => string {
  return (text) => (home ? text.replaceAll(`${home}/`, '~/') : text);
}

/** `lead 5, email: "x" is no address: crm lead edit 5 --email …`; of something sound: `3 of leads; list them: crm …`. */
function detailText({ detail, problem, wayOut }: Finding): string {
  const help = wayOut ? [wayOutText(wayOut)] : [];
  if (problem === undefined) return [detail, ...help].join('; ');
  return [detail, problem, ...help].filter((text) => text !== '').join(': ');
}

/** Unfinished files of killed commands: harmless, but they take up space. */
function leftoverFinding({ io, settings, config }: Context, repair: boolean): Finding {
  const folders = new Set([io.cwd, dirname(settings.db), ...(config.path ? [dirname(config.path)] : [])]);
  if (repair) for (const folder of folders) removeLeftovers(folder);
  const files = [...folders].flatMap(leftoversIn);
  const detail =
    files.length === 0
      ? 'none'
      : `left by killed commands, \`crm doctor --repair\` removes them: ${files.join(', ')}`;
  return { what: 'unfinished files', detail };
}
