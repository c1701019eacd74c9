import { useWallet } from '../api/live.js';
import { texts } from '../texts/en-gb.js';
import { duration, type MoneyValue } from '../texts/formats.js';
import { Money } from '../ui/money.js';

const t = texts.games.slot;

/** Where the player stands: money, net position and time, always in view. */
export function Meters({ net, seconds }: { net: MoneyValue; seconds: number }) {
  const wallet = useWallet();
  return (
    <dl className="meters">
      <div>
        <dt>{t.balance}</dt>
        <dd>{wallet ? <Money value={wallet.cash} /> : '…'}</dd>
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
        <dd>{duration(seconds)}</dd>
      </div>
    </dl>
  );
}
