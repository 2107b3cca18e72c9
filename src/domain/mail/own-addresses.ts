import { emailDomain, emailKey } from '../matching.ts';

/** Which addresses are ours: those of accounts and users, and all at the domains of the company. */
export class OwnAddresses {
  readonly #addresses: ReadonlySet<string>;
  readonly #domains: ReadonlySet<string>;

  constructor(addresses: readonly string[]) {
    this.#addresses = new Set(addresses.map(emailKey));
    this.#domains = new Set(addresses.flatMap((address) => emailDomain(address) ?? []));
  }

  get isEmpty(): boolean {
    return this.#addresses.size === 0;
  }

  has(address: string): boolean {
    const domain = emailDomain(address);
    return this.#addresses.has(emailKey(address)) || (domain !== null && this.#domains.has(domain));
  }
}
