/** An amount of money: an integer of minor units (cents) and an ISO 4217 code. Never a float. */
export interface Money {
  readonly minor: number;
  readonly currency: string;
}
