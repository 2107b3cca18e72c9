import type { Noun } from '../../domain/field.ts';
import { companyKey, personKey, websiteHost } from '../../domain/matching.ts';
import type { RawRow } from '../engine.ts';

/**
 * Columns that follow from others: the name people read and the forms that lookups compare. `fallback` is what
 * a lead or contact without any name is called (its e-mail or phone). Null when nothing names the record.
 */
export function computeColumns(noun: Noun, row: RawRow, fallback: string | null): RawRow | null {
  switch (noun) {
    case 'lead': {
      const name = fullName(row) ?? text(row.company) ?? fallback;
      if (!name) return null;
      const company = text(row.company);
      return {
        name,
        name_key: personKey(name),
        company_key: company === null ? null : companyKey(company),
        website_host: host(row),
      };
    }
    case 'contact': {
      const name = fullName(row) ?? fallback;
      return name ? { name, name_key: personKey(name) } : null;
    }
    case 'account': {
      const name = text(row.name);
      return name ? { name, name_key: companyKey(name), website_host: host(row) } : null;
    }
    case 'opp': {
      const name = text(row.name);
      return name ? { name, name_key: personKey(name) } : null;
    }
    case 'task':
      return text(row.subject) ? {} : null;
    case 'activity':
      return text(row.type) ? {} : null;
  }
}

function fullName(row: RawRow): string | null {
  return [text(row.first_name), text(row.last_name)].filter(Boolean).join(' ') || null;
}

function host(row: RawRow): string | null {
  const website = text(row.website);
  return website === null ? null : websiteHost(website);
}

function text(value: RawRow[string] | undefined): string | null {
  const trimmed = typeof value === 'string' ? value.trim() : '';
  return trimmed === '' ? null : trimmed;
}
