export * from './certify.js';
export * from './engine.js';
export * from './engines.js';
export * from './craps/bets.js';
export { parseCrapsDefinition } from './craps/definition.js';
export type * from './craps/definition.js';
export type * from './craps/kinds.js';
export * from './craps/play.js';
export type * from './craps/roll.js';
export * from './crash/curve.js';
export { parseCrashDefinition } from './crash/definition.js';
export type * from './crash/definition.js';
export { cashOutSheet } from './crash/engine.js';
export * from './crash/play.js';
export { dicePays, parseDiceDefinition, targetsOf } from './dice/definition.js';
export type * from './dice/definition.js';
export * from './dice/play.js';
export * from './keno/bets.js';
export { parseKenoDefinition } from './keno/definition.js';
export type * from './keno/definition.js';
export * from './keno/play.js';
export * from './law.js';
export * from './canonical-json.js';
export * from './fraction.js';
export * from './random.js';
export * from './stream-random.js';
export * from './baccarat/bets.js';
export { baccaratBetKinds, parseBaccaratDefinition } from './baccarat/definition.js';
export type * from './baccarat/definition.js';
export { type BaccaratDeal, type BaccaratOutcome, playBaccarat, replayBaccarat } from './baccarat/play.js';
export * from './roulette/announced.js';
export { type BlackjackAnalysis, analyse as analyseBlackjack } from './blackjack/exact.js';
export { parseBlackjackDefinition } from './blackjack/definition.js';
export type * from './blackjack/definition.js';
export * from './blackjack/play.js';
export {
  type BlackjackAction,
  type BlackjackFault,
  type BlackjackState,
  type BlackjackStep,
  type PlayerHand,
  viewBlackjack,
} from './blackjack/state.js';
export * from './roulette/bets.js';
export { parseRouletteDefinition, rouletteHash, zerosOf } from './roulette/definition.js';
export type * from './roulette/definition.js';
export * from './roulette/exact.js';
export * from './roulette/layout.js';
export * from './roulette/play.js';
export type { BonusWin } from './slots/bonus.js';
export * from './sic-bo/bets.js';
export { parseSicBoDefinition } from './sic-bo/definition.js';
export type * from './sic-bo/definition.js';
export * from './sic-bo/play.js';
export { definitionHash, isStakeOffered, parseSlotDefinition } from './slots/definition.js';
export type * from './slots/definition.js';
export * from './definition-error.js';
export * from './slots/evaluate.js';
export * from './slots/exact.js';
export type { HoldWin, LockedCoin } from './slots/hold.js';
export * from './slots/play.js';
export { type RoundDistribution, roundDistribution } from './slots/round-distribution.js';
export * from './table-bets.js';
export * from './texts.js';
export type * from './table-limits.js';
export * from './casino-war/bets.js';
export { parseCasinoWarDefinition, warBets } from './casino-war/definition.js';
export type * from './casino-war/definition.js';
export * from './casino-war/play.js';
export * from './three-card-poker/bets.js';
export { parseThreeCardDefinition, threeCardBets, threeCardHands } from './three-card-poker/definition.js';
export type * from './three-card-poker/definition.js';
export * from './three-card-poker/play.js';
export { handCategories, parseVideoPokerDefinition } from './video-poker/definition.js';
export type * from './video-poker/definition.js';
export * from './video-poker/play.js';
export { requiredRules } from './published-checks.js';
