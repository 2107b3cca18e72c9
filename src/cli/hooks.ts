import { resolve } from 'node:path';
import { checkTypes } from '../app/events/types.ts';
import { type Hooks, startHooks } from '../app/hooks/hooks.ts';
import type { Context } from '../context.ts';
import { isCrmError, usage } from '../domain/errors.ts';
import { programEnv, runProgram } from '../io/run-program.ts';
import type { Changes } from '../store/changes.ts';
import type { Engine } from '../store/engine.ts';

/** The hooks of the config file, for an open database. Throws `usage` for one of an event that does not exist. */
export function hooksOf(
  { config, io, settings, user }: Context,
  engine: Engine,
  changes: () => Changes,
): Hooks {
  for (const [index, { on }] of config.hooks.entries()) {
    try {
      checkTypes(engine.nouns, on);
    } catch (error) {
      if (!isCrmError(error)) throw error;
      throw usage(`hook ${index + 1} in ${config.path}: ${error.message}`, "See all: crm events --type '?'");
    }
  }
  // What a hook changes starts no hooks.
  const env = { ...programEnv(io.env), CRM_DB: resolve(settings.db), CRM_USER: user, CRM_HOOK: '1' };
  return startHooks(config.hooks, {
    engine,
    changes,
    run: ({ run: command, timeoutMs }, input) =>
      runProgram({ command, input, env, timeoutMs, stopsWhole: true }),
  });
}
