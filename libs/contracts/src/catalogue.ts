import { type AskContract, type ErrorRow, type FactContract } from '@croupier/kernel';
import { readFunnel, readRetention } from './analytics/cohorts.js';
import { analyticsErrors } from './analytics/errors.js';
import { readFigures } from './analytics/figures.js';
import { listOffers } from './analytics/offers.js';
import { readReconciliation } from './analytics/reconciliation.js';
import {
  closeReturnAlert,
  readReturnMonitor,
  returnAlertClosed,
  returnAlertRaised,
} from './analytics/return-monitor.js';
import { readRtp } from './analytics/returns.js';
import { listSegmentMembers, listSegments, readPlayerFigures } from './analytics/segments.js';
import { decideApproval, listApprovals, readApproval, requestApproval } from './compliance/approvals.js';
import { concludeAction, listAuditEntries, recordAction, verifyAuditTrail } from './compliance/audit.js';
import { complianceErrors } from './compliance/errors.js';
import {
  cancelAward,
  claimBonus,
  forfeitAward,
  listBonuses,
  listEligibleProgrammes,
  readAward,
} from './bonus/awards.js';
import { bonusErrors } from './bonus/errors.js';
import { awardCompleted, awardEnded, awardExpiring, awardGranted } from './bonus/facts.js';
import { draftProgramme, endProgramme, listProgrammes, publishProgramme } from './bonus/programmes.js';
import { rebuildProgress } from './bonus/progress.js';
import { commonErrors } from './errors.js';
import { listGames, readGame } from './games/catalogue.js';
import { gamesErrors } from './games/errors.js';
import { listJackpots } from './games/jackpots.js';
import { listRounds, playRound, readRound, takeAction } from './games/rounds.js';
import { chooseClientSeed, gameSeedsChanged, readProof, readSeeds, renewSeeds } from './games/seeds.js';
import {
  acknowledgeRealityCheck,
  gameSessionOpened,
  openGameSession,
  readGameSession,
} from './games/sessions.js';
import { readRoundStatement } from './games/statements.js';
import { voidOpenRound } from './games/open-round-voids.js';
import {
  approveGameVersion,
  gameChanged,
  listGameVersions,
  proposeGameVersion,
  releaseGameVersion,
  switchGame,
} from './games/versions.js';
import { identityErrors } from './identity/errors.js';
import { playerRegistered, sessionClosed, sessionOpened } from './identity/facts.js';
import { confirmRegistration, registerPlayer } from './identity/registration.js';
import { listSessions, readTokenKeys, refreshSession, signIn, signOut } from './identity/sessions.js';
import { listMessages, markMessageRead, messageCreated } from './notifications/messages.js';
import { createCampaign, readCampaign } from './notifications/campaigns.js';
import { unsubscribe } from './notifications/unsubscribe.js';
import { createStaff, disableStaff, listStaff, renewStaffEnrolment } from './identity/staff.js';
import {
  staffEnrolled,
  staffSessionClosed,
  staffSessionOpened,
  staffSignInRefused,
} from './identity/staff-facts.js';
import {
  beginStaffEnrolment,
  completeStaffEnrolment,
  refreshStaffSession,
  signInStaff,
  signOutStaff,
} from './identity/staff-sessions.js';
import { liveErrors } from './live/errors.js';
import { tableAsks, tableFacts, tablePageAsks } from './live/groups.js';
import { tableSpinSettled } from './live/rounds.js';
import { tableSessionOpened } from './live/sessions.js';
import { listTables, readTable } from './live/tables.js';
import { approveTableVersion, readTableDefinition, tableChanged } from './live/versions.js';
import { createDeposit, listDeposits, readDeposit } from './payments/deposits.js';
import { paymentsErrors } from './payments/errors.js';
import { listPaymentMethods } from './payments/methods.js';
import { approveWithdrawal, listWithdrawalReviews, rejectWithdrawal } from './payments/reviews.js';
import { depositFailed, receiveWebhook, withdrawalFailed, withdrawalPaid } from './payments/webhooks.js';
import { createWithdrawal, listWithdrawals, readWithdrawal } from './payments/withdrawals.js';
import { listActivity } from './profile/activity.js';
import { readContact } from './profile/contact.js';
import { profileErrors } from './profile/errors.js';
import { createPlayer, playerChanged, readProfile, updateProfile } from './profile/player-profile.js';
import { findPlayers } from './profile/search.js';
import { readSettings, updateSettings } from './profile/settings.js';
import { playerVerified, readEligibility, verifyPlayer } from './profile/verification.js';
import { checkAccess, checkRegistration } from './safer-gambling/access.js';
import { saferGamblingErrors } from './safer-gambling/errors.js';
import {
  confirmLimitChange,
  limitChanged,
  readLimits,
  setLimits,
  reviewLimits,
  withdrawLimitChange,
} from './safer-gambling/limits.js';
import {
  blockPlayer,
  excludeSelf,
  playerReleased,
  playerRestricted,
  readProtection,
  returnFromExclusion,
  takeTimeOut,
  unblockPlayer,
} from './safer-gambling/restrictions.js';
import { clockMoved, listClocks } from './sandbox/clocks.js';
import { studiosErrors } from './studios/errors.js';
import { studiosAsks } from './studios/groups.js';
import { listTopPayouts } from './top-payouts/payouts.js';
import { openAccount, readWallet } from './wallet/account.js';
import { carryOut } from './wallet/batch.js';
import { convertBonus, forfeitBonus, grantBonus, grantFreeRounds } from './wallet/bonus.js';
import { cancelDeposit, readSpending, reserveDeposit, setControls } from './wallet/controls.js';
import { adjustBalance, reverseTransaction, transferMoney } from './wallet/corrections.js';
import { walletErrors } from './wallet/errors.js';
import {
  balanceCorrected,
  bonusConverted,
  bonusForfeited,
  bonusGranted,
  depositCredited,
  freeRoundsGranted,
  payoutCredited,
  roundSettled,
  roundVoided,
  stakePlaced,
  stakeRolledBack,
  winCredited,
  withdrawalCommitted,
  withdrawalHeld,
  withdrawalReleased,
} from './wallet/facts.js';
import { commitWithdrawal, creditDeposit, holdWithdrawal, releaseWithdrawal } from './wallet/funding.js';
import { readBalance, readLiability, readNetDeposits } from './wallet/funds.js';
import {
  accountFrozen,
  checkLedgerWhole,
  listLedgerDifferences,
  releaseAccount,
} from './wallet/ledger-checks.js';
import { claimPlay } from './wallet/play-claims.js';
import { jackpotMoved, moveJackpot, readJackpots } from './wallet/pots.js';
import { correctRound, roundCorrected } from './wallet/round-corrections.js';
import { ledgerSealed } from './wallet/seals.js';
import { readSessionNet } from './wallet/session-net.js';
import { settleRound } from './wallet/settle-round.js';
import { creditPayout, placeStake, rollBackStakes, settleStakes, voidStakes } from './wallet/stakes.js';
import { listTransactions, readTrialBalance } from './wallet/statement.js';
import { readStatement } from './wallet/statement-period.js';
import { creditWin } from './wallet/wins.js';

