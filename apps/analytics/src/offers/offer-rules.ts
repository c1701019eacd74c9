/** How offers are ranked: weights of features from 0 to 1000, as data with a version. */
export interface OfferRules {
  version: string;
  /** Offers at most in one answer. */
  most: number;
  /** Of so many places one goes to a game the player does not play yet, if there is one. */
  discoveryEvery: number;
  /** A limit used to this share shuts offers off until it starts anew. */
  limitUsedPerMille: number;
  game: { repeat: number; recent: number; discovery: number; popular: number };
  programme: { base: number; fits: number };
}

const shape: Record<string, [from: number, to: number]> = {
  most: [1, 20],
  discoveryEvery: [2, 20],
  limitUsedPerMille: [1, 1000],
  'game.repeat': [0, 1000],
  'game.recent': [0, 1000],
  'game.discovery': [0, 1000],
  'game.popular': [0, 1000],
  'programme.base': [0, 1000],
  'programme.fits': [0, 1000],
};

/** Reads offers.json. @throws Error that names every fault */
export function parseOfferRules(json: unknown): OfferRules {
  const faults = Object.entries(shape).flatMap(([path, [from, to]]) => {
    const value = path
      .split('.')
      .reduce<unknown>((at, key) => (at as Record<string, unknown> | null)?.[key], json);
    const whole = Number.isSafeInteger(value) && (value as number) >= from && (value as number) <= to;
    return whole ? [] : [`${path}: must be a whole number from ${from} to ${to}`];
  });
  const version = (json as { version?: unknown } | null)?.version;
  if (typeof version !== 'string' || version.length === 0 || version.length > 20)
    faults.push('version: must be a text of 1 to 20 characters');
  if (faults.length > 0) throw new Error(faults.join('; '));
  return json as OfferRules;
}
