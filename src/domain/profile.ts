import { lazy } from './lazy.ts';

/** A network on which people and companies have profiles. */
interface Network {
  readonly name: string;
  /** Hosts without `www.`; `*.` stands for any name before it. */
  readonly hosts: readonly string[];
  /** The path of a profile in small letters: what stands in parentheses is its handle. */
  readonly path: RegExp;
  /** Writes the address of a handle. */
  url(handle: string): string;
  /** Whether handles in other letters are other profiles. */
  readonly mindsCase?: true;
}

/** What is not a profile on any of them: pages of the network itself. */
const RESERVED: ReadonlySet<string> = new Set([
  'home',
  'share',
  'search',
  'login',
  'explore',
  'intent',
  'about',
]);

const at = (host: string) => (handle: string) => `https://${host}/${handle}`;

const NETWORKS = lazy((): readonly Network[] => {
  const word = /^\/@?([\w.-]+)\/?$/;
  return [
    {
      name: 'linkedin',
      hosts: ['linkedin.com', '*.linkedin.com'],
      path: /^(?:\/mwlite)?\/((?:in|company|school|showcase|pub)\/[^/]+)(?:\/.*)?$/,
      url: at('www.linkedin.com'),
    },
    {
      name: 'x',
      hosts: ['x.com', 'twitter.com', 'mobile.twitter.com', 'mobile.x.com'],
      path: word,
      url: at('x.com'),
    },
    { name: 'github', hosts: ['github.com'], path: word, url: at('github.com') },
    { name: 'instagram', hosts: ['instagram.com'], path: word, url: at('www.instagram.com') },
    {
      name: 'facebook',
      hosts: ['facebook.com', 'm.facebook.com', 'fb.com', '*.facebook.com'],
      path: word,
      url: at('www.facebook.com'),
    },
    {
      name: 'threads',
      hosts: ['threads.net', 'threads.com'],
      path: word,
      url: (handle) => `https://www.threads.com/@${handle}`,
    },
    {
      name: 'tiktok',
      hosts: ['tiktok.com'],
      path: word,
      url: (handle) => `https://www.tiktok.com/@${handle}`,
    },
    {
      name: 'youtube',
      hosts: ['youtube.com', 'm.youtube.com'],
      path: /^\/(@[\w.-]+|(?:channel|c|user)\/[\w.-]+)\/?$/,
      url: at('www.youtube.com'),
      mindsCase: true,
    },
    {
      name: 'xing',
      hosts: ['xing.com'],
      path: /^\/((?:profile|pages)\/[\w-]+)(?:\/.*)?$/,
      url: at('www.xing.com'),
    },
    { name: 'telegram', hosts: ['t.me', 'telegram.me'], path: word, url: at('t.me') },
    {
      name: 'bluesky',
      hosts: ['bsky.app'],
      path: /^\/profile\/([\w.:-]+)\/?$/,
      url: (handle) => `https://bsky.app/profile/${handle}`,
    },
  ];
});

/** Other names of networks, as people write them before a handle. */
const ALIASES: Readonly<Record<string, string>> = {
  twitter: 'x',
  'x (twitter)': 'x',
  ig: 'instagram',
  fb: 'facebook',
  insta: 'instagram',
};

/**
 * A profile on a network as its address, each in one way: `twitter.com/Jane?s=20`, `x: @jane` and `https://x.com/jane/` are
 * `https://x.com/jane`; `@jane@social.example` is an address on its server. Null for a text that says no such thing.
 * `usual` is the network of a handle without any.
 */
export function readProfile(text: string, usual: string | null = null): string | null {
  const given = text.trim();
  const [, user, server] =
    /^@?([\w.-]+)@((?:[a-z\d-]+\.)+[a-z]{2,})$/i.exec(given.startsWith('@') ? given : '') ?? [];
  if (user && server) return `https://${server.toLowerCase()}/@${user.toLowerCase()}`;
  const [, word = '', handle = ''] = /^([\w ()]+):\s*(?!\/\/)@?(\S+)$/.exec(given) ?? [];
  const named = networkNamed(word);
  if (named) return addressOf(named, handle);
  const network = usual === null ? undefined : networkNamed(usual);
  if (network && /^@?[\w.-]+$/.test(given) && !/\.[a-z]{2,}$/i.test(given))
    return addressOf(network, given.replace(/^@/, ''));
  return readAddress(given);
}

/** The address of a profile, or the text as it stands. */
export function profileText(text: string, usual: string | null = null): string {
  return readProfile(text, usual) ?? text.trim();
}

/** Whether an address is the profile of one person: pages of companies are those of many. */
export function isOfOnePerson(address: string): boolean {
  return readProfile(address) !== null && !/linkedin\.com\/(?:company|school|showcase)\//.test(address);
}

/** Whether a word is a network, such as `twitter`. */
export function isNetwork(word: string): boolean {
  return networkNamed(word) !== undefined;
}

const networkNamed = (word: string) => {
  const name = word.trim().toLowerCase();
  return NETWORKS().find((network) => network.name === (ALIASES[name] ?? name));
};

/** A handle alone is that of a person on LinkedIn. */
function addressOf(network: Network, handle: string): string | null {
  const path = network.name === 'linkedin' && !handle.includes('/') ? `in/${handle}` : handle;
  return readAddress(network.url(path));
}

function readAddress(text: string): string | null {
  const [, host = '', path = ''] = /^(?:https?:\/\/)?(?:www\.)?([^/?#\s@]+)(\/[^?#\s]*)/i.exec(text) ?? [];
  const network = NETWORKS().find(({ hosts }) => hosts.some((each) => isHost(host.toLowerCase(), each)));
  // Any server can have people: Mastodon.
  if (!network)
    return /^\/@[\w.-]+\/?$/.test(path) ? `https://${host}${path}`.toLowerCase().replace(/\/$/, '') : null;
  const [, handle] = network.path.exec(network.mindsCase ? path : path.toLowerCase()) ?? [];
  if (handle === undefined || RESERVED.has(handle)) return null;
  return network.url(decoded(handle).replace(/\/$/, ''));
}

const isHost = (host: string, pattern: string) =>
  pattern.startsWith('*.') ? host.endsWith(pattern.slice(1)) : host === pattern;

/** A handle with its letters instead of escapes. */
function decoded(handle: string): string {
  try {
    return decodeURIComponent(handle).normalize('NFC');
  } catch {
    return handle;
  }
}
