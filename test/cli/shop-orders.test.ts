import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { crm, makeHome } from '../support/program.ts';

const SHOPIFY =
  'Name,Email,Financial Status,Paid at,Fulfillment Status,Currency,Subtotal,Shipping,Taxes,Total,Discount Code,Discount Amount,' +
  'Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,Billing Name,Billing Company,Billing City,' +
  'Billing Country,Notes,Cancelled at,Refunded Amount,Vendor,Id';

/** A row of Shopify. Values of further rows of an order are blank but for the item. */
const shopify = (values: Readonly<Record<string, string>>) =>
  SHOPIFY.split(',')
    .map((header) => `"${(values[header] ?? '').replaceAll('"', '""')}"`)
    .join(',');

const item = (name: string, quantity: number, price: string, sku = '') => ({
  'Lineitem name': name,
  'Lineitem quantity': String(quantity),
  'Lineitem price': price,
  'Lineitem sku': sku,
});

const FIRST = {
  Name: '#1001',
  Id: '5001',
  Email: 'jane@shop.example',
  'Financial Status': 'paid',
  'Paid at': '2026-02-21 23:31:00 -0500',
  'Created at': '2026-02-21 23:30:00 -0500',
  Currency: 'EUR',
  Subtotal: '90.00',
  Shipping: '5.00',
  Taxes: '18.05',
  Total: '113.05',
  'Discount Code': 'SUMMER10',
  'Discount Amount': '10.00',
  'Billing Name': 'Jane Doe',
  'Billing City': 'Berlin',
  'Billing Country': 'DE',
  Notes: 'wrap it, "please"',
  Vendor: 'Acme',
};
const CART = {
  ...FIRST,
  Name: '#1004',
  Id: '5004',
  Email: 'new@cart.example',
  'Financial Status': 'pending',
  'Paid at': '',
  Subtotal: '200',
  Shipping: '0',
  Taxes: '38',
  Total: '238',
  'Discount Amount': '0',
  'Billing Name': 'New Person',
};

function session() {
  const home = makeHome();
  const run = (args: readonly string[], input = '') => crm([...args], { home, input });
  const ok = async (...args: string[]) => {
    const { stdout, stderr, exitCode } = await run(args);
    if (exitCode !== 0) throw new Error(`crm ${args.join(' ')}: ${stderr}`);
    return stdout + stderr;
  };
  const rows = async (...args: string[]) => JSON.parse((await run([...args, '--json'])).stdout);
  const file = (name: string, ...lines: string[]) => {
    const path = join(home, name);
    writeFileSync(path, `${lines.join('\n')}\n`);
    return path;
  };
  return { run, ok, rows, file };
}

