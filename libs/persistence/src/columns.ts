import { invariant } from '@croupier/kernel';

/** Reads a bigint column into a checked safe integer: minor units and versions, never a float. */
export const minorUnits = {
  to: (value: number | null): number | null => value,
  from: (value: string | null): number | null => {
    if (value === null) return null;
    const amount = Number(value);
    invariant(Number.isSafeInteger(amount), `${value} is outside the safe integers`);
    return amount;
  },
};
