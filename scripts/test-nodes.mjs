/**
 * npm run test:nodes: tests the package, installed, on the oldest supported Node of each line; `npm test` has it on the
 * project's own. They come from the registry once, and are kept in node_modules/.cache.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '..');
const { engines } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8'));

// As the package "node" on the registry names them, without the script that it installs them by.
const isMacOnArm = process.platform === 'darwin' && process.arch === 'arm64';
const platform = process.platform === 'win32' ? 'win' : process.platform;
const PACKAGE = `${isMacOnArm ? 'node-bin' : 'node'}-${platform}-${process.arch}`;
const isWindows = process.platform === 'win32';

/** The path of a Node of this version, installed when it is not there yet. */
function installNode(version) {
  const folder = path.join(ROOT, 'node_modules/.cache/nodes', version);
  const node = path.join(folder, 'node_modules', PACKAGE, 'bin', isWindows ? 'node.exe' : 'node');
  if (!existsSync(node)) {
    const args = ['install', '--no-save', '--no-package-lock', '--prefix', folder, `${PACKAGE}@${version}`];
    execFileSync('npm', args, { cwd: ROOT, stdio: 'inherit', shell: isWindows });
  }
  return node;
}

/** `^22.22.2 || >=26` to 22.22.2 and 26.0.0. */
const oldest = engines.node.split('||').map((range) => {
  const [major, minor = 0, patch = 0] = range.match(/\d+/g);
  return [major, minor, patch].join('.');
});

const nodes = oldest.map(installNode);
execFileSync('npx', ['vitest', 'run', 'test/packaging/installed.test.ts'], {
  cwd: ROOT,
  stdio: 'inherit',
  shell: isWindows,
  env: { ...process.env, CRM_NODES: nodes.join(path.delimiter) },
});
