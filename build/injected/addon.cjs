/**
 * In place of better-sqlite3/lib/binding.js, whose search starts from its own folder: the prebuilt addon is taken
 * from the package where it is installed, beside crm, above it, or wherever else Node finds it.
 */
const fs = require('fs');
const path = require('path');

const LOADERS = { x64: 'x86_64', arm64: 'aarch64' };
let addon;

exports.getBinding = () => {
  if (!addon) {
    // As require does it, without looking for what is found already.
    const module = { exports: {} };
    process.dlopen(module, file());
    addon = module.exports;
  }
  return addon;
};

function file() {
  const prebuilt = path.join(
    'prebuilds',
    `${process.platform}${isMusl() ? 'musl' : ''}-${process.arch}.node`,
  );
  for (const near of ['../node_modules', '../..']) {
    const found = path.join(__dirname, near, 'better-sqlite3', prebuilt);
    if (fs.existsSync(found)) return found;
  }
  const home = path.dirname(require.resolve('better-sqlite3/package.json'));
  const found = path.join(home, prebuilt);
  return fs.existsSync(found) ? found : path.join(home, 'build/Release/better_sqlite3.node');
}

/** Whether this process runs on musl's C library. Its loader may be installed where glibc's is in use. */
function isMusl() {
  if (process.platform !== 'linux' || !fs.existsSync(`/lib/ld-musl-${LOADERS[process.arch]}.so.1`))
    return false;
  try {
    return /\/ld-musl-[^/\s]*\.so/.test(fs.readFileSync('/proc/self/maps', 'latin1'));
  } catch {
    return !process.report.getReport().header.glibcVersionRuntime;
  }
}
