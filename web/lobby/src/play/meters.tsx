import { useWallet } from '../api/live.js';
import { texts } from '../texts/en-gb.js';
import { type MoneyValue, timeSpent } from '../texts/formats.js';
import { Money } from '../ui/money.js';
import { usePlayMoney } from './demo.js';

const t = texts.games.slot;

/** Where the player stands: money, net position and time, always in view. */
export function Meters({ net, seconds }: { net: MoneyValue; seconds: number }) {
  const own = useWallet();
  const playMoney = usePlayMoney();
  const wallet = playMoney ? undefined : own;
  // What was shown of it so far: like the balance, it does not run ahead of the reels.
  const balance = playMoney ? { ...playMoney, amount: playMoney.amount + net.amount } : wallet?.cash;
  return (
    <dl className="meters">
      <div>
        <dt>{playMoney ? texts.games.demo.money : t.balance}</dt>
        <dd>{balance ? <Money value={balance} /> : '…'}</dd>
      </div>
      {wallet !== undefined && wallet.bonus.amount > 0 && (
        <div>
          <dt>{t.bonus}</dt>
          <dd>
            <Money value={wallet.bonus} />
          </dd>
        </div>
      )}
      <div>
        <dt>{t.net}</dt>
        <dd>
          <Money value={net} signed />
        </dd>
      </div>
      <div>
        <dt>{t.time}</dt>
        <dd>{timeSpent(seconds)}</dd>
      </div>
    </dl>
  );
}
