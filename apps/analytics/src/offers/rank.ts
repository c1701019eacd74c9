import type { Offer } from '@croupier/contracts';
import type { OfferRules } from './offer-rules.js';

/** A game of the catalogue with what this player and all players did in it. */
export interface GameCandidate {
  gameId: string;
  title: string;
  /** The player's rounds in the last 30 and 90 days. */
  rounds30: number;
  rounds90: number;
  /** Days since the player's last round; null if there was none in 90 days. */
  daysSince: number | null;
  /** Rounds of all players in the last 7 days. */
  everybody7: number;
}

/** A programme the player can opt in to, with what counts in each game, in basis points. */
export interface ProgrammeCandidate {
  programmeId: string;
  version: number;
  title: string;
  weightOf: (gameId: string) => number;
}

export interface RankedOffer extends Offer {
  /** Weighted sum of the features, in millionths. */
  score: number;
}

/** Puts what fits the player first. Whole numbers only: the same figures give the same order everywhere. */
export function rank(
  games: GameCandidate[],
  programmes: ProgrammeCandidate[],
  rules: OfferRules,
): RankedOffer[] {
  const own = games.reduce((sum, { rounds30 }) => sum + rounds30, 0);
  const everybody = games.reduce((sum, { everybody7 }) => sum + everybody7, 0);
  const ranked = [
    ...games.map((game) => gameOffer(game, { own, everybody }, rules)),
    ...programmes.map((programme) => programmeOffer(programme, games, own, rules)),
  ].sort((a, b) => b.score - a.score || (a.reference < b.reference ? -1 : 1));
  const unknown = new Set(games.filter(({ rounds90 }) => rounds90 === 0).map(({ gameId }) => gameId));
  return mixed(ranked, (offer) => offer.kind === 'game' && unknown.has(offer.reference), rules).slice(
    0,
    rules.most,
  );
}

/** Keeps the order, but lets no run of known things be longer than the rules allow while something new is left. */
function mixed(
  ranked: RankedOffer[],
  isNew: (offer: RankedOffer) => boolean,
  rules: OfferRules,
): RankedOffer[] {
  const left = [...ranked];
  const result: RankedOffer[] = [];
  let known = 0;
  while (left.length > 0) {
    const due = known >= rules.discoveryEvery - 1 ? left.findIndex(isNew) : 0;
    const [next] = left.splice(Math.max(due, 0), 1) as [RankedOffer];
    known = isNew(next) ? 0 : known + 1;
    result.push(next);
  }
  return result;
}

function gameOffer(
  game: GameCandidate,
  total: { own: number; everybody: number },
  { game: weight }: OfferRules,
): RankedOffer {
  const share = perMille(game.rounds30, total.own);
  const popular = perMille(game.everybody7, total.everybody);
  const recent = game.daysSince !== null && game.daysSince <= 6;
  const score =
    weight.repeat * share +
    (recent ? weight.recent * 1000 : 0) +
    (game.rounds90 === 0 ? weight.discovery * 1000 : 0) +
    weight.popular * popular;
  const { gameId: reference, title, rounds30, daysSince } = game;
  const figures = { rounds30, shareOfOwnRoundsPerMille: share, shareOfAllRoundsPerMille: popular, daysSince };
  return { kind: 'game', reference, title, why: whyGame(game, popular), figures, score };
}

function whyGame({ rounds30, rounds90, daysSince }: GameCandidate, popular: number): string {
  if (rounds30 > 0)
    return `You played ${rounds30} ${rounds30 === 1 ? 'round' : 'rounds'} of it in the last 30 days.`;
  if (rounds90 > 0 && daysSince !== null) return `You last played it ${daysSince} days ago.`;
  const known =
    popular >= 10
      ? ` ${Math.floor(popular / 10)} of 100 rounds of all players in the last 7 days were played in it.`
      : '';
  return `You have not played it in the last 90 days.${known}`;
}

/** How much of what the player plays would count: rounds by game, weighted as the programme weighs the game. */
function programmeOffer(
  { programmeId, version, title, weightOf }: ProgrammeCandidate,
  games: GameCandidate[],
  own: number,
  { programme: weight }: OfferRules,
): RankedOffer {
  const counting = games.reduce((sum, { gameId, rounds30 }) => sum + rounds30 * weightOf(gameId), 0);
  const fits = perMille(Math.floor(counting / 10_000), own);
  const why =
    fits >= 10
      ? `You can opt in to it now, and ${Math.floor(fits / 10)} of 100 rounds you played in the last 30 days were in games that count.`
      : 'You can opt in to it now.';
  const figures = { version, countingShareOfOwnRoundsPerMille: fits };
  return {
    kind: 'programme',
    reference: programmeId,
    title,
    why,
    figures,
    score: weight.base * 1000 + weight.fits * fits,
  };
}

function perMille(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.floor((part * 1000) / whole);
}
