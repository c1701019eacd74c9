import { type Currency, exponentOf } from '@croupier/kernel';
import { decisionTableOf } from '../decision-tables.js';
import type { PublishedDefinition } from '../engine.js';
import { engineOf } from '../engines.js';
import { fraction, toDecimal } from '../fraction.js';
import type { JackpotDefinition } from '../jackpots/definition.js';
import type { JackpotRound } from '../jackpots/play.js';
import type { SlotDefinition } from '../slots/definition.js';
import type { SpinOutcome } from '../slots/play.js';
import { moneyText } from '../text-parts.js';
import { decisionWords } from './decision-words.js';
import { momentWords, moneyWords, type StatedRound } from './parts.js';
import { slotWords } from './slot-words.js';
import { tableWords } from './table-words.js';
import { voidWords } from './void-words.js';

/** What the ledger says that a round did to a pot. */
interface Pot {
  readonly contributionMillionths: number;
}

/**
 * A settled round in plain sentences, from its record and the definition that it was played by: what was staked, what was
 * drawn, what each bet or spin did, what came back. Without a definition, as of a studio, the record alone is told.
 */
export function statementOf(
  round: StatedRound,
  game: { readonly name: string; readonly definition?: PublishedDefinition },
): string[] {
  // Of one that was void before its end there is no outcome to tell.
  if (round.voided?.corrected === false) return [opening(round, game), ...voidWords(round)];
  return [
    opening(round, game),
    ...middle(round, game.definition),
    ...ending(round),
    ...jackpot(round, game),
    ...voidWords(round),
  ];
}

function opening(
  { stake, settledAt, freeRound, voided }: StatedRound,
  { name, definition }: { name: string; definition?: PublishedDefinition },
): string {
  const version = definition === undefined ? '' : `, version ${definition.version}`;
  const money = moneyText(stake.amount, stake.currency);
  const staked = freeRound
    ? `The house staked ${money} on ${name}${version}: it was a free round, and nothing of yours was staked.`
    : `${money} was staked on ${name}${version}.`;
  const isSettled = voided?.corrected !== false;
  return isSettled ? `${staked} The round was settled on ${momentWords(settledAt)}.` : staked;
}

function middle(round: StatedRound, definition: PublishedDefinition | undefined): string[] {
  const { outcome } = round;
  const money = moneyWords(round);
  const kind = definition === undefined ? kindOf(outcome) : engineOf(definition).kind;
  if (kind === 'slot')
    return slotWords(
      (outcome['spins'] ?? []) as SpinOutcome[],
      definition as SlotDefinition | undefined,
      money,
    );
  return decisionTableOf(kind)
    ? decisionWords({ kind, definition }, outcome, money)
    : tableWords(kind, outcome, money);
}

/** By what only such rounds have. */
function kindOf(outcome: StatedRound['outcome']): string {
  if (outcome['spins'] !== undefined) return 'slot';
  return outcome['pocket'] === undefined ? '' : 'roulette';
}

function ending(round: StatedRound): string[] {
  const money = moneyWords(round);
  const [stake, payout] = [round.stake.amount, round.payout.amount];
  if (payout === 0) return ['In all nothing came back.'];
  if (round.freeRound) return [`In all ${money(payout)} was won, as bonus money.`];
  const difference = payout - stake;
  if (difference === 0) return [`In all ${money(payout)} came back, as much as was staked.`];
  const than = `${money(Math.abs(difference))} ${difference > 0 ? 'more' : 'less'} than was staked`;
  return [`In all ${money(payout)} came back, ${than}.`];
}

/** Millionths of a minor unit, to the last digit: `0.012345 GBP`. */
function exactly(millionths: number, currency: Currency): string {
  const unit = 10n ** BigInt(exponentOf(currency)) * 1_000_000n;
  const places = exponentOf(currency) + 6;
  const [whole = '0', digits = ''] = toDecimal(fraction(BigInt(millionths), unit), places).split('.');
  const shown = digits.replace(/0+$/, '');
  return `${whole}${shown === '' ? '' : `.${shown}`} ${currency}`;
}

function jackpot(round: StatedRound, { definition }: { definition?: PublishedDefinition }): string[] {
  const drawn = round.outcome['jackpot'] as JackpotRound | undefined;
  const pot = round.outcome['pot'] as Pot | undefined;
  if (!drawn || !pot) return [];
  const { jackpot: played } = (definition ?? {}) as { jackpot?: JackpotDefinition };
  const name = played?.name ?? drawn.jackpotId;
  const { currency } = round.stake;
  const draw = drawn.draw
    ? ` For it a number below ${drawn.draw.bound} was drawn, ${drawn.draw.value}; one below ${round.stake.amount}, the stake in its smallest unit, would ${drawn.wins ? 'win, and did' : 'have won'}.`
    : '';
  const won = round.jackpotWin
    ? `It was won: ${moneyText(round.jackpotWin.amount, round.jackpotWin.currency)} was paid beside everything above.`
    : 'It was not won.';
  return [
    `The round was played for the jackpot ${name}: ${exactly(pot.contributionMillionths, currency)} of the stake went into it.${draw} ${won}`,
  ];
}
