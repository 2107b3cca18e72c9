import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { crm, makeHome } from '../support/program.ts';
import { hasBrowser, openBrowser, openFile } from './browser.ts';

/** Names that would run something, load something or hide something. */
const HOSTILE = [
  '</title></style></script><svg onload=alert(1)>',
  '"><img src=http://evil.example/x onerror=alert(2)>',
  `' onmouseover='alert(3)`,
  '<iframe src="javascript:alert(4)"></iframe>',
  '\u202egnitirw\u0007',
  '&lt;b&gt; &amp; {{7*7}} <%= 7*7 %>',
];

const REPORTS: Readonly<Record<string, string>> = {
  'pipeline.html': 'report pipeline',
  'won.html': 'report won --by owner',
  'months.html': 'report won --by month',
  'lost.html': 'report lost --by lost_reason',
  'sources.html': 'report sources',
  'activity.html': 'report activity',
  'leaderboard.html': 'report leaderboard',
  'funnel.html': 'report funnel',
  'conversion.html': 'report conversion',
  'velocity.html': 'report velocity',
  'stale.html': 'report stale',
  'calls.html': 'report calls',
  'own.html': 'report run --on opp --group name --measure count',
  'leads.html': 'lead list --limit 50',
  'next.html': 'next --all',
  'dashboard.html': 'dashboard --title <script>alert(5)</script>',
};

const home = makeHome(afterAll);
const db = join(home, 'demo.db');
const at = (name: string) => join(home, name);
const run = async (...args: string[]) => {
  const { exitCode, stderr, stdout } = await crm(args, { home, db, cwd: home });
  if (exitCode !== 0) throw new Error(`crm ${args.join(' ')}: ${stderr}`);
  return stdout;
};

beforeAll(async () => {
  await crm(['demo', '--path', db], { home });
  for (const [number, name] of HOSTILE.entries()) {
    await run('opp', 'edit', String(number + 1), '--name', name, '--owner', 'me');
    await run('opp', 'add', name, '--stage', 'won', '--amount', '5k', '--source', name);
    await run('lead', 'add', name, '--company', name, '--source', name);
  }
  for (const [file, line] of Object.entries(REPORTS)) await run(...line.split(' '), '-o', file);
});

/** Of how many won deals each user is the owner, or has a part. */
async function creditedDeals(): Promise<ReadonlyMap<string, number>> {
  const text = await run('opp', 'list', '--where', 'status = won', '--columns', 'owner,splits', '--json');
  const deals = new Map<string, number>();
  for (const { owner, splits } of JSON.parse(text) as { owner: string; splits: string[] }[])
    for (const user of new Set([owner, ...splits.map((split) => split.replace(/ \(.*$/, ''))]))
      deals.set(user, (deals.get(user) ?? 0) + 1);
  return deals;
}

test('every report and list is a page for its owner alone, small enough for a mail', async () => {
  for (const file of Object.keys(REPORTS)) {
    const text = readFileSync(at(file), 'utf8');
    expect(text.startsWith('<!doctype html>') && text.endsWith('</html>\n')).toBe(true);
    expect(text).not.toMatch(/<script|<[a-z]+ [^>]*\b(?:on\w+|src)=|@import|url\(/i);
    expect(text.length).toBeLessThan(400_000);
    expect(statSync(at(file)).mode & 0o077).toBe(0);
  }
});

test('the figures of a total lead to the records of all rows', async () => {
  const line = ['report', 'run', '--on', 'opp', '--group', 'stage', '--measure', 'count', '--total'];
  await run(...line, '-o', 'total.html');
  const deals = (await run('opp', 'list', '-f', 'ids', '--limit', '10000')).trim().split('\n').length;
  const text = readFileSync(at('total.html'), 'utf8');
  const [, anchor, count] = /class="total">.*<a href="#([^"]+)">(\d+)<\/a>/.exec(text) ?? [];
  expect(Number(count)).toBe(deals);
  expect(text).toContain(`<summary>Records: total (the first 25 of ${deals})</summary><div id="${anchor}">`);
});

