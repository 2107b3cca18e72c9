'use strict';
const fs = require('fs');
const Module = require('module');
const path = require('path');
const { brotliDecompressSync } = require('zlib');

/** The line of a file that names its source map. */
const LINK = /^\/\/# sourceMappingURL=(\S+\.map)\s*$/m;

/** Makes Node read places in the sources from source maps, which are compressed: it gets each as part of its file. */
module.exports = () => {
  process.setSourceMapsEnabled(true);
  const compile = Module.prototype._compile;
  Module.prototype._compile = function (source, file, ...others) {
    return compile.call(this, withMap(source, file), file, ...others);
  };
};

function withMap(source, file) {
  const link = LINK.exec(source);
  const compressed = link && path.join(path.dirname(file), link[1] + '.br');
  // A build for development has maps that Node finds itself.
  if (!link || !fs.existsSync(compressed)) return source;
  const map = brotliDecompressSync(fs.readFileSync(compressed)).toString('base64');
  return source.slice(0, link.index) + '//# sourceMappingURL=data:application/json;base64,' + map;
}
