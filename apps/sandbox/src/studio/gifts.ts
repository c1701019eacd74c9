import { isUuid } from '@croupier/kernel';

/** Free rounds as a casino asks for them. */
export interface Gift {
  id: string;
  playerId: string;
  rounds: number;
  /** What each is played at, in minor units. */
  stake: number;
  until: string;
}

/** What is unusual about the answer to a casino that has free rounds created, decided by the last two digits of their number. */
export interface GiftScript {
  /** In words, for the pages and the README. */
  meaning: string;
  refuses?: true;
  /** What becomes of the first answer; what it is of was done. */
  spoils?: 'late' | 'malformed' | 'lost';
}

/** The documented scripts, by `rounds % 100`. */
export const giftScripts: Readonly<Record<number, GiftScript>> = {
  11: { meaning: 'the studio refuses them', refuses: true },
  12: {
    meaning: 'they are created, and the first answer comes when nobody waits for it any more',
    spoils: 'late',
  },
  13: { meaning: 'they are created, and the first answer is broken JSON', spoils: 'malformed' },
  14: { meaning: 'they are created, and the first answer is an error of the server', spoils: 'lost' },
};

const ordinary: GiftScript = { meaning: 'nothing unusual' };

export function giftScriptOf(rounds: number): GiftScript {
  return giftScripts[rounds % 100] ?? ordinary;
}

/** What one is played at where the casino does not say, in minor units. */
const usualStake = 10;
const game = 'tide-coin';

type Members = Readonly<Record<string, unknown>>;

/** @returns what is asked for, or the member that is missing or of another form */
export function readGift({
  id,
  playerId,
  game: code,
  rounds,
  stake,
  currency,
  until,
}: Members): Gift | { field: string } {
  if (!isText(id)) return { field: 'id' };
  if (typeof playerId !== 'string' || !isUuid(playerId)) return { field: 'playerId' };
  if (code !== game) return { field: 'game' };
  if (typeof rounds !== 'number' || !Number.isInteger(rounds) || rounds < 1 || rounds > 1000)
    return { field: 'rounds' };
  if (currency !== 'GBP') return { field: 'currency' };
  if (stake !== undefined && (typeof stake !== 'string' || !/^[1-9]\d{0,5}$/.test(stake)))
    return { field: 'stake' };
  if (
    typeof until !== 'string' ||
    !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(until) ||
    Number.isNaN(Date.parse(until))
  )
    return { field: 'until' };
  return { id, playerId, rounds, stake: stake === undefined ? usualStake : Number(stake), until };
}

export function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= 255 && !value.includes('\0');
}
