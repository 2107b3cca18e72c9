import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';

/** Where Debian has it: scripts/install-test-tools.sh. */
const CHROMIUM = '/usr/bin/chromium';

export const hasBrowser = existsSync(CHROMIUM);

/** A browser without a network. */
export function openBrowser(): Promise<Browser> {
  return puppeteer.launch({
    executablePath: CHROMIUM,
    args: ['--no-sandbox', '--disable-gpu', '--host-resolver-rules=MAP * ~NOTFOUND'],
  });
}

/** A page of a file, and what it said and asked for while it was loaded. */
export async function openFile(
  browser: Browser,
  file: string,
): Promise<{ readonly page: Page; readonly heard: string[] }> {
  const page = await browser.newPage();
  const heard: string[] = [];
  const url = pathToFileURL(file).href;
  page.on('console', (message) => heard.push(`console: ${message.text()}`));
  page.on('pageerror', (error) => heard.push(`error: ${String(error)}`));
  page.on('dialog', (dialog) => {
    heard.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    if (request.url() !== url && request.url() !== 'data:,') heard.push(`request: ${request.url()}`);
  });
  await page.goto(url);
  return { page, heard };
}
