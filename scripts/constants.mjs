import { readFile } from 'node:fs/promises';

/** What both builds replace in the sources: a name to the JavaScript text put in its place. */
export async function constants() {
  const { version } = JSON.parse(await readFile(new URL('../package.json', import.meta.url), 'utf8'));
  return { __CRM_VERSION__: JSON.stringify(version), 'process.env.NODE_ENV': '"production"' };
}
