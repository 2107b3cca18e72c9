/** What a shop is told of, by the headers of its exports, in any spelling with the same `headerKey`. */
export interface Shop {
  /** Blank in the further rows of an order, which repeat only these: the item is a row of its own. */
  readonly item: Readonly<
    Record<'name' | 'sku' | 'quantity' | 'price' | 'total' | 'discount', readonly string[]>
  >;
  /** Whether names of items begin with the code of their product in brackets. */
  readonly namesCodes?: true;
  /** Columns with all items of an order in one cell: `name:Shirt|quantity:2|total:40.00`, or JSON. */
  readonly packed: RegExp;
  readonly order: Readonly<Record<OrderColumn, readonly string[]>>;
  /** Columns without a field that go to the notes of the first item. */
  readonly noted: readonly string[];
  /** What becomes of an order, by its status without spaces, in lower case. */
  readonly states: Readonly<Record<string, OrderState>>;
}

/** `bought`: paid for; `cart`: it may be yet; `dropped`: it will not be. */
export type OrderState = 'bought' | 'cart' | 'dropped';

export type OrderColumn =
  | 'key'
  | 'name'
  | 'status'
  | 'cancelled'
  | 'paidOn'
  | 'createdOn'
  | 'currency'
  | 'subtotal'
  | 'discount'
  | 'shipping'
  | 'taxes'
  | 'moreTaxes'
  | 'total'
  | 'refunded'
  | 'email'
  | 'phone'
  | 'firstName'
  | 'lastName'
  | 'fullName'
  | 'company'
  | 'street'
  | 'city'
  | 'postalCode'
  | 'region'
  | 'country'
  | 'notes';

const one = (text: string) => text.split('|');

/** Orders and abandoned checkouts, as the admin of Shopify writes them: a row for each item. */
export const SHOPIFY_ORDERS: Shop = {
  item: {
    name: ['Lineitem name'],
    sku: ['Lineitem sku'],
    quantity: ['Lineitem quantity'],
    price: ['Lineitem price'],
    total: [],
    discount: ['Lineitem discount'],
  },
  packed: /^lineitems$/,
  order: {
    key: ['Id', 'Checkout ID'],
    name: ['Name'],
    status: ['Financial Status'],
    cancelled: ['Cancelled at'],
    paidOn: ['Paid at', 'processed_at'],
    createdOn: ['Created at'],
    currency: ['Currency'],
    subtotal: ['Subtotal', 'subtotal_price'],
    discount: ['Discount Amount', 'total_discounts'],
    shipping: ['Shipping'],
    taxes: ['Taxes', 'total_tax'],
    moreTaxes: [],
    total: ['Total', 'total_price'],
    refunded: ['Refunded Amount'],
    email: ['Email', 'contact_email', 'customer.email'],
    phone: one(
      'Phone|Billing Phone|billing_address.phone|customer.phone|Shipping Phone|shipping_address.phone',
    ),
    firstName: one('billing_address.first_name|customer.first_name'),
    lastName: one('billing_address.last_name|customer.last_name'),
    fullName: one('Billing Name|billing_address.name|Shipping Name|shipping_address.name'),
    company: one('Billing Company|billing_address.company|Shipping Company|shipping_address.company'),
    street: one(
      'Billing Street|Billing Address1|billing_address.address1|Shipping Street|Shipping Address1|shipping_address.address1',
    ),
    city: one('Billing City|billing_address.city|Shipping City|shipping_address.city'),
    postalCode: one('Billing Zip|billing_address.zip|Shipping Zip|shipping_address.zip'),
    region: one(
      'Billing Province Name|Billing Province|billing_address.province|Shipping Province|shipping_address.province',
    ),
    country: one('Billing Country|billing_address.country|Shipping Country|shipping_address.country'),
    notes: ['Notes', 'note'],
  },
  noted: one(
    'Discount Code|Payment Method|Payment Reference|Shipping Method|Note Attributes|Fulfillment Status|Tags|Employee|Location|gateway|refund_notes|cancel_reason|billing_address.address2',
  ),
  states: {
    paid: 'bought',
    partiallypaid: 'bought',
    authorized: 'bought',
    refunded: 'bought',
    partiallyrefunded: 'bought',
    pending: 'cart',
    unpaid: 'cart',
    expired: 'dropped',
    voided: 'dropped',
    '': 'cart',
  },
};

