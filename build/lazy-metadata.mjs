import { readFile } from 'node:fs/promises';

/**
 * The numbering plan of each country as a text that is read when that country is first asked for: a number is read with
 * one plan, and reading all of them takes ten times as long.
 */
export const lazyPhoneMetadata = {
  name: 'lazy-phone-metadata',
  setup(bundler) {
    bundler.onLoad(
      { filter: /libphonenumber-js[\\/]metadata\.max\.json(?:\.js)?$/ },
      async ({ path: file }) => {
        const { countries, ...rest } = JSON.parse(await readFile(file.replace(/\.js$/, ''), 'utf8'));
        const texts = Object.fromEntries(
          Object.entries(countries).map(([country, plan]) => [country, JSON.stringify(plan)]),
        );
        const contents = `
        const texts = ${JSON.stringify(texts)};
        const countries = {};
        for (const country of Object.keys(texts))
          Object.defineProperty(countries, country, {
            configurable: true,
            enumerable: true,
            get() {
              const value = JSON.parse(texts[country]);
              Object.defineProperty(countries, country, { value, enumerable: true });
              return value;
            },
          });
        export default { ...${JSON.stringify(rest)}, countries };`;
        return { contents, loader: 'js' };
      },
    );
  },
};
