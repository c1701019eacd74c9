/** Units of a scale, `100000` to one of the currency, that are one minor unit of it. */
export function unitsPerMinor(scale: number, currency: unknown): number {
  const form = new Intl.NumberFormat('en', { style: 'currency', currency: String(currency) });
  return scale / 10 ** (form.resolvedOptions().maximumFractionDigits ?? 2);
}

/** Minor units of a JSON number; undefined if it is none, or no whole number of them. */
export function minorOf(value: unknown, perMinor: number): number | undefined {
  const minor = typeof value === 'number' ? value / perMinor : Number.NaN;
  return Number.isSafeInteger(minor) ? minor : undefined;
}
