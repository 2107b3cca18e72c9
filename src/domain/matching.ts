/**
 * Keys under which two spellings of the same company, person, address or site are equal. All functions are
 * idempotent. Keys are not for display.
 */

import { lazy } from './lazy.ts';
import { RememberedTexts } from './remembered-texts.ts';

/**
 * Fast check for most texts: no accents, and only ASCII letters. The regular expression for all letters takes a
 * millisecond to compile.
 */
const ASCII = /^[\x20-\x7e]*$/;

/** Legal forms at the end of company names, without dots, with single letters joined. */
const legalForms = lazy(
  () =>
    new Set(
      (
        'ab ag aktiengesellschaft aps as asa bhd bv bvba co company corp corporation eirl eood gesmbh gmbh inc ' +
        'incorporated jsc kft kg kgaa kk lda limited llc llp lp ltd ltda mbh nv oao ohg ooo oy oyj plc pllc pte pty ' +
        'pvt sa sae sal sarl sas sdn se sgps sl slu snc spa spzoo sro srl ug ulc zrt'
      ).split(' '),
    ),
);

/** Free e-mail providers: their domain says nothing about a company. */
const freeMail = lazy(
  () =>
    new Set(
      (
        'gmail.com googlemail.com outlook.com hotmail.com hotmail.co.uk hotmail.fr live.com live.co.uk msn.com ' +
        'yahoo.com yahoo.co.uk yahoo.co.in yahoo.fr yahoo.de yahoo.es ymail.com rocketmail.com icloud.com me.com ' +
        'mac.com aol.com proton.me protonmail.com pm.me fastmail.com hey.com tutanota.com tuta.com zoho.com ' +
        'gmx.com gmx.de gmx.net gmx.at web.de t-online.de freenet.de mail.com mail.ru yandex.ru yandex.com ' +
        'orange.fr wanadoo.fr free.fr laposte.net sfr.fr libero.it tiscali.it virgilio.it btinternet.com sky.com ' +
        'comcast.net verizon.net att.net qq.com 163.com 126.com naver.com bigpond.com rediffmail.com uol.com.br'
      ).split(' '),
    ),
);

/** Addresses compare without case. */
export function emailKey(email: string): string {
  return email.trim().toLowerCase();
}

/** Whether a text is written like an e-mail address, not like a name. */
export function isAddress(text: string): boolean {
  return /^\S+@\S+$/.test(text);
}

/** The domain of a work address; null for a free e-mail provider and for text that is not an address. */
export function emailDomain(email: string): string | null {
  const key = emailKey(email);
  const domain = key.slice(key.lastIndexOf('@') + 1);
  return key.includes('@') && domain.includes('.') && !freeMail().has(domain) ? domain : null;
}

/** The host of a web address, with or without a scheme, in lower case and without `www.`; null if there is none. */
export function websiteHost(url: string): string | null {
  return hosts().of(url);
}

/** Most addresses: to take others apart needs five searches. */
const PLAIN_ADDRESS = /^(?:https?:\/\/)?(?:www\.)*((?:[a-z\d](?:[a-z\d-]*[a-z\d])?\.)+[a-z\d-]{2,})\/?$/;

function hostOf(url: string): string | null {
  const plain = PLAIN_ADDRESS.exec(url);
  if (plain) return plain[1] as string;
  const [, authority = ''] = /^(?:(?:[a-z][a-z\d+.-]*:)?\/\/)?([^/?#\\]*)/i.exec(url.trim()) ?? [];
  const host = authority
    .slice(authority.lastIndexOf('@') + 1)
    .replace(/:\d*$/, '')
    .toLowerCase()
    .replace(/^(?:www\.)+(?=[^.]+\.)/, '')
    .replace(/\.$/, '');
  const isHost = ASCII.test(host)
    ? /^(?:[a-z\d](?:[a-z\d-]*[a-z\d])?\.)+[a-z\d-]{2,}$/.test(host)
    : /^(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+[\p{L}\p{N}-]{2,}$/u.test(host);
  return isHost ? host : null;
}

/** A company name without case, accents, punctuation and its legal form: `Acme, Inc.` becomes `acme`. Never empty. */
export function companyKey(name: string): string {
  return companyKeys().of(name);
}

/** The name of a company as people say it, without its legal form: `Blackthorn Farms plc` is `Blackthorn Farms`. */
export function withoutLegalForm(name: string): string {
  const words = name.trim().split(/[\s,]+/);
  let end = words.length;
  while (end > 1 && legalForms().has(words[end - 1]!.replaceAll('.', '').toLowerCase())) end--;
  if (end === words.length) return name;
  return name.slice(0, name.lastIndexOf(words[end - 1]!) + words[end - 1]!.length);
}

/** A person's name without case, accents and punctuation. */
export function personKey(name: string): string {
  return personKeys().of(name);
}

/** An import asks for the keys of a row more than once, and files repeat companies. */
const companyKeys = lazy(() => new RememberedTexts(computeCompanyKey));
const personKeys = lazy(() => new RememberedTexts(computePersonKey));
const hosts = lazy(() => new RememberedTexts(hostOf));

function computeCompanyKey(name: string): string {
  const words = wordsOf(joinInitials(name.includes('&') ? name.replaceAll('&', ' and ') : name));
  if (words.length === 0) return name.trim().toLowerCase();
  let end = words.length;
  while (end > 1 && (legalForms().has(words[end - 1]!) || isDanglingAnd(words, end))) end--;
  return words.slice(0, end).join(' ');
}

function computePersonKey(name: string): string {
  return wordsOf(name).join(' ');
}

/** Joins `S.A.`, `s. r. o.` and `A/S` to one word. */
function joinInitials(name: string): string {
  if (!/[./]/.test(name)) return name;
  return ASCII.test(name)
    ? name.replace(/(?<=(?:^|[\s./])[a-z])(?:\.\s?|\/)(?=[a-z](?:[./\s]|$))/gi, '')
    : name.replace(/(?<=(?:^|[\s./])\p{L})(?:\.\s?|\/)(?=\p{L}(?:[./\s]|$))/gu, '');
}

/** The `&` left over when the words of `GmbH & Co. KG` are removed. */
function isDanglingAnd(words: readonly string[], end: number): boolean {
  return words[end - 1] === 'and' && end < words.length;
}

function wordsOf(text: string): string[] {
  if (ASCII.test(text))
    return (/['`]/.test(text) ? text.replace(/['`]/g, '') : text).toLowerCase().match(/[a-z\d]+/g) ?? [];
  const plain = text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(/['\u2019`]/g, '')
    .toLowerCase()
    .replace(/\u00df/g, 'ss');
  return plain.match(/[\p{L}\p{N}]+/gu) ?? [];
}
