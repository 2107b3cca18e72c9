import { existsSync } from 'node:fs';
import type { Command as Completed } from '@bomb.sh/tab';
import { Command, type Option } from 'commander';
import { CATALOGUE, type Entry } from '../commands/catalogue.ts';
import { type AnyCommand, command } from '../commands/command.ts';
import { visible } from '../render/terminal-text.ts';
import { namesOf, valuesOf } from './complete-values.ts';
import { addGlobals } from './globals.ts';
import { route } from './route.ts';

/** Tells the shell to complete names of files itself. */
const FILES = ':0\n';

/** What the shell asks for: `crm complete -- lead list --sta`. The last word is the one to complete. */
export default command({
  summary: 'what may come next on a command line',
  examples: ['complete -- lead li'],
  anyUser: true,
  configure: (c) => c.argument('[words...]', 'the command line up to the cursor'),
  async run({ args: [words] }, ctx) {
    const { RootCommand } = await import('@bomb.sh/tab');
    const root = new RootCommand();
    const { entry, verb } = place(words);
    for (const each of CATALOGUE) if (!each.hidden) root.command(each.name, each.summary);
    if (entry) await addVerbs(entry, root);
    const spec = entry && (await chosen(entry, verb));
    if (entry && spec) {
      const said = addGlobals(spec.configure(new Command() as never) as unknown as Command);
      if (takesFile(said, words)) return ctx.io.stdout.write(FILES);
      const asked = optionAsked(words);
      const isThere = existsSync(ctx.settings.db);
      const values = async (option: Option) =>
        [option.short, option.long].includes(asked) && isThere
          ? [
              ...(await valuesOf(ctx, entry.name, nameOf(option))),
              ...(isFormat(option) ? (spec.formats ?? []) : []),
            ]
          : [];
      const target = root.command(pathOf(entry, verb), spec.summary);
      await addOptions(target, said.options, values);
      const [argument] = said.registeredArguments;
      if (argument && isThere) {
        const names = await namesOf(ctx, entry.name, verb);
        target.argument(argument.name(), offering(names), argument.variadic);
      }
    }
    // The package writes what fits to standard output itself.
    root.parse([...words]);
  },
});

/** Tells the package of options, and of each that takes a value which ones there are. */
async function addOptions(
  target: Completed,
  options: readonly Option[],
  values: (option: Option) => Promise<string[]>,
): Promise<void> {
  for (const option of options) {
    const [name, short] = [nameOf(option), option.short?.slice(1)];
    if (!option.required) {
      target.option(name, option.description, short);
      continue;
    }
    target.option(name, option.description, offering(await values(option)), short);
  }
}

/** Offers these values; what is left out would act on the terminal when the shell writes it. */
function offering(values: readonly string[]) {
  const offered = values.filter((value) => value === visible(value));
  return (complete: (value: string, description: string) => void) => {
    for (const value of offered) complete(value, '');
  };
}

const isFormat = (option: Option): boolean => option.long === '--format';

const nameOf = (option: Option): string => option.long?.slice(2) ?? '';

/** Noun and verb that the words before the last have named; words that name nothing leave it open. */
function place(words: readonly string[]): { entry: Entry | null; verb: string | null } {
  try {
    return route(words.slice(0, -1));
  } catch {
    return { entry: CATALOGUE.find(({ name }) => name === words[0]) ?? null, verb: null };
  }
}

async function addVerbs(entry: Entry, root: { command(value: string, description: string): unknown }) {
  for (const [verb, load] of Object.entries(entry.verbs?.() ?? {})) {
    root.command(`${entry.name} ${verb}`, (await load()).default.summary);
  }
}

async function chosen(entry: Entry, verb: string | null): Promise<AnyCommand | null> {
  const load = entry.load ?? (verb === null ? undefined : entry.verbs?.()[verb]);
  return load ? (await load()).default : null;
}

function pathOf(entry: Entry, verb: string | null): string {
  return verb === null ? entry.name : `${entry.name} ${verb}`;
}

/** The option whose value is being typed, `--owner an` or `--owner=an`. */
function optionAsked(words: readonly string[]): string | undefined {
  const [last = '', before] = [words.at(-1), words.at(-2)];
  return last.startsWith('--') && last.includes('=') ? last.slice(0, last.indexOf('=')) : before;
}

function takesFile({ registeredArguments }: Command, words: readonly string[]): boolean {
  const [last = '', before = ''] = [words.at(-1), words.at(-2)];
  const named = registeredArguments.some((argument) => argument.name() === 'file');
  return named && !last.startsWith('-') && !before.startsWith('-');
}
