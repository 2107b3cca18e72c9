'use strict';
const path = require('path');
const Module = require('module');

/**
 * Loads the bundle like Node, without compiled code of earlier runs; with CRM_DEBUG errors show source positions. The
 * build writes the function around the module into its second line.
 */
module.exports = (bundle, source) => {
  if (process.env.CRM_DEBUG) process.setSourceMapsEnabled(true);
  const lines = source.split('\n');
  lines[1] = '"use strict";';
  lines.splice(lines.lastIndexOf('})'), 1);
  const main = new Module(bundle);
  main.filename = bundle;
  main.loaded = true;
  main.paths = Module._nodeModulePaths(path.dirname(bundle));
  Module._cache[bundle] = main;
  main._compile(lines.join('\n'), bundle);
};
