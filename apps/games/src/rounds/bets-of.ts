import { gamesError, type PlayRound } from '@croupier/contracts';
import type { TableBet, TableDefinition } from '@croupier/game-maths';
import { DomainError } from '@croupier/kernel';
import type { Game } from '../catalogue/game.js';

/** Bets of a key that came before, by what was played then; undefined where those were other ones, for then they were accepted. */
export function betsThen(
  game: Game,
  request: Pick<PlayRound, 'stake' | 'bets'>,
  definition: TableDefinition | undefined,
): readonly TableBet<string>[] | undefined {
  try {
    return betsOf(game, request, definition);
  } catch (error) {
    if (error instanceof DomainError && error.code === 'bets_not_accepted') return undefined;
    throw error;
  }
}

/** The bets on the places of the table; none for a slot. @throws DomainError `bets_not_accepted` */
export function betsOf(
  game: Game,
  { stake, bets }: Pick<PlayRound, 'stake' | 'bets'>,
  definition?: TableDefinition,
): readonly TableBet<string>[] {
  if (game.kind === 'slot') {
    if (bets !== undefined) throw gamesError('bets_not_accepted', { field: 'bets' });
    return [];
  }
  const whole = game.play === 'decisions' ? [{ kind: game.table.mainBet, amount: stake.amount }] : [];
  const checked = game.table.check(definition ?? game.definition, stake.currency, bets ?? whole);
  if (checked.fault) {
    const { index, detail } = checked.fault;
    throw gamesError('bets_not_accepted', { field: index === undefined ? 'bets' : `bets.${index}`, detail });
  }
  if (checked.total === stake.amount) return checked.bets;
  const detail = `The bets sum to ${checked.total}, the stake is ${stake.amount}.`;
  throw gamesError('bets_not_accepted', { field: 'stake.amount', detail });
}
