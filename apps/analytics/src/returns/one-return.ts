import { type GameDetail } from '@croupier/contracts';

/**
 * In these the player decides, and gets less than the best strategy would. Not so in crash: wherever a player cashes out, the same
 * part of the stake comes back.
 */
const decided: ReadonlySet<GameDetail['kind']> = new Set([
  'blackjack',
  'video-poker',
  'three-card-poker',
  'casino-war',
]);

/**
 * Whether what a game returned can be held against one figure. Not where its bets return different parts of the stake (all rounds
 * together then return what their mixture does), nor where it depends on the player.
 */
export function hasOneReturn({ kind, returns = [] }: Pick<GameDetail, 'kind' | 'returns'>): boolean {
  return !decided.has(kind) && returns.every(({ edge }) => edge === returns[0]?.edge);
}