test('orders of Shopify become purchases once, of known and unknown buyers, with refunds and open carts', async () => {
  const { ok, rows, file, run } = session();
  await ok('account', 'add', 'Existing');
  await ok('contact', 'add', 'Robert Roe', '--email', 'bob@corp.example', '--account', 'Existing');
  const refunded = { 'Financial Status': 'partially_refunded', 'Refunded Amount': '59.50' };
  const lines = [
    SHOPIFY,
    shopify({ ...FIRST, ...item('Shirt - M / Blue', 2, '25.00', 'SH-M') }),
    shopify({ Name: '#1001', Email: 'jane@shop.example', ...item('Hat', 1, '50.00') }),
    shopify({
      ...FIRST,
      ...refunded,
      ...item('Lamp', 1, '100.00', 'LMP'),
      ...{
        Name: '#1002',
        Id: '5002',
        Email: 'BOB@corp.example',
        'Billing Name': 'Bob Roe',
        'Billing Company': 'Corp GmbH',
      },
      ...{ Subtotal: '100', Shipping: '0', Taxes: '19', Total: '119', 'Discount Amount': '0' },
    }),
    shopify({ ...CART, ...item('Chair', 2, '100', 'CHR') }),
    shopify({
      ...FIRST,
      ...item('Cup', 1, '20'),
      ...{ Name: '#1005', Id: '5005', Email: '', 'Billing Name': 'Nobody', 'Financial Status': 'voided' },
    }),
  ];
  const orders = file('orders_export.csv', ...lines);
  const said = await ok('purchase', 'import', orders);
  expect(said).toContain(
    '2 paid orders in EUR: 232.05 charged - 37.05 taxes - 50.00 refunded = 145.00; 5 purchases, sums agree',
  );
  expect(said).toContain('1 order not paid');
  expect(said).toContain('Vendor (');
  expect(said).not.toContain('Subtotal (');
  expect(await rows('purchase', 'list', '--sort', 'id')).toMatchObject(
    [
      {
        name: 'Shirt - M / Blue',
        quantity: 2,
        amount: 45,
        bought_on: '2026-02-21',
        account: 'Jane Doe',
        product: 'Shirt - M / Blue',
      },
      { name: 'Hat', amount: 45, contact: 'Jane Doe', product: null },
      { name: 'Shipping of #1001', amount: 5 },
      { name: 'Lamp', amount: 100, contact: 'Robert Roe', account: 'Existing' },
      { name: 'Refund of #1002', amount: -50, status: 'active' },
    ].map(({ product, ...each }) => each),
  );
  expect((await rows('purchase', 'export'))[0]).toMatchObject({
    external_id: expect.stringMatching(/^500/),
    external_source: 'shopify',
  });
  expect(await rows('account', 'list', '--columns', 'name,kind')).toEqual([
    { name: 'Existing', kind: 'customer' },
    { name: 'Jane Doe', kind: 'person' },
    { name: 'New Person', kind: 'person' },
  ]);
  expect(await rows('opp', 'list')).toMatchObject(
    [
      {
        name: 'Order #1004',
        amount: 200,
        stage: 'prospecting',
        contact: 'New Person',
        account: 'New Person',
      },
    ].map(({ contact, ...each }) => each),
  );
  const before = await ok('export', 'all');
  expect(await ok('migrate', orders)).toContain('Everything was already there');
  expect(await run(['purchase', 'import', '-'], `${lines.join('\n')}\n`)).toMatchObject({ exitCode: 0 });
  expect(await ok('export', 'all')).toBe(before);
  // The cart is paid for: its deal is won by what was bought, once.
  const later = file(
    'later.csv',
    SHOPIFY,
    shopify({
      ...CART,
      'Financial Status': 'paid',
      'Paid at': '2026-02-23 10:00:00 +0100',
      ...item('Chair', 2, '100', 'CHR'),
    }),
  );
  await ok('purchase', 'import', later);
  expect(await rows('opp', 'list', '--where', 'status = won')).toMatchObject([{ name: 'Order #1004' }]);
  expect(await rows('purchase', 'list', '--where', 'opp = "Order #1004"')).toMatchObject([
    { name: 'Chair', amount: 200 },
  ]);
  await ok('undo');
  // But for the numbers that were given once.
  const records = (archive: string) => archive.split('\n').slice(1);
  expect(records(await ok('export', 'all'))).toEqual(records(before));
});

test('a bad amount rejects its order, with the cells of the file, and nothing is stored', async () => {
  const { run, rows, file } = session();
  const orders = file('orders.csv', SHOPIFY, shopify({ ...FIRST, Total: 'lots', ...item('Hat', 1, '50') }));
  const { stderr, exitCode } = await run(['purchase', 'import', orders]);
  expect(exitCode).not.toBe(0);
  expect(stderr).toContain('"lots"');
  expect((await run(['purchase', 'list'])).exitCode).not.toBe(2);
  expect(await rows('contact', 'list')).toEqual([]);
});

const WOO =
  'order_id,order_number,order_date,paid_date,status,shipping_total,shipping_tax_total,tax_total,discount_total,order_total,' +
  'refunded_total,order_currency,billing_first_name,billing_last_name,billing_company,billing_email,billing_phone,customer_note,line_items';

