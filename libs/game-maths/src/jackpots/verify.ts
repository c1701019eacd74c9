import { contributionOf, dropOf } from './play.js';
import type { JackpotDefinition } from './definition.js';
import type { Hashes, ProvenRound, RoundCheck } from '../fairness/proven-round.js';

/** What the ledger says that a round did to a pot. */
interface PotRecord {
  readonly cycle: number;
  readonly contributionMillionths: number;
  readonly won?: { readonly amount: number };
}

/** What the round says of it: its own draw, or the fingerprints of the hidden amounts that it may meet. */
interface PlayedJackpot {
  readonly jackpotId?: string;
  readonly wins?: boolean;
  readonly commitments?: readonly { readonly cycle: number; readonly hash: string }[];
}

/** Whether a round put into its jackpot what it had to, and won it if, and only if, it had to. None of a game without one. */
export function jackpotChecks(round: ProvenRound, hashes: Hashes): RoundCheck[] {
  const { jackpot } = round.definition as { jackpot?: JackpotDefinition };
  if (!jackpot) return [];
  const said = (holds: boolean, detail: string): RoundCheck[] => [{ what: 'jackpot', holds, detail }];
  const played = round.outcome['jackpot'] as PlayedJackpot | undefined;
  const pot = round.outcome['pot'] as PotRecord | undefined;
  if (!played || !pot) {
    const detail = 'was not played for, as in a free round';
    return said(!played && !pot, played ? 'was played for, but nothing of it is recorded' : detail);
  }
  const contribution = contributionOf(jackpot, round.stake.amount);
  if (pot.contributionMillionths !== contribution)
    return said(
      false,
      `got ${pot.contributionMillionths} and had to get ${contribution} millionths of a penny`,
    );
  if (jackpot.trigger.kind === 'must-drop')
    return hiddenAmount(round, { jackpot, played, pot }, hashes).map(([holds, detail]) => ({
      what: 'jackpot' as const,
      holds,
      detail,
    }));
  const won = pot.won !== undefined;
  const detail = won ? 'was won by the draw of the round' : 'was not won by the draw of the round';
  return said(
    won === played.wins,
    won === played.wins ? detail : `${detail.replace(' by the', ', against the')}`,
  );
}

function hiddenAmount(
  { jackpotSecret }: ProvenRound,
  { jackpot, played, pot }: { jackpot: JackpotDefinition; played: PlayedJackpot; pot: PotRecord },
  { hmac, sha256 }: Hashes,
): [boolean, string][] {
  const committed = played.commitments?.find(({ cycle }) => cycle === pot.cycle);
  if (!committed) return [[false, `has no fingerprint of the hidden amount of cycle ${pot.cycle}`]];
  if (jackpot.trigger.kind !== 'must-drop') return [];
  if (jackpotSecret === undefined)
    return [[pot.won === undefined, 'has not fallen yet: its hidden amount is not shown']];
  if (!/^[0-9a-f]{64}$/.test(jackpotSecret)) return [[false, 'has a secret that is not 32 bytes in hex']];
  const secret = Uint8Array.from(jackpotSecret.match(/../g) ?? [], (digits) => Number.parseInt(digits, 16));
  const hash = Array.from(sha256(secret), (byte) => byte.toString(16).padStart(2, '0')).join('');
  if (hash !== committed.hash) return [[false, `has a secret with the hash ${hash}, not ${committed.hash}`]];
  const amount = dropOf(jackpot, jackpot.trigger, secret, hmac);
  if (pot.won === undefined) return [[true, `was not won; its hidden amount was ${amount}`]];
  return [[pot.won.amount === amount, `paid ${pot.won.amount}; its hidden amount was ${amount}`]];
}