type AnyAsk = AskContract<object, object>;
type AnyFact = FactContract<object>;

/** Who says what to whom: the source of broker permissions and of the service map. */
export interface ServiceDeclaration {
  /** Asks of other services that this one sends. */
  asks: readonly AnyAsk[];
  /** Facts it works on, each once, through its durable consumer. */
  consumes: readonly AnyFact[];
  /** Facts it only listens to as they pass; a missed one does no harm. */
  watches: readonly AnyFact[];
  /**
   * Folder of a service that is none of our Nest apps. Nobody builds, starts or ships it with them; broker, documents
   * and tests know it like any other.
   */
  foreign?: string;
}

const identityAsks = [registerPlayer, confirmRegistration, signIn, refreshSession, signOut, readTokenKeys];
const staffAsks = [
  listSessions,
  createStaff,
  renewStaffEnrolment,
  disableStaff,
  listStaff,
  beginStaffEnrolment,
  completeStaffEnrolment,
  signInStaff,
  refreshStaffSession,
  signOutStaff,
];
const staffFacts = [staffEnrolled, staffSignInRefused, staffSessionOpened, staffSessionClosed];
const profileAsks = [
  createPlayer,
  readProfile,
  updateProfile,
  readSettings,
  updateSettings,
  verifyPlayer,
  readEligibility,
  readContact,
  listActivity,
  findPlayers,
];
const walletReads = [
  readWallet,
  listTransactions,
  readStatement,
  readBalance,
  readLiability,
  readNetDeposits,
  readTrialBalance,
];
const ledgerAsks = [listLedgerDifferences, checkLedgerWhole, releaseAccount];
const walletAsks = [
  ...walletReads,
  ...ledgerAsks,
  readJackpots,
  creditDeposit,
  holdWithdrawal,
  commitWithdrawal,
  releaseWithdrawal,
  settleRound,
  readSessionNet,
  placeStake,
  settleStakes,
  voidStakes,
  creditPayout,
  rollBackStakes,
  creditWin,
  adjustBalance,
  reverseTransaction,
  correctRound,
  transferMoney,
  moveJackpot,
  carryOut,
  openAccount,
  claimPlay,
  setControls,
  readSpending,
  reserveDeposit,
  cancelDeposit,
  grantBonus,
  grantFreeRounds,
  convertBonus,
  forfeitBonus,
];
const paymentsAsks = [
  listPaymentMethods,
  createDeposit,
  readDeposit,
  listDeposits,
  createWithdrawal,
  readWithdrawal,
  listWithdrawals,
  receiveWebhook,
];
const gamesAsks = [
  listGames,
  readGame,
  listJackpots,
  openGameSession,
  readGameSession,
  acknowledgeRealityCheck,
  playRound,
  takeAction,
  readRound,
  listRounds,
  readSeeds,
  chooseClientSeed,
  renewSeeds,
  readProof,
  readRoundStatement,
];
const gameVersionAsks = [listGameVersions, proposeGameVersion, switchGame, releaseGameVersion];
const reviewAsks = [listWithdrawalReviews, approveWithdrawal, rejectWithdrawal];
const notificationsAsks = [listMessages, markMessageRead, createCampaign, readCampaign, unsubscribe];
const complianceAsks = [
  recordAction,
  concludeAction,
  listAuditEntries,
  verifyAuditTrail,
  requestApproval,
  decideApproval,
  readApproval,
  listApprovals,
];
const protectionAsks = [
  readLimits,
  setLimits,
  reviewLimits,
  confirmLimitChange,
  withdrawLimitChange,
  takeTimeOut,
  excludeSelf,
  returnFromExclusion,
  readProtection,
];
const saferGamblingAsks = [...protectionAsks, checkAccess, checkRegistration, blockPlayer, unblockPlayer];
const protectionFacts = [playerRestricted, playerReleased, limitChanged];
const analyticsAsks = [
  readFigures,
  readRetention,
  readFunnel,
  readRtp,
  readReturnMonitor,
  closeReturnAlert,
  listSegments,
  readPlayerFigures,
  readReconciliation,
  listOffers,
];
const walletFacts = [roundSettled, depositCredited, withdrawalHeld, withdrawalCommitted, withdrawalReleased];
const stakeFacts = [stakePlaced, payoutCredited, stakeRolledBack, roundVoided];
const otherMoneyFacts = [winCredited, balanceCorrected, roundCorrected];
const bonusMoneyFacts = [bonusGranted, bonusConverted, bonusForfeited, freeRoundsGranted];

