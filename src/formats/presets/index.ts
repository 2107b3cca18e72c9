import { usage } from '../../domain/errors.ts';
import { findNearest } from '../../domain/suggest.ts';
import { ACT } from './act.ts';
import { GOOGLE, LINKEDIN, OUTLOOK, THUNDERBIRD } from './address-books.ts';
import { AGILE_CRM } from './agile-crm.ts';
import { CAPSULE } from './capsule.ts';
import { CLOSE } from './close.ts';
import { COPPER } from './copper.ts';
import { DYNAMICS } from './dynamics.ts';
import { FRESHDESK } from './freshdesk.ts';
import { FRESHSALES } from './freshsales.ts';
import { HELP_SCOUT, SERVICENOW } from './help-desks.ts';
import { HUBSPOT } from './hubspot.ts';
import { INSIGHTLY } from './insightly.ts';
import { JIRA } from './jira.ts';
import { KEAP } from './keap.ts';
import { MAUTIC } from './mautic.ts';
import { MONICA } from './monica.ts';
import { NETSUITE } from './netsuite.ts';
import { NUTSHELL } from './nutshell.ts';
import { ODOO } from './odoo.ts';
import { ORACLE } from './oracle.ts';
import { PIPEDRIVE } from './pipedrive.ts';
import type { Preset } from './preset.ts';
import { APOLLO, ZOOMINFO } from './prospecting.ts';
import { SALESFORCE } from './salesforce.ts';
import { SAP_BUSINESS_ONE } from './sap-business-one.ts';
import { SAP_SALES_CLOUD } from './sap-sales-cloud.ts';
import { SHOPIFY, WOOCOMMERCE } from './shops.ts';
import { ACTIVECAMPAIGN, BITRIX24, BREVO, ESPOCRM, HIGHRISE, MAILCHIMP, VTIGER } from './small-crms.ts';
import { STREAK } from './streak.ts';
import { SUITECRM } from './suitecrm.ts';
import { ZENDESK } from './zendesk.ts';
import { ZOHO } from './zoho.ts';

/** All presets, the best known first. */
export const PRESETS: readonly Preset[] = [
  SALESFORCE,
  HUBSPOT,
  PIPEDRIVE,
  ZOHO,
  DYNAMICS,
  NETSUITE,
  GOOGLE,
  OUTLOOK,
  THUNDERBIRD,
  LINKEDIN,
  APOLLO,
  ZOOMINFO,
  ODOO,
  SUITECRM,
  MAUTIC,
  FRESHSALES,
  ZENDESK,
  FRESHDESK,
  JIRA,
  SERVICENOW,
  HELP_SCOUT,
  COPPER,
  CLOSE,
  AGILE_CRM,
  INSIGHTLY,
  CAPSULE,
  NUTSHELL,
  STREAK,
  BITRIX24,
  VTIGER,
  ESPOCRM,
  HIGHRISE,
  ACTIVECAMPAIGN,
  BREVO,
  MAILCHIMP,
  MONICA,
  SAP_BUSINESS_ONE,
  KEAP,
  ACT,
  ORACLE,
  SAP_SALES_CLOUD,
  SHOPIFY,
  WOOCOMMERCE,
];

/** The preset of that name. Throws `usage` with the nearest. */
export function findPreset(text: string): Preset {
  const key = text.trim().toLowerCase();
  const found = PRESETS.find(({ name, label }) => name === key || label.toLowerCase() === key);
  if (found) return found;
  const names = [...PRESETS.map(({ name }) => name), 'none'];
  const [near] = findNearest(key, names);
  throw usage(
    `unknown preset "${text}"`,
    `${near ? `Did you mean "${near}"?   ` : ''}One of: ${names.join(', ')}`,
  );
}
