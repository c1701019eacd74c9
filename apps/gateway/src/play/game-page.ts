import type {
  BetReturn,
  GameDetail,
  GameList,
  GameSummary,
  MoneyAmount,
  RouletteOffer,
} from '@croupier/contracts';
import type { SlotDefinition } from '@croupier/game-maths';
import { Money } from '@croupier/kernel';
import { escaped, style } from '../docs/pages.js';
import { slotPays } from './slot-pays.js';

const table = `table { border-collapse: collapse; } th, td { padding: .25rem .8rem; text-align: right; border-bottom: 1px solid #ccc; }
  th:first-child, td:first-child { text-align: left; } caption { text-align: left; color: #666; padding: .25rem 0; }`;

function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title><style>${style} ${table}</style></head><body>${body}</body></html>`;
}

/** The catalogue: each game with its exact return to player. */
export function gamesPage({ data }: GameList): string {
  const rows = data.map(
    (game) =>
      `<li><a href="/games/${encodeURIComponent(game.gameId)}">${escaped(game.name)}</a>, return to player ${percent(game)}</li>`,
  );
  return page('Games', `<h1>Games</h1><ul>${rows.join('')}</ul>`);
}

/** What a player may read before staking: return to player, pay table and rules, all of the definition played. */
export function gamePage(game: GameDetail): string {
  const { numerator, denominator, basis } = game.returnToPlayer;
  const sections = game.rules.map(
    ({ title, paragraphs }) =>
      `<h2>${escaped(title)}</h2>${paragraphs.map((text) => `<p>${escaped(text)}</p>`).join('')}`,
  );
  return page(
    game.name,
    `<p><a href="/games">Games</a></p><h1>${escaped(game.name)}</h1>
<p>Return to player: <strong>${percent(game)}</strong>. ${escaped(basis)}</p>
<details><summary>The exact figure</summary><p style="overflow-wrap:anywhere">${escaped(numerator)} / ${escaped(denominator)}</p></details>
${paysOf(game)}
${sections.join('\n')}
<p>Version ${escaped(game.version)}, definition <code style="overflow-wrap:anywhere">${escaped(game.definitionHash)}</code></p>`,
  );
}

/** `0.95193052` as `95.193052 %`: digits are moved, nothing is computed. */
export function percent({ returnToPlayer }: Pick<GameSummary, 'returnToPlayer'>): string {
  return percentOf(returnToPlayer.ratio);
}

function percentOf(ratio: string): string {
  const [whole = '0', fraction = ''] = ratio.split('.');
  const digits = fraction.padEnd(2, '0');
  const before = `${whole}${digits.slice(0, 2)}`.replace(/^0+(?=\d)/, '');
  return `${before}.${digits.slice(2) || '0'} %`;
}

function paysOf({ bets, returns, definition }: GameDetail): string {
  if (bets) return betTable(bets);
  return returns ? returnTable(returns) : slotPays(definition as unknown as SlotDefinition);
}

/** Every bet of a roulette layout with what it pays and what the house exactly keeps. */
function betTable(bets: readonly RouletteOffer[]): string {
  const money = (amount: MoneyAmount): string => escaped(Money.from(amount).toString());
  const rows = bets.map(
    ({ kind, covers, pays, edge, minimum, maximum }) =>
      `<tr><th scope="row">${escaped(kind)}</th><td>${covers}</td><td>${pays} to 1</td><td>${escaped(edge)}</td><td>${money(minimum)}</td><td>${money(maximum)}</td></tr>`,
  );
  const heads = ['Bet', 'Numbers', 'Pays', 'House edge', 'Least', 'Most on one spot'];
  return `<h2>Bets</h2><table><caption>The house edge is exact, by every pocket of the wheel</caption><thead><tr>
${heads.map((head) => `<th scope="col">${head}</th>`).join('')}</tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

/** What each bet of another table returns; what it pays is told by the rules. */
function returnTable(returns: readonly BetReturn[]): string {
  const rows = returns.map(
    ({ bet, ratio, edge }) =>
      `<tr><th scope="row">${escaped(bet)}</th><td>${percentOf(ratio)}</td><td style="overflow-wrap:anywhere">${escaped(edge)}</td></tr>`,
  );
  const heads = ['Bet', 'Returns', 'House edge'];
  return `<h2>Bets</h2><table><caption>Both are exact, over every result there is</caption><thead><tr>
${heads.map((head) => `<th scope="col">${head}</th>`).join('')}</tr></thead><tbody>${rows.join('')}</tbody></table>`;
}
