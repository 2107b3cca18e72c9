/** Packages that imapflow decodes mails, goes through proxies and logs with: mails are read as they are, by postal-mime. */
const UNUSED = /^(?:pino|socks|libmime|libqp|libbase64|encoding-japanese|@zone-eu\/mailsplit(?:\/.*)?)$/;

/** Of the encodings that iconv-lite knows, the one of names of folders. */
const ENCODINGS = /[\\/]iconv-lite[\\/]encodings[\\/]index\.js$/;

/** Leaves out of imapflow what the program does not use: 1110 KB become 200 KB. */
export const plainImap = {
  name: 'plain-imap',
  setup(bundler) {
    bundler.onResolve({ filter: UNUSED }, ({ path, importer }) =>
      /[\\/]imapflow[\\/]/.test(importer) ? { path, namespace: 'unused' } : undefined,
    );
    bundler.onLoad({ filter: /.*/, namespace: 'unused' }, () => ({
      contents: 'module.exports = {};',
      loader: 'js',
    }));
    bundler.onLoad({ filter: ENCODINGS }, () => ({
      contents: "Object.assign(exports, require('./internal'), require('./utf7'));",
      loader: 'js',
    }));
  },
};