test('orders of WooCommerce: a row an order, a row an item, and items in columns', async () => {
  const { ok, rows, file } = session();
  const packed =
    'name:Mug|product_id:7|sku:MUG|quantity:2|subtotal:25.00|total:20.00;name:Pen|product_id:8|sku:PEN|quantity:1|total:10.00';
  const whole = file(
    'woo.csv',
    WOO,
    `77,77,2026-03-01 10:00:00,2026-03-01 10:05:00,completed,5,0.95,5.70,5,41.65,0,EUR,Ann,Lee,Acme GmbH,ann@acme.example,,,${packed}`,
    `78,78,2026-03-02 10:00:00,,wc-checkout-draft,0,0,0,0,10,0,EUR,Bea,Roe,,bea@cart.example,,,name:Pen|sku:PEN|quantity:1|total:10.00`,
    `79,79,2026-03-03 10:00:00,,refunded,0,0,0,0,10,0,EUR,Cy,Poe,,cy@x.example,,,name:Pen|sku:PEN|quantity:1|total:10.00`,
    `80,80,2026-03-03 10:00:00,,failed,0,0,0,0,10,0,EUR,Di,Moe,,di@x.example,,,name:Pen|sku:PEN|quantity:1|total:10.00`,
  );
  expect(await ok('migrate', whole)).toContain(
    '51.65 charged - 6.65 taxes - 10.00 refunded = 35.00; 5 purchases, sums agree',
  );
  expect(await rows('purchase', 'list', '--sort', 'id')).toMatchObject([
    { name: 'Mug', quantity: 2, amount: 20, account: 'Acme GmbH' },
    { name: 'Pen', amount: 10 },
    { name: 'Shipping of 77', amount: 5 },
    { name: 'Pen', amount: 10, status: 'refunded' },
    { name: 'Refund of 79', amount: -10 },
  ]);
  expect(await rows('opp', 'list')).toMatchObject([{ name: 'Order 78', amount: 10 }]);
  const items = file(
    'items.csv',
    'Order Number,Order Status,Order Date,First Name (Billing),Last Name (Billing),Email (Billing),Order Shipping Amount,Order Total Tax Amount,Order Refund Amount,Order Total Amount,SKU,Item #,Item Name,Quantity (- Refund),Item Cost',
    '90,Completed,2026-04-01 10:00,Ann,Lee,ann@acme.example,0,0,0,30,MUG,1,Mug,2,10',
    '90,Completed,2026-04-01 10:00,Ann,Lee,ann@acme.example,0,0,0,30,PEN,2,Pen,1,10',
  );
  expect(await ok('migrate', items)).toContain(
    '1 paid order in USD: 30.00 charged = 30.00; 2 purchases, sums agree',
  );
  expect(await rows('contact', 'list')).toHaveLength(3);
});