const bonusAsks = [listBonuses, claimBonus, readAward, forfeitAward];
const programmeAsks = [listProgrammes, draftProgramme, publishProgramme, endProgramme];
const awardFacts = [awardGranted, awardCompleted, awardEnded];

/** Every ask of the platform. */
export const asks: readonly AnyAsk[] = [
  ...identityAsks,
  ...staffAsks,
  ...profileAsks,
  ...walletAsks,
  ...paymentsAsks,
  ...reviewAsks,
  ...gamesAsks,
  ...gameVersionAsks,
  approveGameVersion,
  voidOpenRound,
  ...analyticsAsks,
  listSegmentMembers,
  ...complianceAsks,
  ...bonusAsks,
  ...programmeAsks,
  cancelAward,
  listEligibleProgrammes,
  rebuildProgress,
  listClocks,
  ...notificationsAsks,
  ...saferGamblingAsks,
  ...tableAsks,
  ...studiosAsks,
  listTopPayouts,
];

/** Every fact of the platform. */
export const facts: readonly AnyFact[] = [
  playerRegistered,
  sessionOpened,
  sessionClosed,
  ...staffFacts,
  playerVerified,
  playerChanged,
  ...walletFacts,
  ...stakeFacts,
  ...bonusMoneyFacts,
  ledgerSealed,
  accountFrozen,
  ...otherMoneyFacts,
  jackpotMoved,
  depositFailed,
  withdrawalPaid,
  withdrawalFailed,
  gameSessionOpened,
  gameSeedsChanged,
  gameChanged,
  messageCreated,
  ...awardFacts,
  awardExpiring,
  ...protectionFacts,
  tableSessionOpened,
  ...tableFacts,
  tableSpinSettled,
  returnAlertRaised,
  returnAlertClosed,
  clockMoved,
];

