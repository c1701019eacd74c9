import { useInfiniteQuery } from '@tanstack/react-query';
import type { Schemas } from '../api/client.js';
import { reads } from '../api/reads.js';
import { texts } from '../texts/en-gb.js';
import { instant, money } from '../texts/formats.js';
import { Older, rowsOf } from '../ui/older.js';
import { Loaded } from '../ui/notice.js';
import { Card } from '../ui/page.js';

const t = texts.cashier;

/** Deposits and withdrawals, and where each stands. */
export function Movements() {
  const deposits = useInfiniteQuery(reads.deposits);
  const withdrawals = useInfiniteQuery(reads.withdrawals);
  return (
    <div className="columns">
      <Card title={t.deposits}>
        <Loaded of={deposits}>
          {(data) => (
            <ul className="rows">
              {rowsOf(data).map((deposit) => (
                <DepositRow key={deposit.depositId} deposit={deposit} />
              ))}
              {rowsOf(data).length === 0 && <li>{t.none}</li>}
            </ul>
          )}
        </Loaded>
        <Older of={deposits} />
      </Card>
      <Card title={t.withdrawals}>
        <Loaded of={withdrawals}>
          {(data) => (
            <ul className="rows">
              {rowsOf(data).map(({ withdrawalId, amount, status, createdAt }) => (
                <li key={withdrawalId}>
                  <span>
                    <strong>{money(amount)}</strong> {t.withdrawalStatus[status] ?? status}
                  </span>
                  <span className="small">{instant(createdAt)}</span>
                </li>
              ))}
              {rowsOf(data).length === 0 && <li>{t.none}</li>}
            </ul>
          )}
        </Loaded>
        <Older of={withdrawals} />
      </Card>
    </div>
  );
}

function DepositRow({ deposit }: { deposit: Schemas['Deposit'] }) {
  const { amount, status, createdAt, redirectUrl } = deposit;
  return (
    <li>
      <span>
        <strong>{money(amount)}</strong> {t.depositStatus[status] ?? status}{' '}
        {status === 'pending' && redirectUrl !== undefined && <a href={redirectUrl}>{t.finish}</a>}
      </span>
      <span className="small">{instant(createdAt)}</span>
    </li>
  );
}
