'use strict';
const fs = require('fs');
const { brotliDecompressSync } = require('zlib');

/** The code of a part that the build has compressed, between the two ends of a module. */
module.exports = (bundle, start, end) => {
  const compressed = bundle + '.br';
  // A build for development compresses nothing.
  const code = fs.existsSync(compressed)
    ? brotliDecompressSync(fs.readFileSync(compressed))
    : fs.readFileSync(bundle);
  return start + code.latin1Slice() + end;
};
