import type { Command, Option } from 'commander';
import { commandCatalogue } from '../../src/cli/catalogue.ts';
import type { CatalogueEntry } from '../../src/cli/catalogue-entry.ts';
import { buildProgram } from '../../src/cli/program.ts';
import { builtInNouns } from '../../src/nouns/index.ts';
import { allCommands, type Listed } from '../support/commands.ts';

const INTRODUCTION = `# Commands

Made from the program by \`npm run docs\`; \`crm --help\`, \`crm <noun> --help\` and \`crm <noun> <verb> --help\` say the
same. Every example works as it stands after \`crm demo\` and \`export CRM_DB=…\`; those that read a file want the
demo's own: \`crm lead export > leads.csv\`, and so \`accounts.csv\`, \`contacts.csv\`, \`opps.csv\`, \`tasks.csv\` and
\`activities.csv\`.`;

const SHOWN = commandCatalogue(builtInNouns()).filter(({ hidden }) => !hidden);

/** The reference of all commands, in Markdown. */
export async function manual(): Promise<string> {
  const commands = await allCommands();
  const sections: string[] = [];
  for (const entry of SHOWN) {
    const own = commands.filter((command) => command.entry.name === entry.name);
    sections.push(heading(entry));
    for (const command of own)
      sections.push(await section(command, own.length > 1 || command.path.length > 1));
  }
  return `${[INTRODUCTION, contents(commands), await globals(), ...sections, fields()].join('\n\n')}\n`;
}

/** One line for each noun with its verbs, by group, like `crm --help`. */
function contents(commands: readonly Listed[]): string {
  const groups = [...new Set(SHOWN.map(({ group }) => group))];
  const lines = groups.map((group) => {
    const entries = SHOWN.filter((entry) => entry.group === group).map((entry) => {
      const verbs = commands.filter((each) => each.entry.name === entry.name && each.path.length > 1);
      const links = verbs.map(({ path }) => `[${path[1]}](#${anchor(path)})`).join(', ');
      return `  - [${entry.name}](#${anchor([entry.name])})${links === '' ? '' : `: ${links}`}`;
    });
    return [`- ${group.replace(/:$/, '')}`, ...entries].join('\n');
  });
  return lines.join('\n');
}

const anchor = (path: readonly string[]) => `crm-${path.join('-')}`;

function heading({ name, aliases, summary, verbs, defaultVerb: usual }: CatalogueEntry): string {
  const also = aliases?.length ? ` Also \`${aliases.join('`, `')}\`.` : '';
  const meant = usual ? ` \`crm ${name}\` alone means \`crm ${name} ${usual}\`.` : '';
  return [`## crm ${name}`, ...(verbs ? [`${sentence(summary)}${also}${meant}`] : [])].join('\n\n');
}

async function section({ path, spec }: Listed, titled: boolean): Promise<string> {
  const command = await built(path);
  const own = command.options.filter(({ helpGroupHeading }) => helpGroupHeading === undefined);
  return [
    ...(titled ? [`### crm ${path.join(' ')}`] : []),
    description(spec.description ?? sentence(spec.summary)),
    `    crm ${path.join(' ')} ${command.usage()}`,
    ...terms([
      ...command.registeredArguments.map((argument) => [argument.name(), argument.description] as const),
      ...own.map((option: Option) => [option.flags, option.description] as const),
    ]),
    ['```sh', ...spec.examples.map((example) => `crm ${example}`), '```'].join('\n'),
  ].join('\n\n');
}

/** A description of separate lines, such as a list of shells, keeps its line breaks. */
function description(text: string): string {
  const [first = '', ...more] = text.split('\n');
  return more.length === 0 ? escaped(first) : `${escaped(first)}\n\n\`\`\`\n${more.join('\n')}\n\`\`\``;
}

function terms(rows: readonly (readonly [string, string])[]): string[] {
  if (rows.length === 0) return [];
  return [rows.map(([term, help]) => `- \`${term}\` ${escaped(help)}`).join('\n')];
}

async function globals(): Promise<string> {
  const command = await built(['lead', 'list']);
  const shared = command.options.filter(({ helpGroupHeading }) => helpGroupHeading !== undefined);
  const [list = ''] = terms(shared.map(({ flags, description: help }) => [flags, help]));
  return `## Global options\n\nEvery command takes these, before the noun or after it.\n\n${list}`;
}

/** The names for `--columns`, `--where`, `--sort` and the headers of an import. */
function fields(): string {
  const tables = [...builtInNouns()].map(({ noun, fields: all }) => {
    const rows = all.map(({ name, type, help, access }) => {
      return `| \`${name}\` | ${type} | ${escaped(help)} | ${ACCESS[access]} |`;
    });
    return [
      `### ${noun}`,
      ['| field | type | what it is | set by |', '| --- | --- | --- | --- |', ...rows].join('\n'),
    ];
  });
  return [
    '## Fields\n\nThe names that `--columns`, `--where`, `--sort` and the headers of a file go by; those declared with\n`crm field add` come on top.',
    ...tables.flat(),
  ].join('\n\n');
}

const ACCESS = { edit: 'you', import: 'imports', computed: 'nobody: it follows' } as const;

async function built(path: readonly string[]): Promise<Command> {
  const silent = {
    nouns: builtInNouns(),
    catalogue: commandCatalogue(builtInNouns()),
    full: true,
    version: '',
    width: 100,
    writeOut: () => {},
    writeErr: () => {},
  };
  const { program } = await buildProgram(path, silent);
  let command = program;
  for (const name of path) command = command.commands.find((sub) => sub.name() === name) ?? command;
  return command;
}

const sentence = (summary: string) => `${summary[0]?.toUpperCase()}${summary.slice(1)}.`;

const escaped = (text: string) => text.replaceAll(/[<>|*_]/g, String.raw`\$&`);
