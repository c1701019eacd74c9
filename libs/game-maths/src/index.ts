export * from './certify.js';
export { cycleOf, legalCycleMs } from './cycle.js';
export * from './engine.js';
export * from './engines.js';
export * from './published-schemas.js';
export * from './monitor/first-bets.js';
export * from './craps/bets.js';
export type * from './craps/decision-table.js';
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
export * from './instant-tables.js';
export * from './decision-tables.js';
export * from './decision-time.js';
export * from './law.js';
export * from './monitor/bounds.js';
export * from './monitor/decided.js';
export * from './monitor/evidence.js';
export * from './monitor/pockets.js';
export { type Multiples, multiplesSum, placed, widthAt } from './monitor/multiples.js';
export * from './canonical-json.js';
export * from './counting/counter.js';
export { CounterHere } from './counting/counter-here.js';
export * from './counting/counts.js';
export { heardError, toldError, type ToldError } from './counting/told-errors.js';
export { dealCard } from './cards/shoe.js';
export { Entropy, RandomSourceError, systemEntropy } from './entropy.js';
export { knownDefinition } from './fairness/known-definition.js';
export * from './fairness/proof-members.js';
export type * from './fairness/proven-round.js';
export * from './fairness/replay-round.js';
export * from './fairness/seeded-round.js';
export * from './fairness/verify-round.js';
export * from './fraction.js';
export { jackpotFaults } from './jackpots/certification.js';
export type * from './jackpots/definition.js';
export * from './jackpots/play.js';
export * from './jackpots/returns.js';
export * from './jackpots/texts.js';
export * from './random.js';
export * from './stream-random.js';
export * from './versions/differences.js';
export * from './versions/higher.js';
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
export {
  countingFaults,
  recordFaults,
  definitionHash,
  isStakeOffered,
  parsePlayedSlot,
  parseSlotDefinition,
} from './slots/parse.js';
export { recordBytes } from './slots/record-bytes.js';
export { countWithin, SlotCountingError } from './slots/counting-room.js';
export type * from './slots/definition.js';
export * from './definition-error.js';
export { duplicateMembers } from './duplicate-members.js';
export * from './slots/evaluate.js';
export { type ExactReturn, exactReturn, isReturnAsDeclared, OnlySampledError } from './slots/exact.js';
export type { HoldWin, LockedCoin } from './slots/hold.js';
export * from './slots/pay-table.js';
export * from './slots/play.js';
export { type RoundDistribution, roundDistribution } from './slots/round-distribution.js';
export * from './statements/statement.js';
export type { StatedRound } from './statements/parts.js';
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
