import fs from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { failed } from '../domain/errors.ts';

/** Browsers that print pages without a window. */
const BROWSERS = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'brave-browser',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
];

/** A page is printed within this time. */
const PRINT_LIMIT_MS = 60_000;

/** The browser that this computer has for it; null without one. */
export function findPrinter(env: Readonly<Record<string, string | undefined>>): string | null {
  const folders = (env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  for (const browser of BROWSERS) {
    const places = browser.startsWith('/') ? [browser] : folders.map((folder) => join(folder, browser));
    for (const place of places) if (isProgram(place)) return place;
  }
  return null;
}

function isProgram(path: string): boolean {
  try {
    fs.accessSync(path, fs.constants.X_OK);
    return fs.statSync(path).isFile();
  } catch {
    return false;
  }
}

/** Prints a page as PDF by a browser that shows no window and loads nothing. Throws `failed` where it does not. */
export async function printPage(
  browser: string,
  page: string,
  {
    env,
    signal,
  }: { readonly env: Readonly<Record<string, string | undefined>>; readonly signal: AbortSignal },
): Promise<Uint8Array> {
  const { execFile } = await import('node:child_process');
  const folder = fs.mkdtempSync(join(tmpdir(), 'crm-print-'));
  try {
    const [from, to] = [join(folder, 'page.html'), join(folder, 'page.pdf')];
    fs.writeFileSync(from, page, { mode: 0o600 });
    const options = [
      '--headless',
      '--disable-gpu',
      '--no-first-run',
      '--disable-extensions',
      '--no-pdf-header-footer',
      `--user-data-dir=${join(folder, 'profile')}`,
      // As root, Chromium starts without its sandbox only. The page cannot run or load anything.
      ...(userInfo().uid === 0 ? ['--no-sandbox'] : []),
      `--print-to-pdf=${to}`,
      pathToFileURL(from).href,
    ];
    await new Promise<void>((resolve, reject) => {
      execFile(
        browser,
        options,
        // It leaves nothing in the user's own folders.
        {
          env: { ...env, HOME: folder, XDG_CONFIG_HOME: folder, XDG_CACHE_HOME: folder },
          timeout: PRINT_LIMIT_MS,
          signal,
          killSignal: 'SIGKILL',
        },
        (error) => (error && !fs.existsSync(to) ? reject(error) : resolve()),
      );
    });
    return fs.readFileSync(to);
  } catch (error) {
    const [reason] = error instanceof Error ? error.message.split('\n') : [String(error)];
    throw failed(`${browser} printed no PDF: ${reason}`);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}
