import { resolve } from 'node:path';
import { dataDir } from '../config/folders.ts';
import type { Context } from '../context.ts';
import { Outputs } from '../io/outputs.ts';

/** The rules for output files of this command; `inputs` are the files it reads, as typed. */
export async function outputsOf(ctx: Context, inputs: readonly string[] = []): Promise<Outputs> {
  const { io, settings, config } = ctx;
  // Protect the user's other databases too, when --db names another one.
  const home = await dataDir(io).catch(() => undefined);
  const databases = [
    settings.db,
    io.env.CRM_DB,
    config.get('db'),
    home && `${home}/crm.db`,
    home && `${home}/demo.db`,
  ];
  return new Outputs({
    cwd: io.cwd,
    force: settings.force,
    databases: databases.flatMap((path) => (path ? [resolve(io.cwd, path)] : [])),
    config: config.path,
    inputs,
  });
}
