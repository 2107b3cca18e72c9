#!/usr/bin/env node
// Syntax any Node reads: an old one must get as far as the message below.
'use strict';

/** The ranges of package.json's engines: lowest minor and patch of each major, then every later major. */
var SUPPORTED = { 22: [22, 2], 24: [15, 0] };
var LATER = 26;

function isSupported(version) {
  var parts = version.split('.').map(Number);
  var lowest = SUPPORTED[parts[0]];
  if (!lowest) return parts[0] >= LATER;
  return parts[1] > lowest[0] || (parts[1] === lowest[0] && parts[2] >= lowest[1]);
}

/**
 * Node's cache of compiled code belongs to the user: in a folder that others can write to (Node's default is
 * below /tmp) somebody else could leave code to be run.
 */
function compileCache() {
  var env = process.env;
  if (process.platform === 'win32') return env.LOCALAPPDATA && env.LOCALAPPDATA + '\\crm\\Cache\\compiled';
  if (env.XDG_CACHE_HOME && env.XDG_CACHE_HOME[0] === '/') return env.XDG_CACHE_HOME + '/crm/compiled';
  if (!env.HOME) return undefined;
  return env.HOME + (process.platform === 'darwin' ? '/Library/Caches' : '/.cache') + '/crm/compiled';
}

function start() {
  if (!isSupported(process.versions.node)) {
    return 'needs Node 22.22, 24.15, 26 or newer; this is ' + process.version + ' (' + process.execPath + ')';
  }
  var folder = compileCache();
  if (folder) require('module').enableCompileCache(folder);
  if (process.env.CRM_DEBUG) process.setSourceMapsEnabled(true);
  try {
    require('../dist/crm.cjs');
  } catch (error) {
    if (error.code !== 'MODULE_NOT_FOUND' || !/dist.crm\.cjs/.test(error.message)) throw error;
    return 'is not built yet: run npm run build in ' + require('path').dirname(__dirname);
  }
  return undefined;
}

var problem = start();
if (problem) {
  console.error('crm: ' + problem);
  process.exitCode = 1;
}
