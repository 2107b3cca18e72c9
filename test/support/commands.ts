import { commandCatalogue } from '../../src/cli/catalogue.ts';
import type { CatalogueEntry } from '../../src/cli/catalogue-entry.ts';
import type { AnyCommand } from '../../src/commands/command.ts';
import { builtInNouns } from '../../src/nouns/index.ts';

/** A command as typed, `lead add`, with its definition. */
export interface Listed {
  readonly path: readonly string[];
  readonly entry: CatalogueEntry;
  readonly spec: AnyCommand;
}

/** Every command, in the order of the help. */
export async function allCommands(): Promise<Listed[]> {
  const all: Listed[] = [];
  for (const entry of commandCatalogue(builtInNouns())) {
    if (entry.load) all.push({ path: [entry.name], entry, spec: (await entry.load()).default });
    for (const [verb, load] of Object.entries(entry.verbs?.() ?? {})) {
      all.push({ path: [entry.name, verb], entry, spec: (await load()).default });
    }
  }
  return all;
}
