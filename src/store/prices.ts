import type { BookPrice } from '../domain/book-price.ts';
import { type Db, type Sql, sql } from './sql.ts';

/** A price with the numbers of its book and product. */
interface StoredPrice extends BookPrice {
  readonly bookId: number;
  readonly productId: number;
}

/** Prices of price books that are used. None holds longer than its book does. */
export function bookPrices(db: Db, among: Sql<boolean>): Promise<StoredPrice[]> {
  return sql<StoredPrice>`
    select price.id, price.price_minor as minor, price.currency, price.pricebook_id as "bookId",
      price.product_id as "productId",
      case when book.valid_from > price.valid_from then book.valid_from else coalesce(price.valid_from, book.valid_from) end
        as "from",
      case when book.valid_until < price.valid_until then book.valid_until
        else coalesce(price.valid_until, book.valid_until) end as "until"
    from price join pricebook book on book.id = price.pricebook_id
    where ${among} and book.active = 1 order by price.id`.all(db);
}

/** Whether a product has this code, in any case. */
export async function isProductCode(db: Db, text: string): Promise<boolean> {
  const found = await sql<{ id: number }>`
    select id from product where lower(code) = ${text.toLowerCase()} limit 1`.first(db);
  return found !== undefined;
}
