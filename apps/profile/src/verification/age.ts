import { type Eligibility } from '@croupier/contracts';
import { birthday, dateAt, hasReached, startOf } from '@croupier/kernel';

/** Nobody younger may gamble (Gambling Act 2005, section 45). */
export const adultAge = 18;

/** From this age on the higher stake cap holds (SI 2025/215). */
const seniorBandAge = 25;

/** True from the first moment of the 18th birthday on the London calendar. */
export function isAdult(dateOfBirth: string, now: Date): boolean {
  return hasReached(dateOfBirth, adultAge, dateAt(now));
}

/** The age band, and for the younger one the London midnight that ends it, as UTC. */
export function ageBandOf(dateOfBirth: string, now: Date): Pick<Eligibility, 'ageBand' | 'ageBandUntil'> {
  if (hasReached(dateOfBirth, seniorBandAge, dateAt(now))) return { ageBand: '25+' };
  return { ageBand: '18-24', ageBandUntil: startOf(birthday(dateOfBirth, seniorBandAge)).toISOString() };
}
