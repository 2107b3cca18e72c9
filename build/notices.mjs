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

/** That text wherever a package breaks its lines. */
const ANY_MIT = new RegExp(
  MIT.split(/\s+/)
    .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('\\s+'),
  'g',
);

/** Most packages have that text: it stands there once. */
const SEE_MIT = 'The permission and the disclaimer that stand below, at "MIT licence".';

/** Packages of which data in src/domain/countries was made; its files say so. */
const DATA_PACKAGES = ['node_modules/date-holidays'];

/** Names, weekends and zones of countries are Unicode's, by way of the Node that wrote them down. */
const UNICODE = `Unicode CLDR (Unicode-3.0)

UNICODE LICENSE V3

COPYRIGHT AND PERMISSION NOTICE

Copyright © 2004-2026 Unicode, Inc.

NOTICE TO USER: Carefully read the following legal agreement. BY
DOWNLOADING, INSTALLING, COPYING OR OTHERWISE USING DATA FILES, AND/OR
SOFTWARE, YOU UNEQUIVOCALLY ACCEPT, AND AGREE TO BE BOUND BY, ALL OF THE
TERMS AND CONDITIONS OF THIS AGREEMENT. IF YOU DO NOT AGREE, DO NOT
DOWNLOAD, INSTALL, COPY, DISTRIBUTE OR USE THE DATA FILES OR SOFTWARE.

Permission is hereby granted, free of charge, to any person obtaining a
copy of data files and any associated documentation (the "Data Files") or
software and any associated documentation (the "Software") to deal in the
Data Files or Software without restriction, including without limitation
the rights to use, copy, modify, merge, publish, distribute, and/or sell
copies of the Data Files or Software, and to permit persons to whom the
Data Files or Software are furnished to do so, provided that either (a)
this copyright and permission notice appear with all copies of the Data
Files or Software, or (b) this copyright and permission notice appear in
associated Documentation.

THE DATA FILES AND SOFTWARE ARE PROVIDED "AS IS", WITHOUT WARRANTY OF ANY
KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF
MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT OF
THIRD PARTY RIGHTS.

IN NO EVENT SHALL THE COPYRIGHT HOLDER OR HOLDERS INCLUDED IN THIS NOTICE
BE LIABLE FOR ANY CLAIM, OR ANY SPECIAL INDIRECT OR CONSEQUENTIAL DAMAGES,
OR ANY DAMAGES WHATSOEVER RESULTING FROM LOSS OF USE, DATA OR PROFITS,
WHETHER IN AN ACTION OF CONTRACT, NEGLIGENCE OR OTHER TORTIOUS ACTION,
ARISING OUT OF OR IN CONNECTION WITH THE USE OR PERFORMANCE OF THE DATA
FILES OR SOFTWARE.

Except as contained in this notice, the name of a copyright holder shall
not be used in advertising or otherwise to promote the sale, use or other
dealings in these Data Files or Software without prior written
authorization of the copyright holder.`;

/** Files with a licence, or with what it asks to be passed on. */
const LICENCE_FILE = /^(licen[sc]e|copying|notice)/i;

/**
 * The notices of all packages that these files are from, as text: paths below node_modules, others are our own. What
 * our own data was made of is added.
 * Throws for a package whose licence is not known.
 */
export async function thirdPartyNotices(root, files) {
  const folders = new Set([...files].map(packageFolder).filter(Boolean).concat(DATA_PACKAGES));
  const notices = await Promise.all([...folders].map((folder) => noticeOf(path.resolve(root, folder))));
  // A package may be there twice, for two that want it.
  const sorted = [...new Set([...notices, UNICODE])].sort((a, b) => (a < b ? -1 : 1));
  const intro = 'crm contains code of these packages, under these licences.';
  return joinNotices([
    intro,
    ...sorted.map((notice) => notice.replace(ANY_MIT, SEE_MIT)),
    `MIT licence\n\n${MIT}`,
  ]);
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
