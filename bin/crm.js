#!/usr/bin/env node
// Syntax any Node reads: an old one must get as far as the message below.
'use strict';

/** The ranges of package.json's engines: lowest minor and patch of each major, then every later major. */
var SUPPORTED = { 22: [22, 2], 24: [15, 0] };
var LATER = 26;

var BUNDLE = require('path').join(__dirname, '../dist/crm.cjs');

function isSupported(version) {
  var parts = version.split('.').map(Number);
  var lowest = SUPPORTED[parts[0]];
  if (!lowest) return parts[0] >= LATER;
  return parts[1] > lowest[0] || (parts[1] === lowest[0] && parts[2] >= lowest[1]);
}

function start() {
  if (!isSupported(process.versions.node)) {
    return 'needs Node 22.22, 24.15, 26 or newer; this is ' + process.version + ' (' + process.execPath + ')';
  }
  if (!require('fs').existsSync(BUNDLE)) {
    return 'is not built yet: run npm run build in ' + require('path').dirname(__dirname);
  }
  require('./load.js')(BUNDLE);
  return undefined;
}

var problem = start();
if (problem) {
  console.error('crm: ' + problem);
  process.exitCode = 1;
}
