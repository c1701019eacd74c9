/** Currencies of this platform and the number of decimal places of each (ISO 4217, list one). */
const exponents = { GBP: 2, EUR: 2, USD: 2, JPY: 0, BHD: 3, XBT: 8 } as const;

/** ISO 4217 code (XBT is the customary code of bitcoin) of a currency whose scale the platform knows. */
export type Currency = keyof typeof exponents;

export const currencies = Object.keys(exponents) as Currency[];

export function isCurrency(value: unknown): value is Currency {
  return typeof value === 'string' && Object.hasOwn(exponents, value);
}

/** Decimal places between the major and the minor unit: 2 for GBP, 0 for JPY. */
export function exponentOf(currency: Currency): number {
  return exponents[currency];
}