test('a file that exists, or a folder that does not, is refused as for any other output', async () => {
  const again = await crm(['report', 'won', '-o', 'won.html'], { home, db, cwd: home });
  expect([again.exitCode, again.stderr]).toEqual([1, expect.stringContaining('"won.html" exists')]);
  const nowhere = await crm(['dashboard', '-o', 'no/where.html'], { home, db, cwd: home });
  expect([nowhere.exitCode, nowhere.stderr]).toEqual([
    1,
    expect.stringContaining('cannot write "no/where.html"'),
  ]);
});

describe.skipIf(!hasBrowser)('in a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  test.each(Object.keys(REPORTS))('%s says nothing, asks for nothing, and runs nothing', async (file) => {
    const { page, heard } = await openFile(browser, at(file));
    await page.evaluate('document.querySelectorAll("details").forEach((each) => { each.open = true })');
    expect(heard).toEqual([]);
    const found = await page.evaluate(`({
      active: document.querySelectorAll('script, img, iframe, object, embed, form, [onload], [onerror], [onmouseover]').length,
      tables: document.querySelectorAll('table').length,
      captions: [...document.querySelectorAll('table')].filter((each) => each.caption?.textContent.trim()).length,
      heads: [...document.querySelectorAll('th')].every((each) => each.scope === 'col' || each.scope === 'row'),
      charts: [...document.querySelectorAll('svg')].every((each) => each.getAttribute('aria-label') && each.querySelector('text')),
      links: [...document.querySelectorAll('a')].every((each) => document.querySelector(each.getAttribute('href'))),
    })`);
    expect(found).toMatchObject({ active: 0, heads: true, charts: true, links: true });
    const { tables, captions } = found as { tables: number; captions: number };
    expect([file, tables]).not.toEqual([file, 0]);
    expect(captions).toBe(tables);
    await page.close();
  });

  test.each([
    ['months.html', 'as many as it says', async () => new Map<string, number>()],
    ['won.html', 'also those of which an owner has a part', creditedDeals],
  ])('a figure of %s opens the records behind it, %s', async (file, _, credited) => {
    const { page } = await openFile(browser, at(file));
    const rows =
      (await page.evaluate(`[...document.querySelectorAll('section > .scroll tbody tr')].map((row) => {
      const links = [...row.querySelectorAll('td.number a')];
      const behind = (link) => document.querySelector(link.getAttribute('href')).querySelectorAll('tbody tr').length;
      return [row.cells[0].textContent, Number(links[0].textContent), behind(links[0]), behind(links.at(-1))];
    })`)) as [string, number, number, number][];
    expect(rows.length).toBeGreaterThan(1);
    const deals = await credited();
    for (const [name, count, counted, inAmount] of rows)
      expect([name, counted, inAmount]).toEqual([
        name,
        Math.min(count, 25),
        Math.min(deals.get(name) ?? count, 25),
      ]);
    await page.click('section > .scroll tbody tr:nth-child(2) td.number a');
    const isOpen = await page.evaluate(`document.querySelector(location.hash).closest('details').open`);
    expect(isOpen).toBe(true);
    await page.close();
  });

  test('names are shown as they are, and what cannot be seen is made visible', async () => {
    const { page } = await openFile(browser, at('leads.html'));
    const names = (await page.evaluate(
      `[...document.querySelectorAll('tbody tr')].map((row) => row.cells[1].textContent)`,
    )) as string[];
    for (const name of HOSTILE.slice(0, 4)) expect(names).toContain(name);
    expect(names.some((name) => name.includes('\u202e'))).toBe(false);
    await page.close();
  });

  test('it is dark where the reader wants it, fits a phone, and prints on A4', async () => {
    const { page } = await openFile(browser, at('dashboard.html'));
    const ground = () => page.evaluate('getComputedStyle(document.body).backgroundColor');
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'light' }]);
    const light = await ground();
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'dark' }]);
    expect(await ground()).not.toBe(light);
    for (const width of [320, 390, 800, 1600]) {
      await page.setViewport({ width, height: 800 });
      expect([width, await page.evaluate('document.documentElement.scrollWidth')]).toEqual([width, width]);
    }
    const paper = await page.pdf({ preferCSSPageSize: true });
    // 210 × 297 mm in points.
    expect(Buffer.from(paper).toString('latin1')).toMatch(/\/MediaBox \[0 0 59[45][.\d]* 84[12][.\d]*\]/);
    await page.close();
  });
});
