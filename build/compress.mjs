/** Compresses what few runs read: the download and the installed package are smaller, and nothing typed all day is slower. */
import { globSync, statSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { brotliCompressSync } from 'node:zlib';

/** Loading zlib takes 3 ms, which a small package does not make good. */
const MIN_COMPRESSED_BYTES = 20_000;

/** Phone numbers and days are typed all day, tables are drawn. */
const READ_OFTEN = /^(libphonenumber-js-|date-fns-|cli-table3|data-)/;

/**
 * Takes the place of a compressed module, and becomes it. The code has a file name of its own, by which Node caches what
 * it compiles.
 */
const LOADER = `'use strict';
const code = require('zlib').brotliDecompressSync(require('fs').readFileSync(__filename + '.br'));
module._compile(code.toString(), __filename + '.br');
`;

/** Compresses the large packages in the folder of those that are loaded late. */
export async function compressPackages(folder) {
  for (const name of globSync('*.cjs', { cwd: folder })) {
    const file = path.join(folder, name);
    if (statSync(file).size >= MIN_COMPRESSED_BYTES && !READ_OFTEN.test(name)) await compressModule(file);
  }
}

/** Compresses a module, and puts one that loads it in its place. */
export async function compressModule(file) {
  await writeFile(`${file}.br`, brotliCompressSync(await readFile(file)));
  await writeFile(file, LOADER);
}

/** Compresses a source map, which bin/launch/source-maps.js gives to Node. */
export async function compressMap(file) {
  await writeFile(`${file}.br`, brotliCompressSync(await readFile(file)));
  await rm(file);
}

/** Left out are runs of at least so many zero bytes. */
const MIN_ZEROS = 16;

/**
 * The bytes without their runs of zeros, of which a new database is full: its length, and each stretch between two runs
 * after its position and its length, all as 32 bits. build/injected/with-zeros.mjs puts them back, without loading zlib.
 */
export function withoutZeros(bytes) {
  const parts = [uint32(bytes.length)];
  const zeros = Buffer.alloc(MIN_ZEROS);
  for (let start = 0; start < bytes.length; ) {
    if (bytes[start] === 0) {
      start++;
      continue;
    }
    const found = bytes.indexOf(zeros, start);
    const end = found < 0 ? bytes.length : found;
    parts.push(uint32(start), uint32(end - start), bytes.subarray(start, end));
    start = end;
  }
  return Buffer.concat(parts);
}

function uint32(value) {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
