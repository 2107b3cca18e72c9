import { type Command, Option } from 'commander';
import { FORMATS } from '../settings.ts';
import { LeanCommand } from './lean-command.ts';

/** Options of every command, before or after the noun. */
export interface GlobalOptions {
  db?: string;
  format?: string;
  csv?: boolean;
  json?: boolean;
  columns?: string;
  header: boolean;
  excel?: boolean;
  delimiter?: string;
  color?: string;
  yes?: boolean;
  force?: boolean;
  quiet?: boolean;
  user?: string;
  now?: string;
}

const HEADING = 'Global options:';

/** Adds the global options to a command, under their own heading or hidden. */
export function addGlobals<C extends Command>(command: C, shown: 'shown' | 'hidden' = 'shown'): C {
  const add = (flags: string, help: string) => {
    if (command instanceof LeanCommand && !command.needs(flags)) return;
    // Some commands have a `--force` of their own with its own help.
    if (command.options.some(({ long }) => long === flags.split(' ')[0])) return;
    command.addOption(new Option(flags, help).helpGroup(HEADING).hideHelp(shown === 'hidden'));
  };
  add('--db <path>', 'database file (CRM_DB)');
  add('-f, --format <fmt>', `${FORMATS.join(', ')} (CRM_FORMAT)`);
  add('--csv', 'short for --format csv');
  add('--json', 'short for --format json');
  add('--columns <names>', 'columns to show, in this order; ? lists them');
  add('--no-header', 'no header line in csv, tsv and md');
  add('--excel', 'csv for spreadsheet programs, with formulas guarded');
  add('--delimiter <character>', 'separator of csv, such as ; or tab; also with --excel');
  add('--color <when>', 'auto, always or never');
  add('-y, --yes', 'answer yes to every question');
  add('--force', "replace existing files; never crm's own files");
  add('-q, --quiet', 'no progress, no notes');
  add('--user <name>', 'the acting user (CRM_USER)');
  add('--now <time>', 'act as if it were this time (CRM_NOW)');
  return command;
}

/** Global options with a value: the scan for the noun skips the value. */
export const GLOBALS_WITH_VALUE = new Set([
  '--db',
  '-f',
  '--format',
  '--columns',
  '--delimiter',
  '--color',
  '--user',
  '--now',
]);

/** All global options, as attribute names of Commander. */
export const GLOBAL_NAMES: readonly (keyof GlobalOptions)[] = [
  'db',
  'format',
  'csv',
  'json',
  'columns',
  'header',
  'excel',
  'delimiter',
  'color',
  'yes',
  'force',
  'quiet',
  'user',
  'now',
];

/** Whether an option of a command is the global one: imports have a `--delimiter` of their own, for their input. */
export function isGlobal(command: Command, name: keyof GlobalOptions): boolean {
  if (name !== 'delimiter') return true;
  return command.options.find((option) => option.attributeName() === name)?.helpGroupHeading === HEADING;
}
