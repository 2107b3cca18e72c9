import { SHOPIFY_ORDERS, WOOCOMMERCE_ORDERS } from '../shop/shop.ts';
import { forEachHeader, type Layout, type Preset, sameLabels } from './preset.ts';

/** Orders are read as a whole: what its rows become is decided when the file is planned. */
const orders = (layout: Pick<Layout, 'signatures' | 'shop' | 'files'>, known: string): Layout => ({
  ...layout,
  subject: 'purchase',
  columns: Object.fromEntries(known.split('|').map((header) => [header, '-'])),
});

/** Parts of an address, as older exports of customers and newer ones call them. */
const ofDefault = (part: string) => [part, `Default Address ${part}`];

/** Who has bought or only registered. */
const SHOPIFY_CUSTOMER: Layout = {
  subject: 'contact',
  files: ['customersexport'],
  signatures: [
    ['Customer ID', 'Accepts Email Marketing'],
    ['Accepts Email Marketing', 'Total Spent'],
    ['Accepts Marketing', 'Total Spent', 'Total Orders'],
  ],
  columns: {
    'Customer ID': 'external_id',
    'First Name': 'first_name',
    'Last Name': 'last_name',
    Email: 'email',
    ...forEachHeader(ofDefault('Company'), 'account'),
    ...forEachHeader([...ofDefault('Address1'), ...ofDefault('Address2')], 'street'),
    ...forEachHeader(ofDefault('City'), 'city'),
    ...forEachHeader([...ofDefault('Province'), ...ofDefault('Province Code')], 'region'),
    ...forEachHeader([...ofDefault('Country'), ...ofDefault('Country Code')], 'country'),
    ...forEachHeader(ofDefault('Zip'), 'postal_code'),
    ...forEachHeader(ofDefault('Phone'), 'phone'),
    Note: 'notes',
    Tags: 'tags',
  },
  continued: forEachHeader(ofDefault('Address2'), ', '),
  noted: sameLabels(
    'Accepts Email Marketing|Accepts Marketing|Accepts SMS Marketing|Total Spent|Total Orders|Tax Exempt',
  ),
};

/** Shopify: orders, abandoned checkouts and customers of its admin. */
export const SHOPIFY: Preset = {
  name: 'shopify',
  label: 'Shopify',
  proven: 'headers',
  apostrophes: true,
  layouts: [
    SHOPIFY_CUSTOMER,
    orders(
      {
        shop: SHOPIFY_ORDERS,
        files: ['ordersexport', 'checkoutsexport'],
        signatures: [
          ['Lineitem name', 'Lineitem quantity', 'Lineitem price'],
          ['Financial Status', 'Lineitem name'],
          ['financial_status', 'line_items', 'total_price'],
        ],
      },
      'Name|Email|Financial Status|Paid at|Fulfillment Status|Fulfilled at|Accepts Marketing|Currency|Subtotal|Shipping|' +
        'Taxes|Total|Discount Code|Discount Amount|Shipping Method|Created at|Lineitem quantity|Lineitem name|Lineitem price|' +
        'Lineitem compare at price|Lineitem sku|Lineitem requires shipping|Lineitem taxable|Lineitem fulfillment status|' +
        'Billing Name|Billing Street|Shipping Name|Notes|Cancelled at|Payment Method|Refunded Amount|Vendor|' +
        'Outstanding Balance|Id|Risk Level|Source|Lineitem discount|Phone|line_items|subtotal_price|total_price|total_tax|' +
        'total_discounts|customer.email|customer.first_name|billing_address.name|billing_address.city|order_number',
    ),
  ],
};

/** WooCommerce: orders as its usual exporters write them. */
export const WOOCOMMERCE: Preset = {
  name: 'woocommerce',
  label: 'WooCommerce',
  proven: 'headers',
  layouts: [
    orders(
      {
        shop: WOOCOMMERCE_ORDERS,
        signatures: [
          ['order_id', 'order_total', 'billing_email'],
          ['order_number', 'order_total', 'billing_email'],
          ['Order Number', 'Order Status', 'Order Total Amount'],
          ['Order ID', 'Order Status', 'Order Total Amount'],
          ['line_items', 'billing_email', 'total', 'status'],
        ],
      },
      'order_id|order_number|order_number_formatted|order_date|date|paid_date|status|shipping_total|shipping_tax_total|fee_total|' +
        'tax_total|discount_total|order_total|refunded_total|order_currency|payment_method|customer_id|billing_first_name|' +
        'billing_last_name|billing_company|billing_email|billing_phone|customer_note|line_items|item_name|item_sku|' +
        'item_quantity|item_total|Order Number|Order Status|Order Date|Customer Note|First Name (Billing)|' +
        'Last Name (Billing)|Email (Billing)|Phone (Billing)|Cart Discount Amount|Order Shipping Amount|' +
        'Order Refund Amount|Order Total Amount|Order Total Tax Amount|SKU|Item Name|Quantity (- Refund)|Item Cost',
    ),
  ],
};
