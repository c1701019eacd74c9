import type { BetOnPaper, FigureOnPaper, JackpotOnPaper, ParSheet } from './par-sheet.js';
import type { SecondProof } from './second-proof.js';

/** A sheet as text, a paragraph a bet: of 100 columns or so, or with all digits of every fraction (`whole`). */
export function renderSheet(
  sheet: ParSheet,
  proofs: ReadonlyMap<string, SecondProof>,
  { whole = false }: { whole?: boolean } = {},
): string {
  const { game, definitionHash, bets } = sheet;
  const digits = whole ? (fraction: string): string => fraction : shortened;
  return [
    `${game.name} ${game.version} (${game.kind}, ${game.id})`,
    `definition  ${definitionHash}`,
    ...bets.flatMap((bet) => ['', ...renderBet(bet, digits), ...renderProof(proofs.get(bet.bet))]),
    ...(sheet.jackpot ? ['', ...renderJackpot(sheet.jackpot, digits)] : []),
    '',
  ].join('\n');
}

type Digits = (fraction: string) => string;

function renderBet(bet: BetOnPaper, digits: Digits): string[] {
  const { returnToPlayer, hitRate, maximumWin, distribution } = bet;
  const told = ({ decimal, fraction }: FigureOnPaper): string =>
    bet.rounded ? percent(decimal) : `${percent(decimal)}  = ${digits(fraction)}`;
  return [
    `${bet.bet}: ${bet.basis}`,
    row('return to player', told(returnToPlayer)),
    row('house edge', percent(bet.houseEdge)),
    ...(bet.sample === undefined
      ? []
      : [row('standard error', percent(bet.sample.standardError.toFixed(8)))]),
    row('hit rate', told(hitRate)),
    row('variance', `${bet.variance}, standard deviation ${bet.standardDeviation}`),
    row('volatility index', `${bet.volatilityIndex} (90 %)`),
    bet.sample === undefined
      ? row('highest win', `${maximumWin.multiple} x the stake, 1 in ${maximumWin.oneIn}`)
      : row('highest seen', `${maximumWin.multiple} x the stake; more may come, the sample is no bound`),
    ...(bet.parts.length > 1
      ? bet.parts.map(({ name, returnToPlayer: part }) => row(`of it ${name}`, percent(part)))
      : []),
    row('rounds for 95 %', bet.sampleSizes.map(({ within, rounds }) => `± ${within}: ${rounds}`).join(' · ')),
    ...(bet.distributionBasis === undefined ? [] : [row('distribution', bet.distributionBasis)]),
    ...(distribution ?? []).map(({ multiple, probability, shareOfReturn }) =>
      row(`pays ${multiple}`, `${percent(probability)}  ${percent(shareOfReturn)} of the return`),
    ),
  ];
}

function renderJackpot(jackpot: JackpotOnPaper, digits: Digits): string[] {
  const { contribution, seed, returnToPlayer, together } = jackpot;
  const exactly = ({ decimal, fraction }: JackpotOnPaper['seed']): string =>
    `${percent(decimal)}  = ${digits(fraction)}`;
  return [
    `jackpot ${jackpot.id}: ${jackpot.trigger}`,
    row('return to player', exactly(returnToPlayer)),
    row('of it contributed', exactly(contribution)),
    row('of it seeds', exactly(seed)),
    row('with the game', exactly(together)),
    row(
      'from fall to fall',
      `${jackpot.stakedPerFall} minor units staked, ${jackpot.averageFall} paid, on average`,
    ),
  ];
}

function renderProof(proof: SecondProof | undefined): string[] {
  if (!proof) return [];
  const [from, to] = proof.interval;
  const verdict = proof.agrees ? 'agrees' : 'DOES NOT AGREE';
  return [
    row(
      'simulated',
      `${percent(proof.returnToPlayer.toFixed(8))} over ${proof.rounds.toLocaleString('en-GB')} rounds`,
    ),
    row(
      '',
      `95 %: ${percent(from.toFixed(8))} to ${percent(to.toFixed(8))}; ${proof.errorsApart.toFixed(2)} standard errors apart: ${verdict}`,
    ),
    row('', `hit rate ${percent(proof.hitRate.toFixed(8))}, most seen ${proof.mostSeen} x`),
  ];
}

function row(name: string, text: string): string {
  return `  ${name.padEnd(18)}${text}`;
}

function percent(decimal: string): string {
  const digits = decimal.split('.')[1]?.length ?? 0;
  return `${(Number(decimal) * 100).toFixed(Math.max(digits - 2, 0))} %`;
}

/** Terms of hundreds of digits say nothing on a screen; the files have them whole. */
function shortened(fraction: string): string {
  return fraction.length <= 60 ? fraction : `a fraction of ${fraction.length} digits`;
}
