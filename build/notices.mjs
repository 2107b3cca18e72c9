import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/** Who holds the copyright of packages published without their MIT licence: what their sources say. */
const MIT_HOLDERS = {
  'yoga-layout': 'Copyright (c) Meta Platforms, Inc. and affiliates.',
};

const MIT = `Permission is hereby granted, free of charge, to any person obtaining a copy
of this software and associated documentation files (the "Software"), to deal
in the Software without restriction, including without limitation the rights
to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
copies of the Software, and to permit persons to whom the Software is
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all
copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE
SOFTWARE.`;

/** Files with a licence, or with what it asks to be passed on. */
const LICENCE_FILE = /^(licen[sc]e|copying|notice)/i;

/**
 * The notices of all packages that these files are from, as text: paths below node_modules, others are our own.
 * Throws for a package whose licence is not known.
 */
export async function thirdPartyNotices(root, files) {
  const folders = new Set([...files].map(packageFolder).filter(Boolean));
  const notices = await Promise.all([...folders].map((folder) => noticeOf(path.resolve(root, folder))));
  // A package may be there twice, for two that want it.
  const sorted = [...new Set(notices)].sort((a, b) => (a < b ? -1 : 1));
  return joinNotices(['crm contains code of these packages, under these licences.', ...sorted]);
}

export const joinNotices = (notices) => `${notices.join(`\n\n${'-'.repeat(80)}\n\n`)}\n`;

/** The folder of the innermost package that holds the file; esbuild puts the plugin's name before some paths. */
function packageFolder(file) {
  return /^(?:[\w-]+:)?(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file.replaceAll('\\', '/'))?.[1];
}

async function noticeOf(folder) {
  const { name, version, license } = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8'));
  const names = (await readdir(folder)).filter((file) => LICENCE_FILE.test(file)).sort();
  const texts = await Promise.all(names.map((file) => readFile(path.join(folder, file), 'utf8')));
  if (texts.length === 0) texts.push(textOf(name, license));
  return [`${name} ${version} (${license})`, ...texts.map((text) => text.trim())].join('\n\n');
}

function textOf(name, license) {
  if (license !== 'MIT' || !MIT_HOLDERS[name]) throw new Error(`${name} comes without a licence file`);
  return `MIT License\n\n${MIT_HOLDERS[name]}\n\n${MIT}`;
}
