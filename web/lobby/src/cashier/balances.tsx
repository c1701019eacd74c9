import { useWallet } from '../api/live.js';
import { texts } from '../texts/en-gb.js';
import type { MoneyValue } from '../texts/formats.js';
import { Money } from '../ui/money.js';

const t = texts.cashier;

/** The parts of the wallet, apart: bonus money and stakes in play are no cash, and shown once there are any. */
export function Balances() {
  const wallet = useWallet();
  const some = (value: MoneyValue | undefined): boolean => value !== undefined && value.amount > 0;
  return (
    <dl className="meters big">
      <Part name={t.cash} value={wallet?.cash} />
      {some(wallet?.bonus) && <Part name={t.bonus} value={wallet?.bonus} />}
      {some(wallet?.inPlay) && <Part name={t.inPlay} value={wallet?.inPlay} />}
      <Part name={t.withdrawing} value={wallet?.withdrawing} />
    </dl>
  );
}

function Part({ name, value }: { name: string; value: MoneyValue | undefined }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value ? <Money value={value} /> : '…'}</dd>
    </div>
  );
}
