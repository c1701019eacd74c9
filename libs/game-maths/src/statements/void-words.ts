import { moneyText } from '../text-parts.js';
import { momentWords, type StatedRound } from './parts.js';

/** What players are told of why a round is void, by its stable code. */
const reasons: Readonly<Record<string, string>> = {
  game_fault: 'the game did not work as it should',
  wrong_payout: 'it paid what its rules do not',
  wrong_rules: 'it was played by other rules than were shown',
  table_fault: 'there was a fault of the wheel, the cards or the dealer',
  bet_not_confirmed: 'the bet was not confirmed in time',
  studio_round_not_ended: 'the studio of the game did not finish it',
};

/** That a round is void, why, and what became of its money; nothing of one that stands. */
export function voidWords(round: StatedRound): string[] {
  const { voided } = round;
  if (!voided) return [];
  const why = reasons[voided.reason] ?? 'it could not be finished';
  return [`This round is void since ${momentWords(voided.at)}: ${why}.`, returned(round, voided.corrected)];
}

function returned({ stake, payout, jackpotWin, freeRound }: StatedRound, corrected: boolean): string {
  const money = ({ amount, currency }: StatedRound['stake']): string => moneyText(amount, currency);
  const back = freeRound
    ? 'The house took its stake back, and the free round is yours again while its bonus lasts'
    : `The ${money(stake)} that was staked was returned`;
  if (!corrected) return `${back}.`;
  const taken = [
    ...(payout.amount > 0 ? [`the ${money(payout)} that it had paid was taken back`] : []),
    ...(jackpotWin ? [`the ${money(jackpotWin)} of the jackpot went back into it`] : []),
  ];
  return `${[back, ...taken].join(', and ')}.`;
}
