import type { Schemas } from '@croupier/sdk';
import { resultOf } from '../slot/round-text.js';
import { texts } from '../texts/en-gb.js';
import { money } from '../texts/formats.js';
import type { Show, Stage, Told } from './show.js';

const t = texts.tables;
type Settled = Pick<Schemas['Round'], 'stake' | 'payout'>;

/** Where the ball fell. */
export function fellOn({ result }: Told): string {
  return result ? t.fellOn(result.pocket, texts.roulette.colours[result.colour] ?? '') : '';
}

/** What a round came to for the player: nothing is said of money before the platform has. */
export function cameTo({ staked, result }: Told, settled: Settled | undefined, currency: string): string {
  if (!result) return staked > 0 ? t.returned(money({ amount: staked, currency })) : t.voided;
  if (staked === 0) return '';
  if (!settled) return t.beingSettled;
  return settled.payout.amount === 0 ? t.lost(money(settled.stake)) : resultOf(settled, 0);
}

/** What is read out as the table goes on. */
export function said(
  stage: Stage,
  { rested }: Show,
  { seconds, last }: { seconds: number; last: string },
): string {
  if (stage === 'betting') return seconds <= soonSeconds ? t.soon(soonSeconds) : t.open;
  if (stage === 'settling' || stage === 'settled') return rested ? `${fellOn(rested)} ${last}` : '';
  return stage === 'void' ? `${t.stages.void} ${last}` : t.stages[stage];
}

export const soonSeconds = 10;
