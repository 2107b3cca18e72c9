import { byteSizeText } from '../../domain/byte-size.ts';
import type { Engine, Finding } from '../engine.ts';
import { storedFiles, unneededFiles } from './stored-files.ts';

/** Files listed per kind before the rest is only counted. */
const MAX_FILES_LISTED = 5;

/** Whether every file that the database refers to is there as it was kept, and nothing else is. */
export async function checkFiles(engine: Engine, now: number): Promise<Finding[]> {
  const what = 'files';
  const { files } = engine;
  const states = { sound: 0, missing: [] as string[], altered: [] as string[] };
  let bytes = 0;
  for (const file of await storedFiles(engine)) {
    const state = await files.stateOf(file);
    if (state === 'sound') states.sound++;
    else states[state].push(files.pathOf(file.hash));
    bytes += file.size;
  }
  const count = states.sound + states.missing.length + states.altered.length;
  const foreign = [...files.entries()].filter(({ hash }) => hash === null).map(({ path }) => path);
  const { recorded, unrecorded } = await unneededFiles(engine, now);
  const unneeded = recorded.length + unrecorded.length;
  const found: Finding[] = [];
  const report = (paths: readonly string[], problem: string) => {
    if (paths.length > 0) found.push({ what, detail: listed(paths), problem });
  };
  report(states.missing, 'missing: copy it from a backup');
  report(states.altered, 'altered: copy it from a backup');
  report(foreign, 'not a file of crm: move it elsewhere');
  const [open] = files.openToOthers();
  if (open !== undefined)
    found.push({ what, detail: files.path, problem: `others may use ${open}`, wayOut: { type: 'repair' } });
  if (found.length > 0) return found;
  if (count === 0 && unneeded === 0) return [{ what, detail: 'none' }];
  const all = `${countText(count)}, ${byteSizeText(bytes)}, all as they were kept`;
  if (unneeded === 0) return [{ what, detail: all }];
  const detail = `${all}; nothing needs ${countText(unneeded)}`;
  return [{ what, detail, wayOut: { type: 'remove-unneeded-files' } }];
}

const countText = (count: number) => (count === 1 ? '1 file' : `${count} files`);

function listed(paths: readonly string[]): string {
  const more = paths.length - MAX_FILES_LISTED;
  return `${paths.slice(0, MAX_FILES_LISTED).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
