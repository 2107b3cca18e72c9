import { readFile } from 'node:fs/promises';

/** The decoder of Brotli in pdf.js, with its dictionary, and the name that it is called by. */
const DECODER = /let makeBrotliDecode=\(\)=>\{[\s\S]*?return decode\},(\w+)=makeBrotliDecode\(\);/;

/** Lets the reader of PDF files use the Brotli of Node: its own, with a dictionary of all languages, is a fifth of it. */
export const brotliOfNode = {
  name: 'brotli-of-node',
  setup(bundler) {
    bundler.onLoad({ filter: /[\\/]unpdf[\\/]dist[\\/]pdfjs\.mjs$/ }, async ({ path: file }) => {
      const code = await readFile(file, 'utf8');
      if (!DECODER.test(code))
        throw new Error(`${file} no longer holds its Brotli: its package has changed, see build/README.md`);
      const decode = (name) =>
        `let ${name}=(bytes)=>new Int8Array(process.getBuiltinModule('node:zlib').brotliDecompressSync(bytes));`;
      return { contents: code.replace(DECODER, (_, name) => decode(name)), loader: 'js' };
    });
  },
};