/** Orders of WooCommerce as its usual exporters write them: a row for each order or for each item. */
export const WOOCOMMERCE_ORDERS: Shop = {
  item: {
    name: one('item_name|Item Name|Product Name|Product Name (main)'),
    sku: one('item_sku|SKU|Product SKU'),
    quantity: one('item_quantity|Quantity (- Refund)|Quantity|Item Quantity'),
    price: one('item_price|Item Cost'),
    total: one('item_total|Order Line Total|Order Line (w/o tax)'),
    discount: [],
  },
  packed: /^(?:lineitems?\d*|products)$/,
  order: {
    key: one('order_id|Order ID|id|order_number|Order Number'),
    name: one('order_number_formatted|order_number|Order Number|number|order_id'),
    status: one('status|order_status|Order Status'),
    cancelled: [],
    paidOn: one('paid_date|date_paid|Paid Date|completed_date'),
    createdOn: one('order_date|date|date_created|Order Date'),
    currency: one('order_currency|currency|Order Currency'),
    subtotal: [],
    discount: one('discount_total|cart_discount|Cart Discount Amount|order_discount'),
    shipping: one('shipping_total|Order Shipping Amount|order_shipping'),
    taxes: one('tax_total|order_tax|total_tax|Order Total Tax Amount'),
    moreTaxes: one('shipping_tax_total|shipping_tax'),
    total: one('order_total|total|Order Total Amount'),
    refunded: one('refunded_total|total_refunded|Order Refund Amount|refund_total'),
    email: one('billing_email|Email (Billing)|customer_email|Billing Email'),
    phone: one('billing_phone|Phone (Billing)|Billing Phone'),
    firstName: one('billing_first_name|First Name (Billing)|Billing First Name'),
    lastName: one('billing_last_name|Last Name (Billing)|Billing Last Name'),
    fullName: one('billing_full_name|Full Name (Billing)'),
    company: one('billing_company|Company (Billing)|Billing Company'),
    street: one('billing_address_1|Address 1&2 (Billing)|Address 1 (Billing)|shipping_address_1'),
    city: one('billing_city|City (Billing)|shipping_city'),
    postalCode: one('billing_postcode|Postcode (Billing)|shipping_postcode'),
    region: one('billing_state|State Code (Billing)|State Name (Billing)|shipping_state'),
    country: one('billing_country|Country Code (Billing)|Country Name (Billing)|shipping_country'),
    notes: one('customer_note|Customer Note'),
  },
  noted: one(
    'payment_method_title|Payment Method Title|payment_method|transaction_id|coupon_items|Coupon Code|shipping_method|Shipping Method Title|order_notes|fees|meta_data|billing_address_2',
  ),
  states: {
    completed: 'bought',
    processing: 'bought',
    shipped: 'bought',
    refunded: 'bought',
    partiallyrefunded: 'bought',
    onhold: 'cart',
    pending: 'cart',
    pendingpayment: 'cart',
    checkoutdraft: 'cart',
    draft: 'cart',
    autodraft: 'cart',
    abandoned: 'cart',
    failed: 'dropped',
    cancelled: 'dropped',
    canceled: 'dropped',
    trash: 'dropped',
  },
};

/** Orders and quotations of Odoo: the lines of an order are rows below it, blank but for the line. */
export const ODOO_ORDERS: Shop = {
  item: {
    name: one('Order Lines/Product|Order Lines/Description|order_line/product_id|order_line/name'),
    sku: one('Order Lines/Product/Internal Reference|order_line/product_id/default_code'),
    quantity: one('Order Lines/Quantity|order_line/product_uom_qty'),
    price: one('Order Lines/Unit Price|order_line/price_unit'),
    total: one('Order Lines/Subtotal|order_line/price_subtotal'),
    discount: [],
  },
  namesCodes: true,
  packed: /^$/,
  order: {
    key: one('External ID|id|Order Reference|name'),
    name: one('Order Reference|name'),
    status: one('Status|state'),
    cancelled: [],
    paidOn: [],
    createdOn: one('Order Date|date_order|Creation Date|create_date'),
    currency: one('Currency|currency_id'),
    subtotal: one('Untaxed Amount|amount_untaxed'),
    discount: [],
    shipping: [],
    taxes: one('Taxes|amount_tax'),
    moreTaxes: [],
    total: one('Total|amount_total'),
    refunded: [],
    email: one('Customer/Email|partner_id/email'),
    phone: one('Customer/Phone|partner_id/phone'),
    firstName: [],
    lastName: [],
    fullName: [],
    company: one('Customer|partner_id|Customer/Name'),
    street: one('Customer/Street'),
    city: one('Customer/City'),
    postalCode: one('Customer/Zip'),
    region: [],
    country: one('Customer/Country'),
    notes: one('Terms and conditions|note'),
  },
  noted: one('Customer Reference|client_order_ref|Salesperson|user_id|Sales Team|team_id|Invoice Status'),
  states: {
    sale: 'bought',
    salesorder: 'bought',
    done: 'bought',
    locked: 'bought',
    draft: 'cart',
    quotation: 'cart',
    sent: 'cart',
    quotationsent: 'cart',
    cancel: 'dropped',
    cancelled: 'dropped',
  },
};
