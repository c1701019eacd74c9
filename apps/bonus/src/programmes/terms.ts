import type { ProgrammeDefinition, SignificantTerm } from '@croupier/contracts';
import { days, gameName, hundredths, kindName, moment, percent, price } from './wording.js';
import { shareOf } from './shares.js';

/**
 * The significant terms of a programme in plain English, made of the same data that is enforced: what is shown
 * cannot differ from what happens.
 */
export function termsOf(definition: ProgrammeDefinition): SignificantTerm[] {
  return [
    term('opening', openingOf(definition)),
    term('offer', offerOf(definition)),
    term('wagering', wageringOf(definition)),
    term('games', gamesOf(definition)),
    term(
      'maximum_stake',
      `While a round uses bonus money, it may cost at most ${price(definition.maximumStake)}.`,
    ),
    term(
      'order',
      'Your own cash is played first and bonus money only after it; a win goes back to both in the share each had of the stake.',
    ),
    term('expiry', expiryOf(definition)),
    term(
      'withdrawal',
      'You can withdraw your own cash at any time. Doing so does not end the bonus and costs you nothing of it.',
    ),
    term('once', 'Once per player, and one bonus at a time. You can give the bonus up whenever you like.'),
    term(
      'protection',
      'Not for players in a time-out or self-exclusion; when one begins, the bonus ends and your cash stays yours.',
    ),
    ...definition.additionalTerms.map((text) => term('additional', text)),
  ];
}

function term(code: string, text: string): SignificantTerm {
  return { code, text };
}

function openingOf({ startsAt, endsAt, depositMatch }: ProgrammeDefinition): string {
  const until = endsAt ? ` until ${moment(endsAt)}` : ', until we close the offer';
  const before = depositMatch ? ' Opt in before you deposit: an earlier deposit does not count.' : '';
  return `You can opt in from ${moment(startsAt)}${until}.${before}`;
}

function offerOf({ depositMatch, freeRounds }: ProgrammeDefinition): string {
  if (depositMatch) {
    const { percentageBasisPoints, maximumBonus, minimumDeposit, depositWithinDays } = depositMatch;
    return (
      `Your first deposit of ${price(minimumDeposit)} or more within ${days(depositWithinDays)} of opting in earns ` +
      `${percent(percentageBasisPoints)} of it as bonus money, at most ${price(maximumBonus)}.`
    );
  }
  if (freeRounds) {
    const { rounds, stake, gameId } = freeRounds;
    return `${rounds} rounds of ${gameName(gameId)} at ${price(stake)} each, paid by us. What they win is bonus money.`;
  }
  return 'What the programme gives is not set yet.';
}

function wageringOf({ wageringHundredths, depositMatch }: ProgrammeDefinition): string {
  const what = depositMatch ? 'the bonus' : 'the winnings of the free rounds';
  if (wageringHundredths === 0) return `Nothing has to be wagered: ${what} become cash at once.`;
  const times = hundredths(wageringHundredths);
  const rule = `You must stake ${times} times ${what} before the bonus money becomes cash you can withdraw`;
  const counts =
    'Every stake settled while the bonus is active counts, of cash and of bonus money alike; free rounds do not.';
  if (!depositMatch) return `${rule}. ${counts}`;
  const { maximumBonus } = depositMatch;
  const amount = shareOf(maximumBonus.amount, wageringHundredths, 100);
  const example = price({ amount, currency: maximumBonus.currency });
  return `${rule}: a bonus of ${price(maximumBonus)} needs stakes of ${example}. ${counts}`;
}

function gamesOf({ defaultWeightBasisPoints, gameWeights, kindWeights = [] }: ProgrammeDefinition): string {
  const others = `Stakes count with ${percent(defaultWeightBasisPoints)}`;
  const games = gameWeights.map(({ gameId, basisPoints }) => `${gameName(gameId)} ${percent(basisPoints)}`);
  const kinds = kindWeights.map(({ kind, basisPoints }) => `${kindName(kind)} ${percent(basisPoints)}`);
  if (games.length + kinds.length === 0) return `${others} in every game.`;
  if (kinds.length === 0) return `${others}, but in these games with: ${games.join(', ')}.`;
  const byKind = `${others}, but by the kind of game with: ${kinds.join(', ')}.`;
  return games.length === 0 ? byKind : `${byKind} Apart from that, in these games with: ${games.join(', ')}.`;
}

function expiryOf({ expiresAfterDays, kind }: ProgrammeDefinition): string {
  const rounds = kind === 'free_rounds' ? ' and free rounds' : '';
  return (
    `The bonus expires ${days(expiresAfterDays)} after you get it. Bonus money${rounds} left then are lost; your own ` +
    'cash is not touched. Rounds started before that count.'
  );
}
