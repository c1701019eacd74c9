import {
  type Contact,
  type PlayerProfile,
  type PlayerSettings,
  type Verification,
} from '@croupier/contracts';
import { type PlayerEntity } from './player.entity.js';

/** What a player's row says, in the words of the contract. */
export function profileOf(player: PlayerEntity): PlayerProfile {
  const { playerId, email, givenName, familyName, dateOfBirth, address, version } = player;
  return {
    playerId,
    email,
    givenName,
    familyName,
    dateOfBirth,
    address,
    verification: verificationOf(player),
    version,
  };
}

export function verificationOf(player: PlayerEntity): Verification {
  const { verificationStatus, verificationReasons, verificationDecidedAt } = player;
  return {
    status: verificationStatus,
    reasons: verificationReasons,
    ...(verificationDecidedAt === null ? {} : { decidedAt: verificationDecidedAt.toISOString() }),
  };
}

export function settingsOf(player: PlayerEntity): PlayerSettings {
  const { marketingByEmail, marketingBySms, realityCheckMinutes } = player;
  return { marketingByEmail, marketingBySms, realityCheckMinutes };
}

/** The least that somebody who writes to the player must know. */
export function contactOf({ email, givenName, marketingByEmail }: PlayerEntity): Contact {
  return { email, givenName, marketingByEmail };
}
