const names: Record<string, string> = {
  'player.registered': 'Account opened',
  'session.opened': 'Signed in',
  'session.closed': 'Signed out',
  'round.settled': 'Round played',
  'round.voided': 'Round void, stake returned',
  'round.corrected': 'Round void, put right',
  'balance.corrected': 'Balance corrected',
  'deposit.credited': 'Deposit credited',
  'deposit.failed': 'Deposit not paid',
  'withdrawal.held': 'Withdrawal asked for',
  'withdrawal.committed': 'Withdrawal left the house',
  'withdrawal.released': 'Withdrawal returned to the balance',
  'withdrawal.paid': 'Withdrawal paid',
  'withdrawal.failed': 'Withdrawal failed',
};

/** What an activity is called; one of a newer kind keeps the name it came with, made readable. */
export function activityName(kind: string): string {
  const plain = kind.replace(/[._-]+/g, ' ');
  return names[kind] ?? plain.charAt(0).toUpperCase() + plain.slice(1);
}
