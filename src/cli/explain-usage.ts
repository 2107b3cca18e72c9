import type { Command } from 'commander';
import { type CrmError, isCrmError, usage } from '../domain/errors.ts';
import { findNearest } from '../domain/suggest.ts';

/** Turns an error of Commander into a usage error with the value and the way out; `stderr` is what it wrote to stderr. */
export function explainUsage(
  error: unknown,
  stderr: readonly string[],
  program: Command,
  argv: readonly string[],
): unknown {
  if (isCrmError(error) || !isCommanderError(error)) return error;
  const text = (stderr.join('') || error.message).replace(/^error: /, '').trim();
  const command = deepestCommand(program, argv);
  const path = pathOf(command);
  const help = `Help: ${path} --help`;
  return rewordError(text, command, argv, help) ?? usage(text.replaceAll("'", '"'), help);
}

/** What options are called elsewhere, and here: the first of them that a command has is meant. */
const OTHER_NAMES: Readonly<Record<string, readonly string[]>> = {
  at: ['start', 'due', 'at', 'next', 'close'],
  assign: ['owner'],
  assignee: ['owner'],
  'assigned-to': ['owner'],
  body: ['message', 'notes', 'description'],
  cell: ['phone'],
  client: ['account', 'company'],
  company: ['account', 'company'],
  customer: ['account', 'company'],
  date: ['start', 'due', 'at', 'close'],
  deadline: ['due', 'close'],
  desc: ['description', 'notes'],
  description: ['notes', 'message'],
  fields: ['columns'],
  file: ['output'],
  filter: ['where'],
  from: ['since', 'start'],
  guests: ['attendees'],
  invite: ['attendees'],
  location: ['place', 'city'],
  mail: ['email'],
  mobile: ['phone'],
  name: ['subject', 'name'],
  note: ['notes', 'message'],
  notes: ['message', 'note'],
  'order-by': ['sort'],
  org: ['account', 'company'],
  price: ['amount'],
  'sort-by': ['sort'],
  state: ['status', 'stage'],
  text: ['message', 'notes'],
  time: ['start', 'due', 'at'],
  title: ['subject', 'name'],
  to: ['until', 'end'],
  tel: ['phone'],
  url: ['website'],
  value: ['amount'],
  when: ['start', 'due', 'at', 'next', 'close'],
  with: ['attendees', 'contact'],
};

/** The option that is meant by one that a command does not have: by another name of it, or one that is nearly the same. */
function optionMeant(name: string, names: readonly string[]): string | undefined {
  const others = Object.hasOwn(OTHER_NAMES, name) ? OTHER_NAMES[name] : undefined;
  return others ? others.find((each) => names.includes(each)) : findNearest(name, names)[0];
}

function rewordError(text: string, command: Command, argv: readonly string[], help: string): CrmError | null {
  const [, unknown] = /^unknown option '([^']*)'/.exec(text) ?? [];
  if (unknown !== undefined) {
    const flag = unknown.split('=')[0] as string;
    const flags = command.options.flatMap((option) => (option.long ? [option.long] : []));
    const near = flag.startsWith('--')
      ? optionMeant(
          flag.slice(2),
          flags.map((name) => name.slice(2)),
        )
      : undefined;
    if (near) return usage(`unknown option "${flag}"`, `Did you mean "--${near}"?   ${help}`);
    if (flag.startsWith('--') && flags.includes('--set'))
      return usage(
        `unknown option "${flag}"`,
        `If it is a custom field: --set ${flag.slice(2).replaceAll('-', '_')}=<value>   ${help}`,
      );
    const takesText = command.registeredArguments.length > 0 && !flag.startsWith('--');
    return usage(
      `unknown option "${flag}"`,
      ...(takesText
        ? [`If it is text, not an option, write it after --: ${pathOf(command)} -- "${unknown}"`]
        : []),
      help,
    );
  }
  const [, argument] = /^missing required argument '([^']*)'/.exec(text) ?? [];
  if (argument !== undefined) {
    const about = command.registeredArguments.find((each) => each.name() === argument)?.description;
    return usage(
      `${argument} is missing`,
      ...(about ? [`<${argument}>: ${about}`] : []),
      `Usage: ${pathOf(command)} ${command.usage()}`,
    );
  }
  const [, required] = /^required option '([^']*)' not specified/.exec(text) ?? [];
  if (required !== undefined) {
    const about = command.options.find((each) => each.flags === required)?.description;
    return usage(`option "${required}" is missing`, ...(about ? [`${required}: ${about}`] : []), help);
  }
  const [, option] = /^option '([^']*)' argument missing/.exec(text) ?? [];
  if (option !== undefined) return usage(`option "${option.replace(/ [<[].*/, '')}" needs a value`, help);
  if (/^too many arguments/.test(text)) {
    const extra = command.args.at(command.registeredArguments.length);
    const writes =
      command.registeredArguments.length === 0 && command.options.some(({ long }) => long === '--output');
    return usage(
      extra === undefined ? 'too many arguments' : `unexpected argument "${extra}"`,
      writes && extra !== undefined
        ? `To write into it: crm ${argv.toSpliced(argv.lastIndexOf(extra), 0, '-o').join(' ')}`
        : 'Quote text that has spaces.',
      `Usage: ${pathOf(command)} ${command.usage()}`,
    );
  }
  return null;
}

function deepestCommand(program: Command, argv: readonly string[]): Command {
  let command = program;
  for (const word of argv) {
    const next = command.commands.find((sub) => sub.name() === word || sub.aliases().includes(word));
    if (next) command = next;
  }
  return command;
}

function pathOf(command: Command): string {
  return command.parent ? `${pathOf(command.parent)} ${command.name()}` : command.name();
}

function isCommanderError(error: unknown): error is Error {
  return (
    error instanceof Error && typeof (error as { code?: unknown }).code === 'string' && 'exitCode' in error
  );
}
