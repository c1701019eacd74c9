import type { Award, GameProgress, ProgrammeDefinition } from '@croupier/contracts';
import { type Currency, type MoneyJson } from '@croupier/kernel';
import { termsOf } from '../programmes/terms.js';
import { gameName, price } from '../programmes/wording.js';
import { wageredOf } from '../progress/wagering.js';
import type { AwardEntity } from './award.entity.js';

type AwardRow = Pick<AwardEntity, keyof AwardEntity>;

const dayMs = 24 * 3_600_000;

interface AwardParts {
  definition: ProgrammeDefinition;
  games: GameProgress[];
  /** By the clock of its player. */
  now: Date;
}

/** An award as its player reads it: figures, what is left, and why. */
export function awardView(row: AwardRow, { definition, games, now }: AwardParts): Award {
  const { currency, endReason, converted, forfeited, endedAt } = row;
  const money = (amount: number): MoneyJson => ({ amount, currency });
  const wagered = wageredOf(row);
  const { freeRounds, depositMatch } = definition;
  return {
    awardId: row.awardId,
    programmeId: row.programmeId,
    version: row.programmeVersion,
    title: definition.title,
    kind: definition.kind,
    status: row.status,
    ...(endReason ? { endReason } : {}),
    bonus: money(row.bonus),
    ...(freeRounds
      ? {
          freeRounds: {
            ...freeRounds,
            left: roundsLeft(row, freeRounds.rounds),
            winnings: money(row.winnings),
          },
        }
      : {}),
    ...(depositMatch && row.status === 'claimed' ? { depositMatch } : {}),
    required: money(row.required),
    wagered: money(wagered),
    remaining: money(row.required - wagered),
    explanation: explanationOf(row, definition),
    games,
    defaultWeightBasisPoints: definition.defaultWeightBasisPoints,
    gameWeights: definition.gameWeights,
    ...(definition.kindWeights ? { kindWeights: definition.kindWeights } : {}),
    maximumStake: definition.maximumStake,
    ...(converted === null ? {} : { converted: money(converted) }),
    ...(forfeited === null ? {} : { forfeited: money(forfeited) }),
    claimedAt: row.claimedAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    ...(isOver(row) ? {} : { daysLeft: daysUntil(row.expiresAt, now) }),
    ...(endedAt ? { endedAt: endedAt.toISOString() } : {}),
    terms: termsOf(definition),
  };
}

function isOver({ status }: AwardRow): boolean {
  return status === 'completed' || status === 'ended';
}

function daysUntil(end: Date, now: Date): number {
  return Math.max(0, Math.ceil((end.getTime() - now.getTime()) / dayMs));
}

function roundsLeft(row: AwardRow, rounds: number): number {
  return isOver(row) ? 0 : Math.max(0, rounds - row.freeRoundsPlayed);
}

function explanationOf(row: AwardRow, definition: ProgrammeDefinition): string {
  const money = (amount: number): string => price({ amount, currency: row.currency });
  switch (row.status) {
    case 'claimed':
      return waitingFor(definition);
    case 'granting':
      return 'The bonus is on its way to your balance.';
    case 'active':
      return leftToDo(row, definition);
    case 'completing':
      return 'You have wagered all that is required: the bonus is being turned into cash.';
    case 'ending':
      return `${endTexts[row.endReason ?? 'staff']} The bonus money is being taken out of your balance; your cash stays.`;
    case 'completed':
      return `You have wagered all that is required: ${money(row.converted ?? 0)} became cash.`;
    case 'ended':
      return `${endTexts[row.endReason ?? 'staff']}${lost(row.forfeited ?? 0, row.currency)}`;
  }
}

const endTexts = {
  player: 'You gave the bonus up.',
  expired: 'The bonus expired.',
  restricted: 'The bonus ended because a time-out, exclusion or other protection began.',
  used_up: 'All of the bonus money has been played.',
  staff: 'The bonus was ended by our staff.',
  no_deposit: 'No deposit arrived in time.',
  not_granted: 'The bonus could not be given.',
} as const;

function lost(amount: number, currency: Currency): string {
  return amount === 0
    ? ''
    : ` ${price({ amount, currency })} of bonus money is gone; your cash was not touched.`;
}

function waitingFor({ depositMatch }: ProgrammeDefinition): string {
  if (!depositMatch) return 'The bonus is on its way to your balance.';
  return `Deposit ${price(depositMatch.minimumDeposit)} or more, and the bonus is yours.`;
}

function leftToDo(row: AwardRow, { freeRounds }: ProgrammeDefinition): string {
  const left = freeRounds ? roundsLeft(row, freeRounds.rounds) : 0;
  const play =
    freeRounds && left > 0 ? `Play ${left} more free rounds of ${gameName(freeRounds.gameId)}. ` : '';
  const wagered = wageredOf(row);
  const remaining = row.required - wagered;
  const money = (amount: number): string => price({ amount, currency: row.currency });
  if (remaining > 0) {
    return `${play}Wager ${money(remaining)} more to turn the bonus money into cash: ${money(wagered)} of ${money(row.required)} is done.`;
  }
  return play === '' ? 'Nothing is left to wager.' : `${play}What they win is bonus money.`;
}