/** Every error code with what it means: the source of docs/errors.md and of the HTTP problems. */
export const errorCatalogue: Readonly<Record<string, ErrorRow>> = {
  ...commonErrors,
  ...identityErrors,
  ...profileErrors,
  ...walletErrors,
  ...paymentsErrors,
  ...gamesErrors,
  ...analyticsErrors,
  ...complianceErrors,
  ...bonusErrors,
  ...saferGamblingErrors,
  ...liveErrors,
  ...studiosErrors,
};

const profileHistory = [
  playerRegistered,
  sessionOpened,
  sessionClosed,
  ...walletFacts,
  roundVoided,
  payoutCredited,
  stakeRolledBack,
  ...otherMoneyFacts,
  bonusGranted,
  bonusConverted,
  bonusForfeited,
  depositFailed,
  withdrawalPaid,
  withdrawalFailed,
  gameSessionOpened,
  ...protectionFacts,
  tableSessionOpened,
];

/** The service map. `listClocks` and `clockMoved` are open to all: every service has a clock. */
export const services: Readonly<Record<string, ServiceDeclaration>> = {
  gateway: {
    asks: [
      ...identityAsks,
      ...profileAsks.filter((ask) => ask !== createPlayer && ask !== readEligibility && ask !== readContact),
      ...walletReads,
      ...ledgerAsks,
      ...paymentsAsks,
      ...analyticsAsks,
      ...gamesAsks,
      ...gameVersionAsks,
      ...notificationsAsks,
      ...bonusAsks,
      cancelAward,
      ...programmeAsks.filter((ask) => ask !== publishProgramme),
      ...protectionAsks,
      blockPlayer,
      unblockPlayer,
      ...staffAsks,
      ...reviewAsks,
      ...complianceAsks,
      ...tablePageAsks,
      ...studiosAsks,
    ],
    consumes: [],
    watches: [
      ...walletFacts,
      ...stakeFacts,
      ...bonusMoneyFacts,
      ...otherMoneyFacts,
      sessionClosed,
      staffSessionClosed,
      messageCreated,
      ...awardFacts,
      awardExpiring,
      ...tableFacts,
      gameChanged,
    ],
  },
  identity: {
    asks: [createPlayer, checkAccess, checkRegistration],
    consumes: [playerRestricted],
    watches: [],
  },
  profile: { asks: [], consumes: profileHistory, watches: [] },
  wallet: { asks: [], consumes: [playerRegistered], watches: [] },
  payments: {
    asks: [
      readEligibility,
      checkAccess,
      reserveDeposit,
      cancelDeposit,
      creditDeposit,
      holdWithdrawal,
      commitWithdrawal,
      releaseWithdrawal,
    ],
    consumes: [],
    watches: [],
  },
  games: {
    asks: [
      readEligibility,
      checkAccess,
      claimPlay,
      settleRound,
      placeStake,
      settleStakes,
      rollBackStakes,
      voidStakes,
      readSessionNet,
      readJackpots,
      readTableDefinition,
    ],
    consumes: [roundSettled, roundVoided, roundCorrected],
    watches: [gameSessionOpened, gameSeedsChanged, gameChanged],
  },
  sandbox: { asks: [], consumes: [], watches: [] },
  notifications: {
    asks: [
      readContact,
      checkAccess,
      listProgrammes,
      listSegments,
      listSegmentMembers,
      listOffers,
      updateSettings,
    ],
    consumes: [
      playerVerified,
      depositCredited,
      depositFailed,
      withdrawalHeld,
      withdrawalPaid,
      withdrawalFailed,
      ...protectionFacts,
      ...awardFacts,
      awardExpiring,
    ],
    watches: [],
  },
  compliance: {
    asks: [
      createStaff,
      publishProgramme,
      adjustBalance,
      reverseTransaction,
      correctRound,
      transferMoney,
      moveJackpot,
      approveGameVersion,
      voidOpenRound,
      approveTableVersion,
    ],
    consumes: [...staffFacts, gameChanged, tableChanged],
    watches: [],
  },
  bonus: {
    asks: [
      checkAccess,
      readWallet,
      grantBonus,
      grantFreeRounds,
      convertBonus,
      forfeitBonus,
      listGames,
      readGame,
      listTables,
      // Asked with the user of the service by `npm run rebuild -- bonus`.
      rebuildProgress,
    ],
    consumes: [...walletFacts, ...stakeFacts, ...bonusMoneyFacts, ...otherMoneyFacts, playerRestricted],
    watches: [],
  },
  'safer-gambling': {
    asks: [readProfile, setControls, readSpending],
    consumes: [playerChanged, playerRestricted],
    watches: [],
  },
  analytics: {
    asks: [
      listGames,
      readGame,
      listTables,
      readTable,
      readSettings,
      readSpending,
      readTrialBalance,
      checkAccess,
      listEligibleProgrammes,
    ],
    consumes: [
      playerRegistered,
      sessionOpened,
      playerVerified,
      ...walletFacts,
      ...stakeFacts,
      ...bonusMoneyFacts,
      ...otherMoneyFacts,
      depositFailed,
      gameSessionOpened,
      ...awardFacts,
      ...protectionFacts,
      tableSpinSettled,
    ],
    watches: [],
  },
  live: {
    asks: [readEligibility, checkAccess, claimPlay, placeStake, settleStakes, voidStakes, readSessionNet],
    consumes: [],
    watches: [tableChanged],
  },
  studios: {
    asks: [readEligibility, checkAccess, claimPlay, readWallet, carryOut],
    consumes: [playerRestricted, sessionClosed, gameSessionOpened, tableSessionOpened],
    watches: [],
  },
  'top-payouts': { asks: [], consumes: [roundSettled], watches: [], foreign: 'examples/top-payouts' },
};

/** Names of the services that are none of our apps. */
export const foreignServices: readonly string[] = Object.keys(services).filter(
  (name) => services[name]?.foreign !== undefined,
);