test('orders as the web services of shops send them become what their exports become', async () => {
  const { ok, rows, file, run } = session();
  const billing = { first_name: 'Ana', last_name: 'Silva', company: 'Moinho', city: 'Porto', country: 'PT' };
  const woo = (order: object) => ({
    currency: 'EUR',
    date_created: '2026-03-01T10:00:00',
    discount_total: '0.00',
    shipping_total: '0.00',
    total_tax: '0.00',
    refunds: [],
    shipping_lines: [],
    coupon_lines: [],
    ...order,
  });
  const path = file(
    'orders.json',
    JSON.stringify([
      woo({
        id: 727,
        number: '727',
        status: 'completed',
        date_paid: '2026-03-02T09:00:00',
        total: '35.35',
        total_tax: '1.35',
        shipping_total: '5.00',
        discount_total: '4.00',
        billing: { ...billing, email: 'ana@moinho.example', phone: '912 345 678' },
        shipping: { first_name: 'Rui', city: 'Lisboa' },
        line_items: [
          { id: 1, name: 'Hat', sku: 'HAT', quantity: 2, subtotal: '20.00', total: '18.00', price: 9 },
          {
            id: 2,
            name: 'Mug',
            sku: '',
            quantity: 1,
            subtotal: '13.00',
            total: '11.00',
            meta_data: [{ key: 'colour', value: 'red' }],
          },
        ],
        coupon_lines: [{ code: 'TEN', discount: '4.00' }],
        refunds: [{ id: 9, total: '-11.00' }],
      }),
      woo({
        id: 730,
        number: '730',
        status: 'pending',
        total: '50.00',
        billing: { first_name: 'Kai', last_name: 'Kurz', email: 'kai@kurz.example', country: 'DE' },
        shipping: {},
        line_items: [{ id: 3, name: 'Hat', sku: 'HAT', quantity: 5, total: '50.00' }],
      }),
    ]),
  );
  const told = await ok('migrate', path);
  // What was paid back has its share of the taxes.
  expect(told).toContain('35.35 charged - 1.35 taxes - 10.58 refunded = 23.42; 4 purchases, sums agree');
  expect(told).toContain('2 orders read as');
  const bought = await rows('purchase', 'list', '--columns', 'name,amount,notes');
  expect(
    bought.map(({ name, amount }: { name: string; amount: { amount: string } }) => [name, amount]),
  ).toEqual(
    expect.arrayContaining([
      ['Hat', expect.anything()],
      ['Mug', expect.anything()],
      ['Refund of 727', expect.anything()],
      ['Shipping of 727', expect.anything()],
    ]),
  );
  const notes = bought.map(({ notes: text }: { notes: string | null }) => text ?? '').join('\n');
  for (const said of ['colour: red', 'coupon items: TEN', 'shipping city: Lisboa'])
    expect(notes).toContain(said);
  expect(await rows('contact', 'list')).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ name: 'Ana Silva', email: 'ana@moinho.example', phone: '+351912345678' }),
      expect.objectContaining({ name: 'Kai Kurz' }),
    ]),
  );
  expect((await rows('opp', 'list')).map(({ name }: { name: string }) => name)).toEqual(['Order 730']);
  expect((await run(['migrate', path])).stderr).toContain('Everything was already there');

  const shopify = file(
    'shopify.json',
    JSON.stringify({
      orders: [
        {
          id: 4507,
          name: '#1001',
          email: 'bob@mail.example',
          created_at: '2026-01-10T11:00:00-05:00',
          processed_at: '2026-01-10T11:00:00-05:00',
          currency: 'USD',
          financial_status: 'partially_refunded',
          subtotal_price: '388.00',
          total_price: '400.00',
          total_tax: '7.00',
          total_discounts: '10.00',
          note_attributes: [{ name: 'engraving', value: 'Happy Birthday' }],
          customer: { id: 3, first_name: 'Bob', last_name: 'Norman' },
          line_items: [
            { id: 1, name: 'Player - green', sku: 'P-G', price: '199.00', quantity: 1 },
            { id: 2, name: 'Player - red', sku: 'P-R', price: '199.00', quantity: 1 },
          ],
          shipping_lines: [{ title: 'Post', price: '5.00' }],
          refunds: [
            { id: 5, note: 'broken', transactions: [{ kind: 'refund', status: 'success', amount: '40.00' }] },
          ],
        },
      ],
    }),
  );
  expect(await ok('purchase', 'import', shopify)).toContain('400.00 charged - 7.00 taxes');
  const more = await rows('purchase', 'list', '--columns', 'name,notes', '--where', 'contact = "Bob Norman"');
  expect(more.map(({ name }: { name: string }) => name).toSorted()).toEqual([
    'Player - green',
    'Player - red',
    'Refund of #1001',
    'Shipping of #1001',
  ]);
  expect(JSON.stringify(more)).toContain('engraving: Happy Birthday');
});

