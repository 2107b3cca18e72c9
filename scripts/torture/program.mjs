import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

export const ROOT = resolve(import.meta.dirname, '../..');

/** The moment every command acts at. */
const NOW = '2026-03-12T10:00:00.000Z';

/** A command that takes longer hangs. */
const LONGEST_RUN_MS = 120_000;

/** The programs there are: the launcher on the project's Node, and the stand-alone file once it is built. */
export function programs() {
  const node = {
    name: 'node',
    command: join(ROOT, 'node_modules/.bin/node'),
    before: [join(ROOT, 'bin/crm.js')],
  };
  const file = join(ROOT, 'dist/crm');
  return existsSync(file) ? [node, { name: 'file', command: file, before: [] }] : [node];
}

/** What a program is run with: a home in its place, nothing of the developer's own but the path. */
export function environment({ cwd, db, cache }) {
  return {
    PATH: process.env.PATH,
    HOME: cwd,
    XDG_CONFIG_HOME: join(cwd, 'config'),
    XDG_DATA_HOME: join(cwd, 'data'),
    XDG_CACHE_HOME: cache,
    TZ: 'UTC',
    LANG: 'C.UTF-8',
    TERM: 'xterm-256color',
    CRM_NOW: NOW,
    CRM_USER: 'tester',
    CRM_DB: db,
  };
}

/** Starts a program without waiting; `stdout` may be a file descriptor of its own. */
export function start(program, args, place, stdout = 'pipe') {
  return spawn(program.command, [...program.before, ...args], {
    cwd: place.cwd,
    env: environment(place),
    stdio: ['ignore', stdout, 'pipe'],
  });
}

/** Waits for the end of what was started: exit code or signal, and what it wrote. */
export function finish(child) {
  return new Promise((done, fail) => {
    let [stdout, stderr] = ['', ''];
    child.stdout?.on('data', (text) => {
      stdout += text;
    });
    child.stderr.on('data', (text) => {
      stderr += text;
    });
    const timer = setTimeout(() => child.kill('SIGKILL'), LONGEST_RUN_MS);
    child.on('error', fail);
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      done({ code, signal, stdout, stderr });
    });
  });
}

export const run = (program, args, place) => finish(start(program, args, place));
