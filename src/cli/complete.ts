import { existsSync } from 'node:fs';
import { Command } from 'commander';
import { CATALOGUE, type Entry } from '../commands/catalogue.ts';
import { type AnyCommand, command } from '../commands/command.ts';
import { valuesOf } from './complete-values.ts';
import { addGlobals } from './globals.ts';
import { route } from './route.ts';

/** Tells the shell to complete names of files itself. */
const FILES = ':0\n';

/** What the shell asks for: `crm complete -- lead list --sta`. The last word is the one to complete. */
export default command({
  summary: 'what may come next on a command line',
  examples: ['complete -- lead li'],
  configure: (c) => c.argument('[words...]', 'the command line up to the cursor'),
  async run({ args: [words] }, ctx) {
    const { RootCommand } = await import('@bomb.sh/tab');
    const root = new RootCommand();
    const { entry, verb } = place(words);
    for (const each of CATALOGUE) if (!each.hidden) root.command(each.name, each.summary);
    if (entry) await addVerbs(entry, root);
    const spec = entry && (await chosen(entry, verb));
    if (entry && spec) {
      const { options, registeredArguments } = addGlobals(
        spec.configure(new Command() as never) as unknown as Command,
      );
      if (
        takesFile(
          registeredArguments.map((argument) => argument.name()),
          words,
        )
      ) {
        ctx.io.stdout.write(FILES);
        return;
      }
      const target = root.command(pathOf(entry, verb), spec.summary);
      const asked = optionAsked(words);
      for (const option of options) {
        if (!option.long) continue;
        const name = option.long.slice(2);
        const short = option.short?.slice(1);
        if (!option.required) {
          target.option(name, option.description, short as string);
          continue;
        }
        const isAsked = asked === option.long || asked === option.short;
        const values = isAsked && existsSync(ctx.settings.db) ? await valuesOf(ctx, entry.name, name) : [];
        const offer = (complete: (value: string, description: string) => void) => {
          for (const value of values) complete(value, '');
        };
        if (short === undefined) target.option(name, option.description, offer);
        else target.option(name, option.description, offer, short);
      }
    }
    // The package writes what fits to standard output itself.
    root.parse([...words]);
  },
});

/** Noun and verb that the words before the last have named; words that name nothing leave it open. */
function place(words: readonly string[]): { entry: Entry | null; verb: string | null } {
  try {
    return route(words.slice(0, -1));
  } catch {
    return { entry: CATALOGUE.find(({ name }) => name === words[0]) ?? null, verb: null };
  }
}

async function addVerbs(entry: Entry, root: { command(value: string, description: string): unknown }) {
  for (const [verb, load] of Object.entries(entry.verbs ?? {})) {
    root.command(`${entry.name} ${verb}`, (await load()).default.summary);
  }
}

async function chosen(entry: Entry, verb: string | null): Promise<AnyCommand | null> {
  const load = entry.load ?? (verb === null ? undefined : entry.verbs?.[verb]);
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

function takesFile(names: readonly string[], words: readonly string[]): boolean {
  const last = words.at(-1) ?? '';
  const before = words.at(-2) ?? '';
  return names.includes('file') && !last.startsWith('-') && !before.startsWith('-');
}