test('orders that Shopify sends by GraphQL are read like those of its older service', async () => {
  const { run, ok, rows, file } = session();
  const money = (amount: string) => ({ shopMoney: { amount, currencyCode: 'EUR' } });
  const node = {
    id: 'gid://shopify/Order/4507',
    name: '#1001',
    email: 'bob@mail.example',
    createdAt: '2026-01-10T11:00:00Z',
    processedAt: '2026-01-10T11:00:00Z',
    displayFinancialStatus: 'PARTIALLY_REFUNDED',
    displayFulfillmentStatus: 'FULFILLED',
    subtotalPriceSet: money('388.00'),
    totalShippingPriceSet: money('5.00'),
    totalTaxSet: money('7.00'),
    totalPriceSet: money('400.00'),
    totalRefundedSet: money('40.00'),
    customAttributes: [{ key: 'engraving', value: 'Happy Birthday' }],
    customer: { id: 'gid://shopify/Customer/3', firstName: 'Bob', lastName: 'Norman' },
    billingAddress: { city: 'Lyon', company: null },
    lineItems: {
      edges: [
        { node: { title: 'Player', sku: 'P-G', quantity: 1, originalUnitPriceSet: money('189.00') } },
        {
          node: {
            title: 'Stand',
            sku: 'S-1',
            quantity: 1,
            originalUnitPriceSet: money('210.00'),
            discountedTotalSet: money('199.00'),
          },
        },
      ],
    },
  };
  const orders = { data: { orders: { pageInfo: { hasNextPage: false }, edges: [{ cursor: 'x', node }] } } };
  const path = file('orders.json', JSON.stringify(orders, null, 2));
  await ok('migrate', path);
  const bought = await rows(
    'purchase',
    'list',
    '--columns',
    'name,amount,currency,contact',
    '--sort',
    'name',
  );
  expect(bought).toEqual([
    { name: 'Player', amount: 189, currency: 'EUR', contact: 'Bob Norman' },
    { name: 'Refund of #1001', amount: -39.3, currency: 'EUR', contact: 'Bob Norman' },
    { name: 'Shipping of #1001', amount: 5, currency: 'EUR', contact: 'Bob Norman' },
    { name: 'Stand', amount: 199, currency: 'EUR', contact: 'Bob Norman' },
  ]);
  const [{ notes }] = await rows('purchase', 'list', '--columns', 'notes', '--where', 'name = Player');
  expect(notes).toContain('engraving: Happy Birthday');
  expect((await run(['migrate', path])).stderr).toContain('Everything was already there');
});

test('the company of an open cart is a prospect until it buys, and stays what it is', async () => {
  const { ok, rows, file } = session();
  const cart = { ...CART, 'Billing Company': 'Cart GmbH' };
  const kinds = () => rows('account', 'list', '--columns', 'name,kind');
  await ok('purchase', 'import', file('cart.csv', SHOPIFY, shopify({ ...cart, ...item('Chair', 2, '100') })));
  expect(await kinds()).toEqual([{ name: 'Cart GmbH', kind: 'prospect' }]);
  const paid = { ...cart, Name: '#1', Id: '1', 'Financial Status': 'paid', 'Paid at': FIRST['Paid at'] };
  await ok('purchase', 'import', file('paid.csv', SHOPIFY, shopify({ ...paid, ...item('Chair', 2, '100') })));
  expect(await kinds()).toEqual([{ name: 'Cart GmbH', kind: 'customer' }]);
  const again = { ...cart, Name: '#2', Id: '2' };
  await ok(
    'purchase',
    'import',
    file('again.csv', SHOPIFY, shopify({ ...again, ...item('Table', 1, '200') })),
  );
  expect(await kinds()).toEqual([{ name: 'Cart GmbH', kind: 'customer' }]);
});

test('a bulk export of Shopify has the items of an order in lines below it', async () => {
  const { ok, rows, file } = session();
  const money = (amount: string) => ({ shopMoney: { amount, currencyCode: 'EUR' } });
  const order = (id: number, total: string) => ({
    id: `gid://shopify/Order/${id}`,
    name: `#${id}`,
    email: 'bob@mail.example',
    createdAt: '2026-01-10T11:00:00Z',
    displayFinancialStatus: 'PAID',
    totalPriceSet: money(total),
  });
  const part = (id: number, parent: number, title: string, quantity: number, price: string) => ({
    id: `gid://shopify/LineItem/${id}`,
    title,
    quantity,
    originalUnitPriceSet: money(price),
    __parentId: `gid://shopify/Order/${parent}`,
  });
  const lines = [
    order(1001, '400.00'),
    part(1, 1001, 'Player', 2, '100.00'),
    part(2, 1001, 'Stand', 1, '200.00'),
    order(1002, '20.00'),
    part(3, 1002, 'Mug', 1, '20.00'),
  ];
  const path = file('bulk.jsonl', lines.map((line) => JSON.stringify(line)).join('\n'));
  const told = await ok('migrate', path);
  expect(told).toContain('sums agree');
  expect(await rows('purchase', 'list', '--columns', 'name,quantity,amount', '--sort', 'name')).toEqual([
    { name: 'Mug', quantity: 1, amount: 20 },
    { name: 'Player', quantity: 2, amount: 200 },
    { name: 'Stand', quantity: 1, amount: 200 },
  ]);
});
