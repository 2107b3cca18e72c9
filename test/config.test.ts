import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import envPaths from 'env-paths';
import { describe, expect, test } from 'vitest';
import { dataDir } from '../src/config/folders.ts';
import type { ConfigKey } from '../src/config/keys.ts';
import { saveConfig } from '../src/config/save.ts';
import { type Config, loadConfig } from '../src/config.ts';
import { makeHome } from './support/program.ts';

const ENV = { XDG_CONFIG_HOME: '/home/ann/.config', XDG_DATA_HOME: '/home/ann/data' };
const SYSTEM = { env: ENV, platform: 'linux' } as const;
const FILE = '/home/ann/.config/crm/config.toml';

const parsed = (text: string | undefined) =>
  loadConfig({ ...SYSTEM, readFile: (path) => (path === FILE ? text : undefined) });

describe('loading', () => {
  test('without a file every key has its default', async () => {
    const config = await parsed(undefined);
    expect(config.path).toBe(FILE);
    expect(config.values).toEqual({});
    expect([config.get('currency'), config.get('country'), config.get('color')]).toEqual([
      'USD',
      'US',
      'auto',
    ]);
    expect([config.get('timezone'), config.get('user'), config.get('db')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  test('values override defaults and are normalized', async () => {
    const config = await parsed('currency = "eur" # ours\ncountry = "de"\nuser = " ann "\n');
    expect(config.values).toEqual({ currency: 'EUR', country: 'DE', user: 'ann' });
    expect(config.get('currency')).toBe('EUR');
    expect(config.get('color')).toBe('auto');
  });

  test('an unknown key is reported with the nearest known one, and ignored', async () => {
    const { warnings, values } = await parsed('curency = "EUR"\n[report]\nwidth = 3\n');
    expect(warnings).toEqual([
      `${FILE}: unknown key "curency" is ignored; did you mean "currency"?`,
      `${FILE}: unknown key "report" is ignored`,
    ]);
    expect(values).toEqual({});
  });

  test('broken TOML is reported with file and line', async () => {
    await expect(parsed('user = "ann"\ncurrency = \n')).rejects.toMatchObject({
      kind: 'usage',
      message: expect.stringMatching(/^cannot read \/home\/ann\/\.config\/crm\/config\.toml: line 2: /),
    });
  });

  test.each([
    ['currency = "EURO"', 'unknown currency "EURO"'],
    ['country = "Germany"', 'unknown country "Germany"'],
    ['timezone = "half past nine"', 'unknown time zone "half past nine"'],
    ['format = "yaml"', 'unknown format "yaml"'],
    ['color = "alwys"', 'unknown color "alwys"'],
    ['user = ""', 'user cannot be blank'],
    ['db = 3', 'db must be text in quotes'],
  ])('rejects %s', async (line, message) => {
    await expect(parsed(line)).rejects.toMatchObject({
      kind: 'usage',
      message,
      hints: expect.arrayContaining([`It is set in ${FILE}.`]),
    });
  });
});

describe('folders', () => {
  test('a relative XDG folder is ignored', async () => {
    expect(await dataDir({ ...SYSTEM, env: { XDG_DATA_HOME: 'data' } })).toMatch(/^\/.+crm/);
    expect(await dataDir(SYSTEM)).toBe('/home/ann/data/crm');
  });

  test('on Linux they are the same as with env-paths', async () => {
    const { data } = envPaths('crm', { suffix: '' });
    const { HOME } = process.env;
    expect(await dataDir({ platform: 'linux', env: { HOME } })).toBe(data);
    // Without HOME, env-paths is called.
    expect(await dataDir({ platform: 'linux', env: {} })).toBe(data);
  });
});

describe('saving', () => {
  const fresh = async (text?: string): Promise<Config & { path: string }> => {
    const home = makeHome();
    const path = join(home, 'crm/config.toml');
    if (text !== undefined) {
      mkdirSync(dirname(path));
      writeFileSync(path, text);
    }
    return (await loadConfig({
      env: { XDG_CONFIG_HOME: home },
      platform: 'linux',
      readFile: () => text,
    })) as Config & { path: string };
  };
  const saved = async (text: string | undefined, key: ConfigKey, value: string | null) => {
    const config = await fresh(text);
    await saveConfig(config, key, value);
    return readFileSync(config.path, 'utf8');
  };

  test('creates a private file', async () => {
    const config = await fresh();
    expect(await saveConfig(config, 'currency', 'eur')).toBe('EUR');
    expect(readFileSync(config.path, 'utf8')).toBe('currency = "EUR"\n');
    expect(statSync(config.path).mode & 0o777).toBe(0o600);
    expect(statSync(dirname(config.path)).mode & 0o777).toBe(0o700);
    expect(readdirSync(dirname(config.path))).toEqual(['config.toml']);
  });

  test('keeps comments, other keys and their order', async () => {
    const text = '# mine\nuser = \'ann\' # me\n\n# money\ncurrency = "USD"\n[later]\nuser = 1\n';
    expect(await saved(text, 'user', 'bob')).toBe(text.replace("'ann'", '"bob"'));
    expect(await saved(text, 'country', 'DE')).toBe(text.replace('[later]', 'country = "DE"\n[later]'));
    expect(await saved(text, 'currency', null)).toBe(text.replace('currency = "USD"\n', ''));
  });

  test('removing an unset key changes nothing', async () => {
    expect(await saved('user = "ann"\n', 'db', null)).toBe('user = "ann"\n');
  });

  test('any value reads back as it was set', async () => {
    const value = 'C:\\crm "old" #1\té.db';
    const text = await saved(undefined, 'db', value);
    expect((await parsed(text)).get('db')).toBe(value);
  });

  test('a rejected value does not change the file', async () => {
    const config = await fresh();
    await expect(saveConfig(config, 'currency', 'gold')).rejects.toMatchObject({ kind: 'usage' });
    await expect(saveConfig(config, 'timezone', 'Europe/Berln')).rejects.toMatchObject({ kind: 'usage' });
    expect(existsSync(config.path)).toBe(false);
  });

  test('a layout it cannot edit is not changed', async () => {
    const text = 'db = """\nuser = "in a text"\n"""\n';
    const config = await fresh();
    mkdirSync(dirname(config.path));
    writeFileSync(config.path, text);
    await expect(saveConfig(config, 'user', 'ann')).rejects.toMatchObject({ kind: 'failed' });
    expect(readFileSync(config.path, 'utf8')).toBe(text);
  });

  test('a file that is a link remains a link', async () => {
    const config = await fresh();
    const dotfile = join(makeHome(), 'crm.toml');
    writeFileSync(dotfile, '');
    mkdirSync(dirname(config.path));
    symlinkSync(dotfile, config.path);
    await saveConfig(config, 'user', 'ann');
    expect(lstatSync(config.path).isSymbolicLink()).toBe(true);
    expect(readFileSync(dotfile, 'utf8')).toBe('user = "ann"\n');
  });

  test('a user without a home gets a hint', async () => {
    const config = { ...(await fresh()), path: undefined };
    await expect(saveConfig(config, 'user', 'ann')).rejects.toMatchObject({ kind: 'failed' });
  });
});
