import {
  ActivityPage,
  BonusOverview,
  DepositPage,
  IdField,
  ListField,
  LoginSessionPage,
  PartField,
  PlayerFiguresReport,
  PlayerLimits,
  PlayerProfile,
  PlayerSettings,
  Protection,
  RoundPage,
  TextField,
  TransactionPage,
  WalletView,
  WithdrawalPage,
} from '@croupier/contracts';

/** Something of a player that could not be read now. */
export class MissingSection {
  @TextField({ description: 'The member that is missing.', max: 40, example: 'rounds' })
  section: string;

  @TextField({ description: 'Why.', max: 60, example: 'service_unavailable' })
  code: string;
}

/** Everything the platform knows of a player; lists begin with the newest. What cannot be read now is in `missing`. */
export class PlayerPage {
  @IdField({ description: 'The player.' })
  playerId: string;

  @PartField({ description: 'Who it is, and the verification.', of: () => PlayerProfile, optional: true })
  profile?: PlayerProfile;

  @PartField({ description: 'Settings and consents.', of: () => PlayerSettings, optional: true })
  settings?: PlayerSettings;

  @PartField({
    description: 'Restrictions in force, and how they came about.',
    of: () => Protection,
    optional: true,
  })
  protection?: Protection;

  @PartField({ description: 'Limits, and what is left of them.', of: () => PlayerLimits, optional: true })
  limits?: PlayerLimits;

  @PartField({ description: 'Balances.', of: () => WalletView, optional: true })
  wallet?: WalletView;

  @PartField({ description: 'Ledger transactions.', of: () => TransactionPage, optional: true })
  transactions?: TransactionPage;

  @PartField({ description: 'Deposits.', of: () => DepositPage, optional: true })
  deposits?: DepositPage;

  @PartField({ description: 'Withdrawals.', of: () => WithdrawalPage, optional: true })
  withdrawals?: WithdrawalPage;

  @PartField({ description: 'Bonuses.', of: () => BonusOverview, optional: true })
  bonuses?: BonusOverview;

  @PartField({ description: 'Rounds.', of: () => RoundPage, optional: true })
  rounds?: RoundPage;

  @PartField({ description: 'What happened on the account.', of: () => ActivityPage, optional: true })
  activity?: ActivityPage;

  @PartField({ description: 'Login sessions.', of: () => LoginSessionPage, optional: true })
  sessions?: LoginSessionPage;

  @PartField({
    description: 'Figures, favourite games and segments.',
    of: () => PlayerFiguresReport,
    optional: true,
  })
  figures?: PlayerFiguresReport;

  @ListField({ description: 'What could not be read.', of: () => MissingSection, max: 20 })
  missing: MissingSection[];
}
