import { type Currency, exponentOf, isCurrency } from './currency.js';
import { invariant } from './invariant.js';

/** The wire form of an amount: an integer of minor units and its currency. */
export interface MoneyJson {
  amount: number;
  currency: Currency;
}

/**
 * An exact amount in minor units. Every operation stays inside the safe integer range or throws: an amount
 * that a JSON number cannot carry exactly never exists. No float ever enters: there is no division here.
 */
export class Money {
  private constructor(
    readonly amount: number,
    readonly currency: Currency,
  ) {}

  /** @throws InvariantError if `amount` is not a safe integer or the currency is unknown. */
  static of(amount: number, currency: Currency): Money {
    invariant(Number.isSafeInteger(amount), `amount ${amount} is not a safe integer of minor units`);
    invariant(isCurrency(currency), `currency ${String(currency)} is unknown`);
    return new Money(Object.is(amount, -0) ? 0 : amount, currency);
  }

  static zero(currency: Currency): Money {
    return Money.of(0, currency);
  }

  static from(json: MoneyJson): Money {
    return Money.of(json.amount, json.currency);
  }

  plus(other: Money): Money {
    this.sameCurrency(other);
    return Money.of(this.amount + other.amount, this.currency);
  }

  minus(other: Money): Money {
    this.sameCurrency(other);
    return Money.of(this.amount - other.amount, this.currency);
  }

  /** `factor` must be an integer: a fraction of money needs a named rounding, which belongs to the caller. */
  times(factor: number): Money {
    invariant(Number.isSafeInteger(factor), `factor ${factor} is not an integer`);
    return Money.of(this.amount * factor, this.currency);
  }

  isLessThan(other: Money): boolean {
    this.sameCurrency(other);
    return this.amount < other.amount;
  }

  equals(other: Money): boolean {
    return this.currency === other.currency && this.amount === other.amount;
  }

  toJSON(): MoneyJson {
    return { amount: this.amount, currency: this.currency };
  }

  /** Decimal text without grouping, for logs and printed statements: `12.50 GBP`. */
  toString(): string {
    const exponent = exponentOf(this.currency);
    const digits = String(Math.abs(this.amount)).padStart(exponent + 1, '0');
    const whole = exponent === 0 ? digits : digits.slice(0, -exponent);
    const fraction = exponent === 0 ? '' : `.${digits.slice(-exponent)}`;
    return `${this.amount < 0 ? '-' : ''}${whole}${fraction} ${this.currency}`;
  }

  private sameCurrency(other: Money): void {
    invariant(this.currency === other.currency, `${this.currency} and ${other.currency} do not mix`);
  }
}
